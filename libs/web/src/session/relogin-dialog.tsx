import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../shell/problem-text.js';

export interface ReloginDialogProps {
  readonly username: string;
  /** Resolves when the session is back; throws what to show. */
  readonly onLogin: (password: string) => Promise<void>;
  readonly onLeave: () => void;
}

/** Asks for the password over the page, so that nothing typed is lost. */
export function ReloginDialog({ username, onLogin, onLeave }: ReloginDialogProps): React.JSX.Element {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const submit = async (): Promise<void> => {
    setBusy(true);
    setError('');
    try {
      await onLogin(password);
    } catch (failure) {
      setError(problemText(failure, t));
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('web.session.expired')}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={400}
    >
      <p>{t('web.session.expiredBody')}</p>
      <form
        style={{ display: 'grid', gap: 12, marginTop: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <label>
          {t('web.session.username')}
          <Input value={username} autoComplete="username" readOnly />
        </label>
        <label>
          {t('web.session.password')}
          <Input.Password
            value={password}
            autoComplete="current-password"
            autoFocus
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        {error !== '' && (
          <p role="alert">
            <strong>! {error}</strong>
          </p>
        )}
        <Button type="primary" htmlType="submit" loading={busy} disabled={password === ''}>
          {t('web.session.login')}
        </Button>
        <Button type="text" onClick={onLeave}>
          {t('web.session.leave')}
        </Button>
      </form>
    </Modal>
  );
}
