import type { RecordChange, RecordChangeList } from '@pledge/contracts';
import { ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../common/use-people.js';

/** Who changed what, newest first, cell by cell. */
export function ChangeList(props: {
  readonly queryKey: readonly unknown[];
  readonly load: () => Promise<RecordChangeList>;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  const changes = useQuery({ queryKey: props.queryKey, queryFn: props.load });
  return (
    <section aria-labelledby="changes-title">
      <h2 id="changes-title">{t('change.title')}</h2>
      {changes.isPending && <LoadingState rows={2} />}
      {changes.isError && <ErrorState error={changes.error} onRetry={() => void changes.refetch()} />}
      {changes.data?.items.length === 0 && <p className="soft">{t('change.none')}</p>}
      <ol className="change-list">
        {changes.data?.items.map((change) => (
          <li key={change.id}>
            <p>
              <span className="num soft">{formatInstant(change.at, i18n.language, now)}</span>{' '}
              {t(`change.${change.action}`, { name: change.subjectName })}{' '}
              <span className="soft">
                {person(change.by)}
                {change.note !== '' && ` · ${change.note}`}
              </span>
            </p>
            {change.action === 'changed' && <ChangedFields fields={change.fields} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Cells from what to what. */
export function ChangedFields({ fields }: { readonly fields: RecordChange['fields'] }): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  if (fields.length === 0) return null;
  const name = (field: string): string => (i18n.exists(`cell.${field}`) ? t(`cell.${field}`) : field);
  return (
    <dl className="changed-fields">
      {fields.map(({ field, from, to }) => (
        <div key={field}>
          <dt className="soft">{name(field)}</dt>
          <dd>
            <del>{readable(field, from, t, i18n.language) ?? t('change.nothing')}</del> →{' '}
            <ins>{readable(field, to, t, i18n.language) ?? t('change.nothing')}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Cells that hold a file, names or a list (licences, links) in words: one line per entry, its parts with a dot between. */
function readable(field: string, value: string | null, say: (key: string) => string, language: string): string | null {
  if (value === null) return null;
  if (field.endsWith('FileId')) return say('change.file');
  if (!/^[[{]/.test(value)) return value;
  try {
    return words(JSON.parse(value), language);
  } catch {
    return value;
  }
}

function words(value: unknown, language: string): string {
  if (Array.isArray(value)) return value.map((one) => words(one, language)).join('\n');
  if (typeof value !== 'object' || value === null) return value === null ? '' : String(value);
  const parts = value as Readonly<Record<string, unknown>>;
  if ('zh' in parts && 'en' in parts) return words(parts[language === 'en' ? 'en' : 'zh'], language);
  return Object.values(parts)
    .map((part) => words(part, language))
    .filter((part) => part !== '')
    .join(' · ');
}
