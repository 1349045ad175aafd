import { api, problemText, useSession } from '@pledge/web';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { AuthFrame } from './auth-frame.js';
import { NewPasswordFields, type NewPassword } from './new-password.js';
import { passwordReady } from './password-rule.js';

/** Change of one's own password; forced at the first login with a password that somebody else set. */
export function ChangePasswordPage({ forced }: { readonly forced: boolean }): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const session = useSession();
  const navigate = useNavigate();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState<NewPassword>({ first: '', second: '' });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const fields = fieldErrors(failure);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await api.post('/auth/password', { currentPassword: current, newPassword: next.first }, { anonymous: true });
      await session.refresh();
      void message.success(t('password.changed'));
      void navigate('/', { replace: true });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <AuthFrame title={t('password.title')} intro={forced ? t('password.forced') : t('password.intro')}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={t('password.current')} required error={fields['currentPassword']}>
          {(control) => (
            <Input.Password
              {...control}
              value={current}
              autoComplete="current-password"
              onChange={(event) => setCurrent(event.target.value)}
            />
          )}
        </Field>
        <NewPasswordFields value={next} onChange={setNext} error={fields['newPassword']} />
        <FormError>{failure === null ? '' : problemText(failure, t)}</FormError>
        <Button
          type="primary"
          size="large"
          block
          htmlType="submit"
          loading={busy}
          disabled={current === '' || !passwordReady(next)}
        >
          {t('password.change')}
        </Button>
        {forced ? (
          <Button type="text" block onClick={() => void session.logout()}>
            {t('shell.logout')}
          </Button>
        ) : (
          <Button type="text" block onClick={() => void navigate(-1)}>
            {t('common.cancel')}
          </Button>
        )}
      </form>
    </AuthFrame>
  );
}
