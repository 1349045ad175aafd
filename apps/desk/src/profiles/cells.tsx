import type { VocabularyEntry } from '@pledge/contracts';
import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBilingual, type Bilingual } from '../common/bilingual.js';

interface CellProps<T> {
  /** What the cell is: its column. */
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly wrong?: boolean;
  readonly disabled?: boolean;
}
const status = (wrong: boolean | undefined): '' | 'error' => (wrong === true ? 'error' : '');

/** One line of text. */
export function TextCell(props: CellProps<string>): React.JSX.Element {
  return (
    <Input
      aria-label={props.label}
      value={props.value}
      status={status(props.wrong)}
      disabled={props.disabled === true}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

/** A figure, or nothing. */
export function NumberCell(props: CellProps<number | null> & { readonly placeholder?: string }): React.JSX.Element {
  return (
    <InputNumber
      aria-label={props.label}
      min={0}
      value={props.value}
      status={status(props.wrong)}
      disabled={props.disabled === true}
      placeholder={props.placeholder ?? ''}
      onChange={(value) => props.onChange(value === 0 ? null : value)}
    />
  );
}

/** One of a list; '' is none. */
export function ChoiceCell(
  props: CellProps<string> & {
    readonly options: readonly { readonly value: string; readonly label: string }[];
    readonly optional?: boolean;
  },
): React.JSX.Element {
  return (
    <Select
      aria-label={props.label}
      className="cell-select"
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={props.optional === true}
      value={props.value === '' ? undefined : props.value}
      status={status(props.wrong)}
      disabled={props.disabled === true}
      options={[...props.options]}
      onChange={(value: string | undefined) => props.onChange(value ?? '')}
    />
  );
}

/** Several of a list, and words of one's own where `open`. */
export function ListCell(
  props: CellProps<readonly string[]> & {
    readonly options: readonly { readonly value: string; readonly label: string }[];
    readonly open?: boolean;
  },
): React.JSX.Element {
  return (
    <Select
      aria-label={props.label}
      className="cell-select"
      mode={props.open === true ? 'tags' : 'multiple'}
      popupMatchSelectWidth={false}
      optionFilterProp="label"
      value={[...props.value]}
      status={status(props.wrong)}
      disabled={props.disabled === true}
      options={[...props.options]}
      onChange={(value: string[]) => props.onChange(value)}
    />
  );
}

/** A text in both languages, Chinese above English. */
export function BilingualCell(props: CellProps<Bilingual>): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <span className="bilingual-cell">
      {(['zh', 'en'] as const).map((language) => (
        <Input
          key={language}
          aria-label={`${props.label} ${t(`editor.${language}`)}`}
          prefix={<span className="soft">{t(`editor.${language}`)}</span>}
          value={props.value[language]}
          status={status(props.wrong)}
          disabled={props.disabled === true}
          onChange={(event) => props.onChange({ ...props.value, [language]: event.target.value })}
        />
      ))}
    </span>
  );
}

/** Words of the vocabulary as choices in the page's language. */
export function useWords(): (list: readonly VocabularyEntry[]) => { readonly value: string; readonly label: string }[] {
  const say = useBilingual();
  return (list) => list.map(({ code, label }) => ({ value: code, label: say(label) }));
}
