import type { LinkInfo } from '@pledge/contracts';
import { api, ErrorState, LoadingState, problemText, useSession } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { fieldErrors } from '../common/field-errors.js';
import { FormError } from '../common/field.js';
import { AuthFrame } from './auth-frame.js';
import { NewPasswordFields, type NewPassword } from './new-password.js';
import { passwordReady } from './password-rule.js';
import { SetupForm } from './setup-form.js';

/** Page of a one-time link: invitation, password reset, or set-up of the first administrator. */
export function LinkPage({ kind }: { readonly kind: LinkInfo['kind'] }): React.JSX.Element {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: () => api.get<LinkInfo>(`/auth/links/${encodeURIComponent(token)}`, { anonymous: true }),
    retry: false,
  });
  const actual = link.data?.kind ?? kind;
  return (
    <AuthFrame
      title={t(`link.${actual}.title`)}
      intro={t(`link.${actual}.intro`, { name: link.data?.displayName ?? link.data?.username ?? '' })}
    >
      {link.isPending && <LoadingState rows={3} />}
      {link.isError && (
        <>
          <ErrorState error={link.error} onRetry={() => void link.refetch()} />
          <p className="soft centered">
            {t('link.ask')} <Link to="/login">{t('login.title')}</Link>
          </p>
        </>
      )}
      {link.isSuccess &&
        (actual === 'setup' ? <SetupForm token={token} /> : <TakeLink token={token} link={link.data} />)}
    </AuthFrame>
  );
}

function TakeLink({ token, link }: { readonly token: string; readonly link: LinkInfo }): React.JSX.Element {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [next, setNext] = useState<NewPassword>({ first: '', second: '' });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await api.post(`/auth/links/${encodeURIComponent(token)}`, { password: next.first }, { anonymous: true });
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
      {link.username !== null && (
        <p>
          {t('login.username')} <strong>{link.username}</strong>
          <input type="hidden" autoComplete="username" value={link.username} readOnly />
        </p>
      )}
      <NewPasswordFields value={next} onChange={setNext} error={fieldErrors(failure)['password']} />
      <FormError>{failure === null ? '' : problemText(failure, t)}</FormError>
      <Button type="primary" size="large" block htmlType="submit" loading={busy} disabled={!passwordReady(next)}>
        {t('link.take')}
      </Button>
    </form>
  );
}
