import { STUDIO_KINDS, type StudioKind, type StudioResource } from '@pledge/contracts';
import { EmptyState, ErrorState, formatInstant, LoadingState, serverNow } from '@pledge/web';
import { Button, Dropdown, Input, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useOffers, useResources } from '../api/studio.js';
import { addressOf, folderOf } from '../studio/kinds.js';

type Shown = StudioKind | 'all';

/** Everything that is data: kind, name, version, who made it and when, and what is being changed. */
export function OverviewPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState('');
  const query = useResources();
  const offers = useOffers();
  const asked = search.get('kind');
  const shown: Shown = STUDIO_KINDS.find((kind) => kind === asked) ?? 'all';
  if (query.isPending) return <LoadingState rows={6} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const nameOf = (resource: StudioResource): string => (i18n.language === 'en' ? resource.en : resource.zh);
  const needle = text.trim().toLowerCase();
  const items = query.data.filter(
    (resource) =>
      (shown === 'all' || resource.kind === shown) &&
      (needle === '' || `${resource.zh} ${resource.en} ${resource.key}`.toLowerCase().includes(needle)),
  );
  const offered = (resource: StudioResource): boolean =>
    offers.data?.some((offer) => offer.kind === resource.kind && offer.key === resource.key) === true;
  const when = (at: string): string => formatInstant(at, i18n.language, serverNow());
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('modeler.studio')}</h1>
        <span className="page-head-actions">
          <Button onClick={() => void navigate('/import')}>{t('modeler.import.title')}</Button>
          <Dropdown
            trigger={['click']}
            menu={{
              items: STUDIO_KINDS.map((kind) => ({
                key: kind,
                label: t(`modeler.newOf.${kind}`),
                onClick: () => void navigate(`/${folderOf[kind]}/new`),
              })),
            }}
          >
            <Button type="primary">{t('modeler.new')}</Button>
          </Dropdown>
        </span>
      </div>
      <div className="page-tools">
        <Segmented<Shown>
          value={shown}
          onChange={(kind) => setSearch(kind === 'all' ? {} : { kind }, { replace: true })}
          options={(['all', ...STUDIO_KINDS] as const).map((kind) => ({
            value: kind,
            label: t(`modeler.kinds.${kind}`),
          }))}
        />
        <Input
          allowClear
          value={text}
          aria-label={t('modeler.find')}
          placeholder={t('modeler.find')}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {items.length === 0 ? (
        <EmptyState title={t('modeler.noResource')} body={t('modeler.noResourceHint')} />
      ) : (
        <table className="definitions">
          <thead>
            <tr>
              <th scope="col">{t('modeler.name')}</th>
              <th scope="col" className="wide-only">
                {t('modeler.kind')}
              </th>
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
            {items.map((resource) => (
              <tr key={`${resource.kind} ${resource.key}`}>
                <td>
                  <Link to={addressOf(resource.kind, resource.key)}>{nameOf(resource)}</Link>
                  <div className="soft">
                    <span className="phone-only">{t(`modeler.kinds.${resource.kind}`)} · </span>
                    {resource.key}
                  </div>
                </td>
                <td className="wide-only">{t(`modeler.kinds.${resource.kind}`)}</td>
                <td className="num">{resource.version === 0 ? '—' : `v${resource.version}`}</td>
                <td className="wide-only">
                  {resource.source === 'shipped' ? t('modeler.sources.shipped') : (resource.deployedBy ?? '—')}
                </td>
                <td className="num wide-only">{resource.deployedAt === null ? '—' : when(resource.deployedAt)}</td>
                <td>
                  {resource.status === 'active' && <span>{t('modeler.live')} </span>}
                  {resource.status !== null && resource.status !== 'active' && (
                    <Tag title={resource.blockedReason ?? ''}>
                      {t(resource.status === 'blocked' ? 'modeler.blocked' : 'modeler.suspended')}
                    </Tag>
                  )}
                  {resource.draft && (
                    <Tag title={`${resource.draft.editedByName} ${when(resource.draft.editedAt)}`}>
                      {resource.draft.review.state === 'none'
                        ? t('modeler.hasDraft')
                        : t(`modeler.review.${resource.draft.review.state}`)}
                    </Tag>
                  )}
                  {offered(resource) && <Tag>{t('modeler.offered')}</Tag>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
