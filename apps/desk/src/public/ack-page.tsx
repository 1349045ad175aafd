import type { AckPage as AckBody, AckResult } from '@pledge/contracts';
import { api, ErrorState, formatInstant, LoadingState, problemText, useNow } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { FormError } from '../common/field.js';
import { AuthFrame } from '../login/auth-frame.js';

/** Acknowledges a notification by its link: opening shows, only the button acknowledges (mail scanners open links too). */
export function AckPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { token = '' } = useParams();
  const queries = useQueryClient();
  const path = `/public/ack/${encodeURIComponent(token)}`;
  const notice = useQuery({
    queryKey: ['ack', token],
    queryFn: () => api.get<AckBody>(path, { anonymous: true }),
    retry: false,
  });
  const acknowledge = useMutation({
    mutationFn: () => api.post<AckResult>(path, {}, { anonymous: true }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['ack', token] }),
  });
  const time = (iso: string | null): string => formatInstant(iso, i18n.language, now);
  const body = notice.data;
  return (
    <AuthFrame title={t('ack.title')} wide>
      {notice.isPending && <LoadingState rows={4} />}
      {notice.isError && <ErrorState error={notice.error} onRetry={() => void notice.refetch()} />}
      {body !== undefined && (
        <>
          <p className="soft">{t('ack.to', { name: body.recipientName })}</p>
          <h2>{body.subject}</h2>
          <p className="notice-text">{body.text}</p>
          {body.state === 'waiting' && (
            <>
              {body.acknowledgeBy !== null && <p>{t('ack.by', { time: time(body.acknowledgeBy) })}</p>}
              <FormError>{acknowledge.isError ? problemText(acknowledge.error, t) : ''}</FormError>
              <div className="thumb-bar">
                <Button
                  type="primary"
                  size="large"
                  block
                  loading={acknowledge.isPending}
                  onClick={() => acknowledge.mutate()}
                >
                  {t('ack.button')}
                </Button>
              </div>
            </>
          )}
          {body.state === 'acknowledged' && <p role="status">✓ {t('ack.done', { time: time(body.acknowledgedAt) })}</p>}
          {(body.state === 'passed' || body.state === 'exhausted') && <p role="status">{t('ack.passed')}</p>}
          {body.caseNumber !== null && (
            <p>
              <Link to={`/cases/${body.caseNumber}`}>{t('notices.open', { number: body.caseNumber })}</Link>
            </p>
          )}
        </>
      )}
    </AuthFrame>
  );
}
