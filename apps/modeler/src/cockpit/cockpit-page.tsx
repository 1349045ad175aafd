import {
  DiagramViewer,
  EmptyState,
  englishLabels,
  ErrorState,
  formatInstant,
  LoadingState,
  serverNow,
} from '@pledge/web';
import { Button, Input, Select, Tabs, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useResources } from '../api/studio.js';
import { addressOf } from '../studio/kinds.js';
import { IncidentText } from '../trial/incident-text.js';
import { namesOf } from '../versions/element-names.js';
import { activityMarks, withoutFrames } from './activity-marks.js';
import {
  useActivity,
  useDefinitions,
  useDiagram,
  useIncidents,
  useInstances,
  type InstanceFilter,
} from './cockpit-api.js';
import { InstanceDrawer } from './instance-drawer.js';
import { InstanceTable } from './instance-table.js';
import { MigrationDialog } from './migration-dialog.js';
import { StartDialog } from './start-dialog.js';
import { startFormOf } from './start-form.js';

const FILTERS: readonly InstanceFilter[] = ['running', 'active', 'incident', 'suspended', 'completed', 'cancelled'];

/** What runs: on the diagram, by version; who it is about; what is broken; and what can be done about it. */
export function CockpitPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { key: asked } = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const english = i18n.language === 'en';
  const definitions = useDefinitions();
  const key = asked ?? definitions.data?.[0]?.key ?? '';
  const resources = useResources();
  const versions = (definitions.data ?? []).filter((each) => each.key === key);
  const definition = versions.find(({ version }) => String(version) === search.get('version')) ?? versions[0];
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<InstanceFilter>('running');
  const [elementId, setElementId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [migrating, setMigrating] = useState(false);
  const [starting, setStarting] = useState(false);
  const diagram = useDiagram(definition?.key, definition?.version);
  const activity = useActivity(definition?.id);
  const instances = useInstances({ definitionId: definition?.id, filter, elementId, text });
  const incidents = useIncidents(definition?.id);
  const xml = diagram.data ?? '';
  const names = useMemo(() => namesOf(xml, english, englishLabels(xml)), [xml, english]);
  const nameOf = (id: string | null): string => (id === null ? '' : (names.get(id) ?? id));
  const counted = activity.data?.items;
  const items = useMemo(() => withoutFrames(counted ?? [], xml), [counted, xml]);
  const marks = useMemo(
    () =>
      activityMarks(items, {
        active: (count) => t('modeler.cockpit.standing', { count }),
        incidents: (count) => t('modeler.cockpit.broken', { count }),
      }),
    [items, t],
  );
  const open = search.get('instance');
  const show = (changes: Readonly<Record<string, string | null>>): void => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes))
      if (value === null) next.delete(name);
      else next.set(name, value);
    setSearch(next);
  };
  if (definitions.isPending) return <LoadingState rows={8} />;
  if (definitions.isError) return <ErrorState error={definitions.error} onRetry={() => void definitions.refetch()} />;
  const processes = [...new Set(definitions.data.map((each) => each.key))].map((value) => {
    const resource = resources.data?.find((each) => each.kind === 'process' && each.key === value);
    return { value, label: (english ? resource?.en : resource?.zh) ?? value };
  });
  const first = processes[0];
  if (!definition)
    return (
      <EmptyState title={t('modeler.cockpit.unknown')} body={t('modeler.notFoundHint')}>
        {first && <Link to={`/cockpit/${encodeURIComponent(first.value)}`}>{first.label}</Link>}
      </EmptyState>
    );
  const total = items.reduce((sum, { active }) => sum + active, 0);
  // One that moved between two requests may come with both pages.
  const pages = instances.data?.pages ?? [];
  const list = [...new Map(pages.flatMap((page) => page.items).map((item) => [item.id, item])).values()];
  return (
    <div className="cockpit">
      <div className="editor-bar">
        <h1>{t('modeler.cockpit.title')}</h1>
        <Select
          className="cockpit-process"
          aria-label={t('modeler.cockpit.process')}
          value={key}
          options={processes}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(next: string) => {
            setElementId(null);
            setChosen(new Set());
            void navigate(`/cockpit/${encodeURIComponent(next)}`);
          }}
        />
        <Select
          aria-label={t('modeler.version')}
          value={definition.version}
          options={versions.map(({ version }) => ({ value: version, label: `v${version}` }))}
          onChange={(version: number) => {
            setElementId(null);
            setChosen(new Set());
            show({ version: String(version), instance: null });
          }}
        />
        {definition.status !== 'active' && <Tag>{t(`modeler.${definition.status}`)}</Tag>}
        <span className="soft num" role="status">
          {t('modeler.cockpit.tokens', { count: total })}
        </span>
        <span className="studio-spacer" />
        <Link to={addressOf('process', key)}>{t('modeler.cockpit.edit')}</Link>
        <Button disabled={xml === '' || versions[0]?.status !== 'active'} onClick={() => setStarting(true)}>
          {t('modeler.start.button')}
        </Button>
        <Button type="primary" disabled={versions.length < 2} onClick={() => setMigrating(true)}>
          {chosen.size > 0
            ? t('modeler.cockpit.migrateChosen', { count: chosen.size })
            : t('modeler.cockpit.migrateAll', { version: definition.version })}
        </Button>
      </div>
      <div className="cockpit-diagram">
        {xml === '' ? (
          <LoadingState rows={6} />
        ) : (
          <DiagramViewer
            xml={xml}
            marks={marks}
            language={i18n.language}
            height="48vh"
            onSelect={(id) => setElementId(names.has(id) && id !== elementId ? id : null)}
          />
        )}
      </div>
      <div className="cockpit-lists">
        <Tabs
          items={[
            {
              key: 'instances',
              label: t('modeler.cockpit.instances'),
              children: (
                <>
                  <div className="cockpit-search">
                    <Input.Search
                      allowClear
                      aria-label={t('modeler.cockpit.search')}
                      placeholder={t('modeler.cockpit.search')}
                      onSearch={setText}
                    />
                    <Select
                      aria-label={t('modeler.state')}
                      value={filter}
                      options={FILTERS.map((value) => ({ value, label: t(`modeler.cockpit.states.${value}`) }))}
                      onChange={setFilter}
                    />
                    {elementId !== null && (
                      <Tag closable onClose={() => setElementId(null)}>
                        {t('modeler.cockpit.at', { name: nameOf(elementId) })}
                      </Tag>
                    )}
                  </div>
                  {instances.isError && <ErrorState error={instances.error} onRetry={() => void instances.refetch()} />}
                  {instances.isPending && <LoadingState rows={4} />}
                  {instances.isSuccess && list.length === 0 && <p className="soft">{t('modeler.cockpit.none')}</p>}
                  {list.length > 0 && (
                    <InstanceTable
                      items={list}
                      total={pages[0]?.total ?? 0}
                      chosen={chosen}
                      onChoose={setChosen}
                      onOpen={(id) => show({ instance: id })}
                      loading={instances.isFetchingNextPage}
                      onMore={instances.hasNextPage ? () => void instances.fetchNextPage() : undefined}
                    />
                  )}
                </>
              ),
            },
            {
              key: 'incidents',
              label: t('modeler.cockpit.incidents', { count: incidents.data?.length ?? 0 }),
              children: (
                <ul className="trial-list">
                  {incidents.data?.length === 0 && <li className="soft">{t('modeler.cockpit.noIncidents')}</li>}
                  {incidents.data?.map((incident) => (
                    <li key={incident.id}>
                      <span>
                        <strong>{nameOf(incident.elementId)}</strong> <IncidentText {...incident} />{' '}
                        <span className="soft num">
                          {formatInstant(incident.createdAt, i18n.language, serverNow())} · {incident.code}
                        </span>
                      </span>
                      {incident.processInstanceId !== null && (
                        <Button size="small" onClick={() => show({ instance: incident.processInstanceId })}>
                          {t('modeler.cockpit.openNamed', { name: nameOf(incident.elementId) })}
                        </Button>
                      )}
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      </div>
      {open !== null && (
        <InstanceDrawer
          key={open}
          id={open}
          xml={xml}
          names={names}
          incidents={(incidents.data ?? []).filter(({ processInstanceId }) => processInstanceId === open)}
          onClose={() => show({ instance: null })}
          onMigrate={() => {
            setChosen(new Set([open]));
            show({ instance: null });
            setMigrating(true);
          }}
          canMigrate={versions.length > 1}
        />
      )}
      {starting && (
        <StartDialog
          processKey={key}
          name={processes.find(({ value }) => value === key)?.label ?? key}
          formId={startFormOf(xml)}
          onStarted={(id) => {
            setStarting(false);
            show({ instance: id, version: null });
          }}
          onClose={() => setStarting(false)}
        />
      )}
      {migrating && (
        <MigrationDialog
          definition={definition}
          versions={versions}
          instanceIds={[...chosen]}
          names={names}
          onClose={() => {
            setMigrating(false);
            setChosen(new Set());
          }}
        />
      )}
    </div>
  );
}
