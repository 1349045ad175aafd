import type { ConfirmationRequest } from '@pledge/contracts';
import { formatInstant, useNow, useUser } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../common/use-people.js';
import { ScanCheck } from './scan-check.js';
import { ScanUpload } from './scan-upload.js';

/** Stamped papers (C15, level 4): taken in by one person, compared by a second one. */
export function Scans(props: {
  readonly request: ConfirmationRequest;
  readonly number: string;
  readonly onDone: () => void;
}): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const user = useUser();
  const person = usePeople();
  const { request } = props;
  if (!request.may.uploadScan && request.scans.length === 0) return null;
  return (
    <section aria-labelledby="scans-title">
      <h2 id="scans-title">{t('scan.title')}</h2>
      <p className="soft">{t('scan.intro', { number: props.number })}</p>
      <ul className="request-lines">
        {request.scans.map((scan) => (
          <li key={scan.id} className="request-line" data-state={scan.state}>
            <strong>
              {t(`scan.state.${scan.state}`)} · {scan.signerName}
            </strong>
            <span className="soft num">
              {t(`scan.channel.${scan.channel}`)} · {person(scan.uploadedBy)} ·{' '}
              {formatInstant(scan.receivedAt, i18n.language, now)}
            </span>
            {scan.checkedBy !== null && (
              <span className="soft">{t('confirm.checkedBy', { name: person(scan.checkedBy) })}</span>
            )}
            {scan.note !== '' && <span>{scan.note}</span>}
            {scan.state === 'pending' && scan.uploadedBy === user.username && (
              <span className="soft">{t('scan.second')}</span>
            )}
            {scan.state === 'pending' && request.may.checkScan && scan.uploadedBy !== user.username && (
              <ScanCheck request={request} scan={scan} onDone={props.onDone} />
            )}
          </li>
        ))}
      </ul>
      {request.may.uploadScan && <ScanUpload request={request} onDone={props.onDone} />}
    </section>
  );
}
