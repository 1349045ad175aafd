import type { ConfirmationRequest } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** One request in a list: who is asked, what became of it, how it was confirmed; `titled` where the list is about many things. */
export function RequestLine({
  request,
  titled = false,
}: {
  readonly request: ConfirmationRequest;
  readonly titled?: boolean;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  const confirmed = request.records.find((record) => record.kind === 'confirm');
  const pending = request.scans.filter((scan) => scan.state === 'pending').length;
  return (
    <li className="request-line" data-state={request.state}>
      <Link to={`/confirmations/${request.id}`}>
        <strong>
          {titled ? request.subject.title : `${t(`confirm.side.${request.side}`)} · ${request.expected.name}`}
        </strong>
      </Link>
      {titled && (
        <span>
          <span className="num">{request.subject.number}</span> · {request.expected.name}
        </span>
      )}
      <span>
        {t(`confirm.state.${request.state}`)}
        <span className="soft"> V{request.subject.version}</span>
      </span>
      <span className="soft num">
        {request.state === 'waiting' && t('confirm.until', { time: time(request.confirmBy) })}
        {request.state !== 'waiting' && request.decidedAt !== null && time(request.decidedAt)}
        {confirmed !== undefined && ` · ${t(`confirm.way.${confirmed.way}`)}`}
        {request.action === 'result-acceptance' && ` · ${t('confirm.heading.result-acceptance')}`}
      </span>
      {pending > 0 && <span>{t('confirm.scansPending', { count: pending })}</span>}
      {request.reason !== null && request.state === 'rejected' && (
        <span className="soft">{t('confirm.reason', { reason: request.reason })}</span>
      )}
    </li>
  );
}
