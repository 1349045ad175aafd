import type { PublicConfirmation } from '@pledge/contracts';
import { api, apiUrl, ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ConfirmationHead } from '../confirmations/confirmation-head.js';
import { RejectConfirmation } from '../confirmations/reject-confirmation.js';
import { SignConfirmation } from '../confirmations/sign-confirmation.js';
import { SubjectPaper } from '../confirmations/subject-paper.js';
import { AuthFrame } from '../login/auth-frame.js';
import { ConfirmOutcome } from './confirm-outcome.js';

/** The customer confirms by a mailed one-time link, without an account (S1-47, C15): the whole document first. */
export function ConfirmPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { token = '' } = useParams();
  const [rejecting, setRejecting] = useState(false);
  const path = `/public/confirmations/${encodeURIComponent(token)}`;
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const page = useQuery({
    queryKey: ['confirm', token, language],
    queryFn: () => api.get<PublicConfirmation>(path, { anonymous: true, query: { language } }),
    retry: false,
    refetchOnWindowFocus: false,
    placeholderData: (before) => before,
  });
  const { data } = page;
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  const span = data === undefined ? '' : `${time(data.window.from)} – ${time(data.window.to)}`;
  const refresh = (): void => {
    setRejecting(false);
    void page.refetch();
  };
  return (
    <AuthFrame title={data === undefined ? t('confirm.title') : t(`confirm.heading.${data.action}`)} wide>
      {page.isPending && <LoadingState rows={8} />}
      {page.isError && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      {data !== undefined && (
        <>
          {data.state !== 'waiting' && <ConfirmOutcome path={path} page={data} />}
          <ConfirmationHead
            rows={[
              [t('confirm.subject'), data.title],
              [t('confirm.number'), `${data.number}-V${String(data.version)}`],
              [data.customer.label || t('case.customer'), data.customer.name],
              [data.provider.label || t('sign.provider'), data.provider.name],
              [t('case.number'), data.caseNumber],
              [t(data.action === 'quotation' ? 'confirm.validity' : 'confirm.window'), span],
              [t('confirm.expected'), data.expectedName],
              [t('confirm.confirmBy'), time(data.confirmBy)],
            ]}
          />
          <SubjectPaper sections={data.sections} />
          <p className="state-actions">
            <a href={apiUrl(`${path}/document`)} target="_blank" rel="noreferrer">
              {t('confirm.openPdf', { number: `${data.number}-V${String(data.version)}` })}
            </a>
          </p>
          <p className="soft hash">{t('confirm.hash', { hash: data.hash })}</p>
          {data.state === 'waiting' && rejecting && (
            <RejectConfirmation path={path} anonymous onRejected={refresh} onCancel={() => setRejecting(false)} />
          )}
          {data.state === 'waiting' && !rejecting && (
            <>
              <h2>{t('confirm.agree')}</h2>
              {data.minimumLevel > 3 || data.mobileMasked === null ? (
                <p>{t(data.minimumLevel > 3 ? 'confirm.scanOnly' : 'confirm.noMobile')}</p>
              ) : (
                <SignConfirmation
                  path={path}
                  anonymous
                  expectedName={data.expectedName}
                  mobileMasked={data.mobileMasked}
                  effect={t(`confirm.effect.${data.action}`, { span })}
                  onSigned={refresh}
                  onOver={refresh}
                />
              )}
              <Button size="large" block onClick={() => setRejecting(true)}>
                {t('confirm.reject')}
              </Button>
            </>
          )}
        </>
      )}
    </AuthFrame>
  );
}
