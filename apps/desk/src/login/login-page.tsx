import type { DemoAccounts } from '@pledge/contracts';
import { api, problemText, useSession } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { Field, FormError } from '../common/field.js';
import { AuthFrame } from './auth-frame.js';

/** Only paths of this application: never another site's address. */
function safeNext(next: string | null): string {
  return next !== null && /^\/(?!\/|\\)/.test(next) ? next : '/';
}

/** To the other application on this port: a full page load. */
function Leave({ to }: { readonly to: string }): null {
  useEffect(() => location.replace(to), [to]);
  return null;
}

/** Login, with the demo accounts as a one-tap list where demo is on. */
export function LoginPage(): React.JSX.Element {
  const { t } = useTranslation();
  const session = useSession();
  const [search] = useSearchParams();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState('');
  const [error, setError] = useState('');
  const demo = useQuery({
    queryKey: ['demo-accounts'],
    queryFn: () => api.get<DemoAccounts>('/auth/demo-accounts', { anonymous: true }),
    retry: false,
  });
  if (session.status === 'active') {
    const next = safeNext(search.get('next'));
    return next.startsWith('/modeler') ? <Leave to={next} /> : <Navigate to={next} replace />;
  }

  const enter = async (name: string, secret: string): Promise<void> => {
    setBusy(name);
    setError('');
    try {
      await session.login(name, secret);
    } catch (failure) {
      setError(problemText(failure, t));
    } finally {
      setBusy('');
    }
  };
  const accounts = demo.data?.items ?? [];
  return (
    <AuthFrame title={t('login.title')} intro={t('login.intro')}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void enter(username.trim(), password);
        }}
      >
        <Field label={t('login.username')} required>
          {(control) => (
            <Input
              {...control}
              value={username}
              autoComplete="username"
              autoCapitalize="none"
              autoFocus
              onChange={(event) => setUsername(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('login.password')} required>
          {(control) => (
            <Input.Password
              {...control}
              value={password}
              autoComplete="current-password"
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <FormError>{error}</FormError>
        <Button
          type="primary"
          size="large"
          block
          htmlType="submit"
          loading={busy !== '' && busy === username.trim()}
          disabled={username.trim() === '' || password === ''}
        >
          {t('login.enter')}
        </Button>
      </form>
      {accounts.length > 0 && (
        <section className="demo-accounts" aria-labelledby="demo-title">
          <h2 id="demo-title">{t('login.demoTitle')}</h2>
          <p className="soft">{t('login.demoBody')}</p>
          <ul>
            {accounts.map((account) => (
              <li key={account.username}>
                <button
                  type="button"
                  disabled={busy !== ''}
                  aria-busy={busy === account.username}
                  onClick={() => void enter(account.username, account.password)}
                >
                  <strong>{account.displayName}</strong>
                  <span className="soft">{account.roles.map((role) => t(`roles.${role}`)).join(' · ')}</span>
                  <span className="soft demo-username">{account.username}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </AuthFrame>
  );
}
