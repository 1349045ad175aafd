import type { DeviceEvent, DeviceFile } from '@pledge/contracts';
import {
  ApiProblem,
  apiUrl,
  EmptyState,
  ErrorState,
  formatInstant,
  LoadingState,
  useNow,
  userHasRole,
  useUser,
} from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { addDeviceEntry, getDevice } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { usePeople } from '../common/use-people.js';
import { useTitle } from '../common/use-title.js';
import { ChangedFields } from './change-list.js';
import { DeviceForm } from './device-form.js';
import { EntryForm } from './entry-form.js';
import { FileLinks } from './entry-list.js';

const kinds = [
  'configuration',
  'inspection-report',
  'service-report',
  'incident-report',
  'evaluation-report',
  'note',
] as const;
const filters = ['all', 'change', 'entry', 'case', 'document'] as const;
type Filter = (typeof filters)[number];

/** The file of one device: what it is and how it is set up; everything that ever happened to it as one time line (Y27). */
export function DevicePage(): React.JSX.Element {
  const { t } = useTranslation();
  const { serial = '' } = useParams();
  const found = useQuery({ queryKey: keys.device(serial), queryFn: () => getDevice(serial) });
  useTitle(found.data === undefined ? serial : `${found.data.name} ${serial}`);
  if (found.isPending) return <LoadingState rows={10} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404) {
      return <EmptyState title={t('device.notFound', { serial })} body={t('device.notFoundBody')} />;
    }
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <DeviceView file={found.data} />;
}

function DeviceView({ file }: { readonly file: DeviceFile }): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'change' | 'entry' | null>(null);
  const [filter, setFilter] = useState<Filter>('all');
  const staff = user.side === 'provider';
  const mayWrite = userHasRole(user, 'engineer', 'dispatcher', 'pm', 'manager');
  const events = file.timeline.filter((event) => filter === 'all' || event.kind === filter);
  return (
    <div className="record-page">
      <header className="record-band">
        <div className="band-title">
          <h1>{file.name}</h1>
          <p className="soft">
            <span className="num">{file.serialNumber}</span> · {file.model} · {t(`deviceStatus.${file.status}`)}
            {file.openCases.length > 0 && (
              <>
                {' · '}
                {t('device.openCases')}{' '}
                {file.openCases.map((number) => (
                  <Link key={number} className="num" to={`/cases/${number}`}>
                    {number}{' '}
                  </Link>
                ))}
              </>
            )}
          </p>
        </div>
        {mayWrite && (
          <span className="row-actions">
            <Button onClick={() => setDialog('entry')}>{t('entry.add')}</Button>
            <Button type="primary" onClick={() => setDialog('change')}>
              {t('device.change')}
            </Button>
          </span>
        )}
      </header>
      <div className="record-columns" data-narrow-first="true">
        <div>
          <Setup file={file} staff={staff} />
        </div>
        <section aria-labelledby="life-title">
          <header className="section-head">
            <h2 id="life-title">{t('device.timeline')}</h2>
            <div className="tabs" role="tablist" aria-label={t('device.timeline')}>
              {filters.map((one) => (
                <button
                  key={one}
                  type="button"
                  role="tab"
                  aria-selected={one === filter}
                  onClick={() => setFilter(one)}
                >
                  {t(`deviceEvent.${one}`)}
                </button>
              ))}
            </div>
          </header>
          {events.length === 0 && <p className="soft">{t('device.noEvents')}</p>}
          <ol className="life-line">
            {events.map((event) => (
              <DeviceEventItem key={event.id} event={event} staff={staff} />
            ))}
          </ol>
        </section>
      </div>
      {dialog === 'change' && (
        <DeviceForm file={file} partyId={file.partyId} onClose={() => setDialog(null)} onSaved={() => undefined} />
      )}
      {dialog === 'entry' && (
        <EntryForm
          kinds={kinds}
          save={(body) => addDeviceEntry(file.serialNumber, body)}
          onClose={() => setDialog(null)}
          onSaved={() => void queries.invalidateQueries({ queryKey: keys.device(file.serialNumber) })}
        />
      )}
    </div>
  );
}

