import { ErrorState, formatInstant, LoadingState, problemText, useNow } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { openNotice, receiveNotice } from '../api/written-notices.js';
import { useBilingual } from '../common/bilingual.js';
import { Field, FormError } from '../common/field.js';
import { AuthFrame } from '../login/auth-frame.js';

/** A written notice behind its mailed link: opening shows it, only the button acknowledges (mail scanners open links too). */
export function PublicNoticePage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const { token = '' } = useParams();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const key = ['notice-link', token];
  const notice = useQuery({ queryKey: key, queryFn: () => openNotice(token), retry: false });
  const receive = useMutation({
    mutationFn: () => receiveNotice(token, name.trim()),
    onSuccess: (body) => queries.setQueryData(key, body),
  });
  const body = notice.data;
  return (
    <AuthFrame title={t('written.title')} wide>
      {notice.isPending && <LoadingState rows={4} />}
      {notice.isError && <ErrorState error={notice.error} onRetry={() => void notice.refetch()} />}
      {body !== undefined && (
        <>
          <p className="soft">{t('written.fromTo', { from: body.provider, to: body.customer })}</p>
          <h2>{body.title}</h2>
          <p className="notice-text">{say(body.text)}</p>
          <p className="soft num">
            {t('written.changed', { time: formatInstant(body.changedAt, i18n.language, now) })}
          </p>
          {body.deliveredAt === null ? (
            <form
              className="form"
              onSubmit={(event) => {
                event.preventDefault();
                if (name.trim() !== '') receive.mutate();
              }}
            >
              <Field label={t('written.yourName')} required>
                {(control) => (
                  <Input
                    {...control}
                    maxLength={64}
                    autoComplete="name"
                    value={name}
                    onChange={(event) => setName(event.target.value)}
                  />
                )}
              </Field>
              <FormError>{receive.isError ? problemText(receive.error, t) : ''}</FormError>
              <div className="thumb-bar">
                <Button
                  type="primary"
                  size="large"
                  block
                  htmlType="submit"
                  disabled={name.trim() === ''}
                  loading={receive.isPending}
                >
                  {t('written.receive')}
                </Button>
              </div>
            </form>
          ) : (
            <p role="status">
              ✓ {t('written.receivedAt', { time: formatInstant(body.deliveredAt, i18n.language, now) })}
            </p>
          )}
        </>
      )}
    </AuthFrame>
  );
}
