import { apiUrl, ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getDocuments } from '../api/cases.js';
import { keys } from '../api/keys.js';

/** The papers of a case as PDF links; what will appear here when there is none yet. */
export function Documents({ number }: { readonly number: string }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const documents = useQuery({ queryKey: keys.caseDocuments(number), queryFn: () => getDocuments(number) });
  return (
    <section aria-labelledby="documents-title">
      <h2 id="documents-title">{t('case.documents')}</h2>
      {documents.isPending && <LoadingState rows={2} />}
      {documents.isError && <ErrorState error={documents.error} onRetry={() => void documents.refetch()} />}
      {documents.data?.items.length === 0 && <p className="soft">{t('case.noDocuments')}</p>}
      <ul className="documents">
        {documents.data?.items.map((item) => (
          <li key={item.id}>
            <a href={apiUrl(`/documents/${item.id}`)} target="_blank" rel="noreferrer">
              {item.title}
            </a>
            <span className="soft num">
              {item.number} · PDF {Math.max(1, Math.round(item.size / 1024))} KB ·{' '}
              {formatInstant(item.createdAt, i18n.language, now)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
