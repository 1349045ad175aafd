import type { PublicServiceForm } from '@pledge/contracts';
import { api, ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { AuthFrame } from '../login/auth-frame.js';
import { ServiceFormPaper } from './service-form-paper.js';
import { SignServiceForm } from './sign-service-form.js';
import { SignedCopy } from './signed-copy.js';

/** The customer signs the service form by a one-time link, without an account: the whole document first. */
export function SignPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const { token = '' } = useParams();
  const path = `/public/service-forms/${encodeURIComponent(token)}`;
  const form = useQuery({
    queryKey: ['service-form', token, language],
    queryFn: () => api.get<PublicServiceForm>(path, { anonymous: true, query: { language } }),
    retry: false,
    refetchOnWindowFocus: false,
    placeholderData: (before) => before,
  });
  return (
    <AuthFrame title={t('sign.title')} wide>
      {form.isPending && <LoadingState rows={8} />}
      {form.isError && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {form.data !== undefined && (
        <>
          <ServiceFormPaper form={form.data} />
          {form.data.signed === null ? (
            <SignServiceForm path={path} form={form.data} onSigned={() => void form.refetch()} />
          ) : (
            <SignedCopy path={path} signed={form.data.signed} />
          )}
        </>
      )}
    </AuthFrame>
  );
}
