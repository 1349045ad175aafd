import type { ModelingCatalogue } from '@pledge/contracts';
import { Button, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudioModeler } from '../editor/create-modeler.js';
import { applyMend } from './apply-mend.js';
import { drawnAt, mendsFor, type Mend } from './mends.js';

interface MendButtonsProps {
  readonly modeler: StudioModeler;
  readonly catalogue: ModelingCatalogue;
  readonly rule: string;
  readonly elementId: string;
}

/** The mends of a finding: a click, a choice from a list, or a word. Once used they rest until the next check. */
export function MendButtons({ modeler, catalogue, rule, elementId }: MendButtonsProps): React.JSX.Element | null {
  const [done, setDone] = useState(false);
  const drawn = drawnAt(modeler.service('elementRegistry').get(elementId));
  const mends = drawn ? mendsFor(rule, drawn, catalogue) : [];
  if (mends.length === 0) return null;
  const use = (mend: Mend, value = ''): void => {
    setDone(true);
    applyMend(modeler, elementId, mend, value);
  };
  return (
    <span className="mends">
      {mends.map((mend) => (
        <MendField key={mend.kind} mend={mend} done={done} onUse={(value) => use(mend, value)} />
      ))}
    </span>
  );
}

function MendField(props: {
  readonly mend: Mend;
  readonly done: boolean;
  readonly onUse: (value: string) => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { mend, done, onUse } = props;
  const [text, setText] = useState('');
  const label = t(`modeler.mends.${mend.kind}`);
  const options =
    mend.waits?.map((value) => ({ value, label: t(`modeler.mends.waits.${value}`) })) ??
    mend.options?.map((each) => ({ value: each.value, label: i18n.language === 'en' ? each.en : each.zh }));
  if (options)
    return (
      <Select
        size="small"
        className="mend-choice"
        value={null}
        disabled={done}
        aria-label={label}
        placeholder={label}
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
        onChange={(value: string | null) => value !== null && onUse(value)}
      />
    );
  if (mend.text)
    return (
      <Space.Compact size="small">
        <Input
          size="small"
          value={text}
          disabled={done}
          maxLength={200}
          aria-label={label}
          placeholder={label}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={() => text.trim() !== '' && onUse(text.trim())}
        />
        <Button size="small" disabled={done || text.trim() === ''} onClick={() => onUse(text.trim())}>
          {t('modeler.mends.set')}
        </Button>
      </Space.Compact>
    );
  return (
    <Button size="small" disabled={done} onClick={() => onUse('')}>
      {label}
    </Button>
  );
}
