import type { ConfirmationRequest } from '@pledge/contracts';
import { formatInstant, joined, problemText, useNow } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  clickConfirmation,
  confirmationPath,
  recordOral,
  revokeConfirmation,
  sendConfirmationLink,
} from '../api/changes.js';
import { ReasonForm } from './reason-form.js';
import { RejectConfirmation } from './reject-confirmation.js';
import { SignConfirmation } from './sign-confirmation.js';

/** What this person may do with the request now; the server decides, `may` tells. */
export function ConfirmationActions(props: {
  readonly request: ConfirmationRequest;
  readonly span: string;
  readonly onDone: () => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { message } = App.useApp();
  const { request, onDone } = props;
  const { may } = request;
  const [rejecting, setRejecting] = useState(false);
  const path = confirmationPath(request.id);
  const fail = (error: unknown): void => void message.error(problemText(error, t));
  const click = useMutation({ mutationFn: () => clickConfirmation(request.id), onSuccess: onDone, onError: fail });
  const link = useMutation({
    mutationFn: () => sendConfirmationLink(request.id),
    onSuccess: ({ sentTo, expiresAt }) => {
      const until = formatInstant(expiresAt, i18n.language, now);
      void message.success(t('confirm.linkSent', { to: joined(sentTo), until }));
      onDone();
    },
    onError: fail,
  });
  const effect = t(`confirm.effect.${request.action}`, { span: props.span });
  const { mobileMasked } = request.expected;
  return (
    <>
      {(may.sign || may.click) && !rejecting && (
        <section aria-labelledby="agree-title">
          <h2 id="agree-title">{t(may.click ? 'confirm.agreeClick' : 'confirm.agree')}</h2>
          {may.click ? (
            <>
              <p className="soft">{effect}</p>
              <div className="thumb-bar">
                <Button type="primary" size="large" loading={click.isPending} onClick={() => click.mutate()}>
                  {t('confirm.click')}
                </Button>
              </div>
            </>
          ) : mobileMasked === null ? (
            <p>{t('confirm.noMobile')}</p>
          ) : (
            <SignConfirmation
              path={path}
              anonymous={false}
              expectedName={request.expected.name}
              mobileMasked={mobileMasked}
              effect={effect}
              onSigned={onDone}
              onOver={onDone}
            />
          )}
        </section>
      )}
      {may.reject && !may.sign && !may.click && request.side === 'customer' && (
        <p>{t('confirm.notThePerson', { name: request.expected.name, mail: request.expected.mailMasked ?? '—' })}</p>
      )}
      {may.reject &&
        (rejecting ? (
          <RejectConfirmation
            path={path}
            anonymous={false}
            onRejected={() => {
              setRejecting(false);
              onDone();
            }}
            onCancel={() => setRejecting(false)}
          />
        ) : (
          <p>
            <Button size="large" onClick={() => setRejecting(true)}>
              {t('confirm.reject')}
            </Button>
          </p>
        ))}
      {(may.sendLink || may.recordOral || may.revoke) && (
        <div className="state-actions">
          {may.sendLink && (
            <Button loading={link.isPending} onClick={() => link.mutate()}>
              {t('confirm.sendLink', { mail: request.expected.mailMasked ?? '' })}
            </Button>
          )}
          {may.recordOral && (
            <ReasonForm
              button={t('confirm.oral')}
              label={t('confirm.oralLabel', { name: request.expected.name })}
              onSend={(note) => recordOral(request.id, { personName: request.expected.name, note })}
              onDone={onDone}
            />
          )}
          {may.revoke && (
            <ReasonForm
              button={t('confirm.revoke')}
              label={t('confirm.revokeLabel')}
              onSend={(reason) => revokeConfirmation(request.id, reason)}
              onDone={onDone}
            />
          )}
        </div>
      )}
    </>
  );
}