function Setup({ file, staff }: { readonly file: DeviceFile; readonly staff: boolean }): React.JSX.Element {
  const { t } = useTranslation();
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['site', file.siteName],
    ['location', file.location],
    ['firmware', file.firmware],
    ['warrantyUntil', file.warrantyUntil],
    [
      'contract',
      file.contractNumber === null ? null : (
        <Link to={`/contracts/${encodeURIComponent(file.contractNumber)}`}>{file.contractNumber}</Link>
      ),
    ],
    ['party', staff ? <Link to={`/customers/${file.partyId}`}>{file.partyName}</Link> : file.partyName],
  ];
  return (
    <>
      <section aria-labelledby="setup-title">
        <h2 id="setup-title">{t('device.setup')}</h2>
        <dl className="facts">
          {facts
            .filter(([, value]) => value !== '' && value !== null)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{t(`cell.${name}`)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </section>
      <section aria-labelledby="licences-title">
        <h2 id="licences-title">{t('device.licences')}</h2>
        {file.licences.length === 0 && <p className="soft">{t('device.noLicences')}</p>}
        <ul className="plain-list">
          {file.licences.map((licence) => (
            <li key={`${licence.name}${licence.key}`}>
              <div>
                <p>
                  <strong>{licence.name}</strong>{' '}
                  {licence.count !== null && <span className="num soft">× {licence.count}</span>}
                </p>
                <p className="num soft">
                  {[
                    licence.key,
                    licence.expiresOn === null ? t('device.noExpiry') : t('device.expires', { day: licence.expiresOn }),
                  ]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="topology-title">
        <h2 id="topology-title">{t('device.topology')}</h2>
        {file.topology.length === 0 && file.topologyFileId === null && <p className="soft">{t('device.noTopology')}</p>}
        {file.topologyFileId !== null && (
          <p>
            <a href={apiUrl(`/files/${file.topologyFileId}/content`)} target="_blank" rel="noreferrer">
              {t('device.diagram')}
            </a>
          </p>
        )}
        {file.topology.length > 0 && (
          <table className="link-table">
            <tbody>
              {file.topology.map((link) => (
                <tr key={`${link.port}${link.peer}`}>
                  <td className="num">{link.port}</td>
                  <td aria-hidden="true">→</td>
                  <td>
                    <Link to={`/devices/${encodeURIComponent(link.peer)}`}>{link.peer}</Link>{' '}
                    <span className="num soft">{link.peerPort}</span>
                  </td>
                  <td className="soft">{link.medium}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}

function DeviceEventItem({
  event,
  staff,
}: {
  readonly event: DeviceEvent;
  readonly staff: boolean;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const person = usePeople();
  const title = say(event.title);
  return (
    <li data-kind={event.kind}>
      <p>
        <span className="num soft">{formatInstant(event.at, i18n.language, now)}</span>{' '}
        <span className="life-kind">
          {event.archiveKind === null ? t(`deviceEvent.${event.kind}`) : t(`archiveKind.${event.archiveKind}`)}
        </span>
      </p>
      <p>
        {event.kind === 'case' && event.caseNumber !== null ? (
          <Link to={`/cases/${event.caseNumber}`}>
            {event.caseNumber} {title}
          </Link>
        ) : event.documentId === null ? (
          <strong>{title}</strong>
        ) : (
          <a href={apiUrl(`/documents/${event.documentId}`)} target="_blank" rel="noreferrer">
            {title}
          </a>
        )}{' '}
        {staff && event.by !== null && <span className="soft">{person(event.by)}</span>}
      </p>
      {event.text !== '' && <p className="soft entry-body">{event.text}</p>}
      <ChangedFields fields={event.fields.filter(({ field }) => !/Id$/.test(field))} />
      <FileLinks ids={event.fileIds} />
    </li>
  );
}
