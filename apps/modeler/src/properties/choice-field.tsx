import type { ModelingChoice } from '@pledge/contracts';
import { currentLanguage } from '@pledge/web';
import { Select } from 'antd';
import { useId } from 'react';

interface ChoiceFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly choices: readonly ModelingChoice[];
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
}

/** One of a list by its plain name; a value that the list does not have stays visible as it is. */
export function ChoiceField({
  label,
  hint,
  value,
  choices,
  placeholder,
  onChange,
}: ChoiceFieldProps): React.JSX.Element {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        value={value === '' ? undefined : value}
        placeholder={placeholder}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={withStranger(choices, [value])}
        onChange={(next: string | undefined) => onChange(next ?? '')}
      />
      {hint !== undefined && <p className="soft">{hint}</p>}
    </div>
  );
}

interface ChoicesFieldProps extends Omit<ChoiceFieldProps, 'value' | 'onChange'> {
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** Several of a list. */
export function ChoicesField({
  label,
  hint,
  values,
  choices,
  placeholder,
  onChange,
}: ChoicesFieldProps): React.JSX.Element {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        mode="multiple"
        value={[...values]}
        placeholder={placeholder}
        showSearch={{ optionFilterProp: 'label' }}
        options={withStranger(choices, values)}
        onChange={(next: string[]) => onChange(next)}
      />
      {hint !== undefined && <p className="soft">{hint}</p>}
    </div>
  );
}

function withStranger(
  choices: readonly ModelingChoice[],
  values: readonly string[],
): { value: string; label: string }[] {
  const language = currentLanguage();
  const options = choices.map((choice) => ({ value: choice.value, label: language === 'en' ? choice.en : choice.zh }));
  for (const value of values)
    if (value !== '' && !options.some((option) => option.value === value)) options.push({ value, label: value });
  return options;
}
