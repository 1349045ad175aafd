import { InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDuration, printDuration, type DurationUnit, type SimpleDuration } from './formulas.js';
import { TextField } from './text-field.js';

interface DurationFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** ISO 8601, FEEL, or ''. */
  readonly value: string;
  readonly onChange: (text: string) => void;
}
const UNITS: readonly DurationUnit[] = ['minutes', 'hours', 'days', 'weeks'];

/** How long, as a number and a unit; anything else is shown as it is written. */
export function DurationField({ label, hint, value, onChange }: DurationFieldProps): React.JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const parsed = parseDuration(value);
  if (value !== '' && parsed === null)
    return (
      <TextField mono label={label} hint={t('modeler.panel.timeDurationHint')} value={value} onChange={onChange} />
    );
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <AmountFields id={id} value={parsed} onChange={(next) => onChange(next === null ? '' : printDuration(next))} />
      {hint !== undefined && <p className="soft">{hint}</p>}
    </div>
  );
}

/** The number and the unit. */
export function AmountFields(props: {
  readonly id: string;
  readonly value: SimpleDuration | null;
  readonly onChange: (next: SimpleDuration | null) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { id, value, onChange } = props;
  return (
    <div className="amount">
      <InputNumber
        id={id}
        min={1}
        max={9999}
        precision={0}
        value={value?.amount ?? null}
        onChange={(amount) => onChange(amount === null ? null : { amount, unit: value?.unit ?? 'hours' })}
      />
      <Select
        aria-label={t('modeler.time.unit')}
        value={value?.unit ?? 'hours'}
        options={UNITS.map((unit) => ({ value: unit, label: t(`modeler.time.${unit}`) }))}
        onChange={(unit) => onChange({ amount: value?.amount ?? 1, unit })}
      />
    </div>
  );
}
