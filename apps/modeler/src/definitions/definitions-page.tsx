import type { DefinitionView, ListOf, ModelingCatalogue } from '@pledge/contracts';
import { api, EmptyState, ErrorState, formatInstant, LoadingState, serverNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { readDraft } from '../editor/local-draft.js';

/** Every process in its newest version: what runs, who made it, whether it can start. */
export function DefinitionsPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const query = useQuery({
    queryKey: ['definitions'],
    queryFn: () => api.get<ListOf<DefinitionView>>('/process-definitions', { query: { latest: true } }),
  });
  // the models carry Chinese names; the catalogue knows the English ones
  const catalogue = useQuery({
    queryKey: ['modeling-catalogue'],
    queryFn: () => api.get<ModelingCatalogue>('/modeling/catalogue'),
  });
  const title = (definition: DefinitionView): string =>
    (i18n.language === 'en' ? catalogue.data?.processes.find((choice) => choice.value === definition.key)?.en : null) ??
    (definition.name || definition.key);
  if (query.isPending) return <LoadingState rows={6} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.items;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('modeler.processes')}</h1>
        <Link to="/processes/new">
          <Button type="primary">{t('modeler.newProcess')}</Button>
        </Link>
      </div>
      {items.length === 0 ? (
        <EmptyState title={t('modeler.noProcess')} body={t('modeler.noProcessHint')} />
      ) : (
        <table className="definitions">
          <thead>
            <tr>
              <th scope="col">{t('modeler.name')}</th>
              <th scope="col">{t('modeler.version')}</th>
              <th scope="col" className="wide-only">
                {t('modeler.source')}
              </th>
              <th scope="col" className="wide-only">
                {t('modeler.deployedAt')}
              </th>
              <th scope="col">{t('modeler.state')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((definition) => (
              <tr key={definition.id}>
                <td>
                  <Link to={`/processes/${encodeURIComponent(definition.key)}`}>{title(definition)}</Link>
                  {readDraft(definition.key) !== null && <Tag>{t('modeler.hasDraft')}</Tag>}
                  <div className="soft">{definition.key}</div>
                </td>
                <td className="num">v{definition.version}</td>
                <td className="wide-only">{t(`modeler.sources.${definition.source}`)}</td>
                <td className="num wide-only">{formatInstant(definition.deployedAt, i18n.language, serverNow())}</td>
                <td>
                  {definition.status === 'active' ? (
                    t('modeler.live')
                  ) : (
                    <Tag title={definition.blockedReason ?? ''}>
                      {t(definition.status === 'blocked' ? 'modeler.blocked' : 'modeler.suspended')}
                    </Tag>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
