import type { ArchiveEntry } from '@pledge/contracts';
import { apiUrl, formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../common/use-people.js';

/** Papers, opinions and remarks with their files, newest first. */
export function EntryList(props: {
  readonly entries: readonly ArchiveEntry[];
  readonly none: string;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  if (props.entries.length === 0) return <p className="soft">{props.none}</p>;
  return (
    <ol className="change-list">
      {props.entries.map((entry) => (
        <li key={entry.id}>
          <p>
            <span className="num soft">{formatInstant(entry.occurredAt, i18n.language, now)}</span>{' '}
            {t(`archiveKind.${entry.kind}`)} · <strong>{entry.title}</strong>{' '}
            <span className="soft">{person(entry.by)}</span>
          </p>
          {entry.body !== '' && <p className="soft entry-body">{entry.body}</p>}
          <FileLinks ids={entry.fileIds} />
        </li>
      ))}
    </ol>
  );
}

/** Uploaded files as links. */
export function FileLinks({ ids }: { readonly ids: readonly string[] }): React.JSX.Element | null {
  const { t } = useTranslation();
  if (ids.length === 0) return null;
  return (
    <p className="evidence">
      {ids.map((id, position) => (
        <a key={id} href={apiUrl(`/files/${id}/content`)} target="_blank" rel="noreferrer">
          {t('case.file', { number: position + 1 })}
        </a>
      ))}
    </p>
  );
}
