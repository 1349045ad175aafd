import type { ModelingChoice } from '@pledge/contracts';
import { currentLanguage } from '@pledge/web';
import { AutoComplete } from 'antd';
import { useId, useState } from 'react';

interface FormulaFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** What is known here: chosen by its plain name, written as FEEL. */
  readonly choices: readonly ModelingChoice[];
  readonly placeholder?: string;
  /** `name`: a variable's bare name is written; `formula`: FEEL with a leading `=`. */
  readonly writes: 'formula' | 'name';
  readonly onChange: (value: string) => void;
}

/** A value chosen from what the case knows; who knows FEEL may type a formula. Written when the field is left. */
export function FormulaField(props: FormulaFieldProps): React.JSX.Element {
  const { label, hint, value, choices, placeholder, writes, onChange } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const english = currentLanguage() === 'en';
  const nameOf = (text: string): string => {
    const known = choices.find((choice) => choice.value === text || `=${choice.value}` === text);
    return known ? (english ? known.en : known.zh) : text;
  };
  const write = (text: string): void => {
    const trimmed = text.trim();
    const known = choices.find((choice) => trimmed === choice.zh || trimmed === choice.en || trimmed === choice.value);
    const next = known ? (writes === 'name' ? known.value : `=${known.value}`) : trimmed;
    const formula = writes === 'formula' && next !== '' && !next.startsWith('=') ? `=${next}` : next;
    if (formula !== value) onChange(formula);
    setTyped(null);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <AutoComplete
        id={id}
        allowClear
        value={typed ?? nameOf(value)}
        placeholder={placeholder}
        showSearch={{
          filterOption: (text, option) =>
            typed === null ||
            String(option?.label ?? '')
              .toLowerCase()
              .includes(text.toLowerCase()),
        }}
        options={choices.map((choice) => ({ value: choice.value, label: english ? choice.en : choice.zh }))}
        onChange={(text: string | undefined) => setTyped(text ?? '')}
        onSelect={(text: string | undefined) => write(text ?? '')}
        onClear={() => write('')}
        onBlur={() => typed !== null && write(typed)}
      />
      {hint !== undefined && <p className="soft">{hint}</p>}
    </div>
  );
}
