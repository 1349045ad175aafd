import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface FieldControl {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-required': boolean;
  readonly status: '' | 'error';
}
export interface FieldProps {
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: ReactNode;
  /** The sentence beside the field; '' or undefined: nothing wrong. */
  readonly error?: string | undefined;
  /** The control; spread the given attributes on it. */
  readonly children: (control: FieldControl) => ReactNode;
}

/** One field: label above, the control, hint and error below. Fields that need not be filled say so. */
export function Field({ label, required = false, hint, error = '', children }: FieldProps): React.JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const note = error !== '' || hint !== undefined ? `${id}-note` : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {!required && <span className="soft"> {t('common.optional')}</span>}
      </label>
      {children({
        id,
        'aria-invalid': error !== '',
        'aria-describedby': note,
        'aria-required': required,
        status: error === '' ? '' : 'error',
      })}
      {(error !== '' || hint !== undefined) && (
        <div
          id={note}
          className={error === '' ? 'field-hint' : 'field-error'}
          role={error === '' ? undefined : 'alert'}
        >
          {error === '' ? hint : error}
        </div>
      )}
    </div>
  );
}

/** Choices as a row or column of radio cards; the whole card is the target. */
export function Choices<T extends string>(props: {
  readonly label: string;
  readonly required?: boolean;
  readonly error?: string | undefined;
  readonly value: T | undefined;
  readonly options: readonly { readonly value: T; readonly label: string; readonly hint?: string }[];
  readonly onChange: (value: T) => void;
  readonly inline?: boolean;
}): React.JSX.Element {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="field choices" data-inline={props.inline === true}>
      <legend>
        {props.label}
        {props.required !== true && <span className="soft"> {t('common.optional')}</span>}
      </legend>
      <div className="choice-list">
        {props.options.map((option) => (
          <label key={option.value} className="choice" data-checked={props.value === option.value}>
            <input
              type="radio"
              name={name}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>
              {option.label}
              {option.hint !== undefined && <span className="soft choice-hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {props.error !== undefined && props.error !== '' && (
        <div className="field-error" role="alert">
          {props.error}
        </div>
      )}
    </fieldset>
  );
}

/** What went wrong with the whole form, above its button. */
export function FormError({ children }: { readonly children: ReactNode }): React.JSX.Element | null {
  if (children === '' || children === null || children === undefined) return null;
  return (
    <div className="form-error" role="alert">
      {children}
    </div>
  );
}
