import type { ConfirmationRecord } from '@pledge/contracts';
import { formatInstant, useNow, useUser } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../common/use-people.js';

/** What was stated, in order: kept for good, sealed into the chain of the case. */
export function ConfirmationRecords({
  records,
}: {
  readonly records: readonly ConfirmationRecord[];
}): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const user = useUser();
  const person = usePeople();
  if (records.length === 0) return null;
  return (
    <section aria-labelledby="records-title">
      <h2 id="records-title">{t('confirm.records')}</h2>
      <ul className="request-lines">
        {records.map((record) => (
          <li key={record.id} className="request-line">
            <strong>
              {t(`confirm.kind.${record.kind}`)} · {record.personName}
            </strong>
            <span className="num">{formatInstant(record.at, i18n.language, now)}</span>
            <span className="soft">
              {t(`confirm.way.${record.way}`)}
              {user.side === 'provider' &&
                record.checkedBy !== null &&
                ` · ${t('confirm.checkedBy', { name: person(record.checkedBy) })}`}
            </span>
            {record.note !== '' && <span>{record.note}</span>}
            <span className="soft hash">SHA-256 {record.rowHash}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
