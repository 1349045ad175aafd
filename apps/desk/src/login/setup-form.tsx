import { api, problemText, useSession } from '@pledge/web';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { NewPasswordFields, type NewPassword } from './new-password.js';
import { passwordReady } from './password-rule.js';

/** First administrator of an empty installation. */
export function SetupForm({ token }: { readonly token: string }): React.JSX.Element {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [username, setUsername] = useState('admin');
  const [displayName, setDisplayName] = useState('');
  const [next, setNext] = useState<NewPassword>({ first: '', second: '' });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const fields = fieldErrors(failure);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await api.post('/auth/setup', { token, username, displayName, password: next.first }, { anonymous: true });
      await session.refresh();
      void navigate('/', { replace: true });
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t('users.displayName')} required error={fields['displayName']}>
        {(control) => (
          <Input {...control} value={displayName} onChange={(event) => setDisplayName(event.target.value)} />
        )}
      </Field>
      <Field label={t('login.username')} required hint={t('users.usernameRule')} error={fields['username']}>
        {(control) => (
          <Input
            {...control}
            value={username}
            autoComplete="username"
            onChange={(event) => setUsername(event.target.value)}
          />
        )}
      </Field>
      <NewPasswordFields value={next} onChange={setNext} error={fields['password']} />
      <FormError>{failure === null ? '' : problemText(failure, t)}</FormError>
      <Button
        type="primary"
        size="large"
        block
        htmlType="submit"
        loading={busy}
        disabled={displayName.trim() === '' || username === '' || !passwordReady(next)}
      >
        {t('link.setup.action')}
      </Button>
    </form>
  );
}
