import type { PublicConfirmation } from '@pledge/contracts';
import { apiUrl, formatInstant, useNow } from '@pledge/web';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** What became of the request, in plain words, and the signed copy where there is one. */
export function ConfirmOutcome(props: {
  readonly path: string;
  readonly page: PublicConfirmation;
}): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { page } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'center' }), [page.state]);
  if (page.state === 'waiting') return null;
  const by =
    page.decided === null
      ? ''
      : t('confirm.by', {
          name: page.decided.personName,
          time: formatInstant(page.decided.at, i18n.language, now),
        });
  return (
    <div ref={box} className="outcome" role="status" data-state={page.state}>
      <h2>{t(`confirm.outcome.${page.state}`)}</h2>
      {by !== '' && <p className="num">{by}</p>}
      {page.state === 'rejected' && page.decided?.reason != null && (
        <p>{t('confirm.reason', { reason: page.decided.reason })}</p>
      )}
      <p className="soft">
        {t(`confirm.${page.action === 'quotation' ? 'outcomeQuoted' : 'outcomeBody'}.${page.state}`)}
      </p>
      {page.state === 'confirmed' &&
        (page.copyReady ? (
          <p className="state-actions">
            <a className="button-link" href={apiUrl(`${props.path}/copy`)} target="_blank" rel="noreferrer">
              {t('sign.copy')}
            </a>
          </p>
        ) : (
          <p>{t('confirm.copyPending')}</p>
        ))}
    </div>
  );
}
