import { PASSWORD_LENGTH } from './password-rule.js';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../common/field.js';

export interface NewPassword {
  readonly first: string;
  readonly second: string;
}

/** The two fields of a new password. */
export function NewPasswordFields(props: {
  readonly value: NewPassword;
  readonly onChange: (value: NewPassword) => void;
  readonly error?: string | undefined;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { value, onChange } = props;
  const differs = value.second !== '' && value.first !== value.second;
  return (
    <>
      <Field
        label={t('password.new')}
        required
        hint={t('password.rule', { count: PASSWORD_LENGTH })}
        error={props.error}
      >
        {(control) => (
          <Input.Password
            {...control}
            value={value.first}
            autoComplete="new-password"
            onChange={(event) => onChange({ ...value, first: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('password.again')} required error={differs ? t('password.differs') : ''}>
        {(control) => (
          <Input.Password
            {...control}
            value={value.second}
            autoComplete="new-password"
            onChange={(event) => onChange({ ...value, second: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
