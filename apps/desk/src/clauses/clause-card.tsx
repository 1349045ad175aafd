import { METRICS, type ClauseUnit } from '@pledge/contracts';
import { Button, Input, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import type { ClauseDraft } from './clause-draft.js';

const UNITS: readonly ClauseUnit[] = ['min', 'h', 'd', 'workday', 'month', 'quarter', 'percent', 'count'];
const REGIONS = ['city', 'other', 'local'] as const;

/** One clause: what was read, open to correction, with its two answers. */
export function ClauseCard({
  draft,
  current,
  onFocus,
  onChange,
}: {
  readonly draft: ClauseDraft;
  readonly current: boolean;
  readonly onFocus: () => void;
  readonly onChange: (more: Partial<ClauseDraft>) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const id = useId();
  const correct = (more: Partial<ClauseDraft>): void => onChange({ ...more, corrected: true });
  const labelled = (name: string, field: React.JSX.Element): React.JSX.Element => (
    <label className="clause-field">
      <span className="soft">{name}</span>
      {field}
    </label>
  );
  return (
    <li
      id={`list-${draft.id}`}
      className="clause-card"
      data-state={draft.state}
      data-current={current}
      onFocus={onFocus}
    >
      <blockquote onClick={onFocus}>{draft.sentence}</blockquote>
      <div className="clause-fields">
        {labelled(
          t('clauses.metric'),
          <Select
            size="small"
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.metric}
            options={METRICS.map((one) => ({ value: one.code, label: say(one.label) }))}
            onChange={(metric) => correct({ metric })}
          />,
        )}
        {labelled(
          t('clauses.severity'),
          <Input
            size="small"
            allowClear
            value={draft.severity ?? ''}
            placeholder={t('clauses.everySeverity')}
            onChange={(event) => correct({ severity: event.target.value === '' ? null : event.target.value })}
          />,
        )}
        {labelled(
          t('clauses.region'),
          <Select
            size="small"
            value={draft.region ?? ''}
            options={[
              { value: '', label: t('clauses.everywhere') },
              ...REGIONS.map((region) => ({ value: region as string, label: t(`clauses.regions.${region}`) })),
            ]}
            onChange={(region: string) => correct({ region: region === '' ? null : region })}
          />,
        )}
        <div className="clause-field" role="group" aria-labelledby={id}>
          <span id={id} className="soft">
            {t('clauses.figure')}
          </span>
          <span className="clause-figure num">
            <InputNumber
              size="small"
              min={0}
              aria-label={t('clauses.from')}
              placeholder={t('clauses.from')}
              value={draft.min}
              onChange={(min) => correct({ min })}
            />
            –
            <InputNumber
              size="small"
              min={0}
              aria-label={t('clauses.upTo')}
              placeholder={t('clauses.upTo')}
              value={draft.max}
              onChange={(max) => correct({ max })}
            />
            <Select
              size="small"
              aria-label={t('clauses.unit')}
              value={draft.unit}
              options={UNITS.map((unit) => ({ value: unit, label: t(`clauses.units.${unit}`) }))}
              onChange={(unit) => correct({ unit })}
            />
          </span>
        </div>
        {labelled(
          t('clauses.calendar'),
          <Input size="small" value={draft.calendar} onChange={(event) => correct({ calendar: event.target.value })} />,
        )}
      </div>
      {draft.immediate && <p className="soft">{t('clauses.immediate')}</p>}
      {draft.receiptShift && <p className="soft">{t('clauses.receiptShift')}</p>}
      <div className="clause-answer">
        <Button
          size="small"
          type={draft.state === 'accepted' ? 'primary' : 'default'}
          onClick={() => onChange({ state: draft.state === 'accepted' ? 'open' : 'accepted' })}
        >
          {t(draft.corrected ? 'clauses.acceptCorrected' : 'clauses.accept')}
        </Button>
        <Button
          size="small"
          type={draft.state === 'rejected' ? 'primary' : 'text'}
          onClick={() => onChange({ state: draft.state === 'rejected' ? 'open' : 'rejected' })}
        >
          {t('clauses.reject')}
        </Button>
      </div>
    </li>
  );
}
