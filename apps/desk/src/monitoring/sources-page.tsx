import type { MonitoringSource, MonitoringSourceWithToken } from '@pledge/contracts';
import { EmptyState, ErrorState, formatInstant, LoadingState, problemText, useNow } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { changeSource, createSource, listSources, rotateToken } from '../api/monitoring.js';
import { CopyText } from '../common/copy-text.js';
import { Field, FormError } from '../common/field.js';
import { useTitle } from '../common/use-title.js';
import { MonitoringTabs } from './monitoring-tabs.js';

/** How long the old token is taken after a rotation, hours. */
const KEEP_OLD_HOURS = 24;

/** Systems that may send alerts, with the token of each. */
export function SourcesPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('monitoring.sources'));
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<MonitoringSourceWithToken | null>(null);
  const sources = useQuery({ queryKey: keys.alertSources, queryFn: listSources });
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.monitoring')}</h1>
        <MonitoringTabs />
        <span className="frame-spacer" />
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('monitoring.addSource')}
        </Button>
      </header>
      <p className="soft page-note">{t('monitoring.sourcesIntro')}</p>
      {sources.isPending && <LoadingState rows={3} />}
      {sources.isError && <ErrorState error={sources.error} onRetry={() => void sources.refetch()} />}
      {sources.data?.items.length === 0 && (
        <EmptyState title={t('monitoring.noSources')} body={t('monitoring.noSourcesBody')} />
      )}
      {(sources.data?.items.length ?? 0) > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('robots.name')}</th>
              <th>{t('monitoring.token')}</th>
              <th>{t('monitoring.lastReceived')}</th>
              <th>{t('monitoring.lastProblem')}</th>
              <th>{t('monitoring.stateLabel')}</th>
              <th>
                <span className="visually-hidden">{t('users.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sources.data?.items.map((source) => (
              <SourceRow key={source.id} source={source} onRotated={setMade} />
            ))}
          </tbody>
        </table>
      )}
      {adding && (
        <AddSource
          onClose={() => setAdding(false)}
          onMade={(source) => {
            setAdding(false);
            setMade(source);
          }}
        />
      )}
      {made !== null && <TokenOnce source={made} onClose={() => setMade(null)} />}
    </div>
  );
}

function SourceRow(props: {
  readonly source: MonitoringSource;
  readonly onRotated: (source: MonitoringSourceWithToken) => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const { source, onRotated } = props;
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: keys.alertSources });
  const failed = (error: unknown): void => void message.error(problemText(error, t));
  const change = useMutation({
    mutationFn: (enabled: boolean) => changeSource(source.id, { name: source.name, enabled }),
    onSuccess: refresh,
    onError: failed,
  });
  const rotate = useMutation({
    mutationFn: () => rotateToken(source.id, KEEP_OLD_HOURS),
    onSuccess: (rotated) => {
      onRotated(rotated);
      return refresh();
    },
    onError: failed,
  });
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  return (
    <tr data-off={!source.enabled}>
      <td className="cell-title">{source.name}</td>
      <td className="num" data-label={t('monitoring.token')}>
        {source.tokenHint}…
        {source.oldTokenUntil !== null && (
          <span className="soft"> {t('monitoring.oldUntil', { time: time(source.oldTokenUntil) })}</span>
        )}
      </td>
      <td className="num soft" data-label={t('monitoring.lastReceived')}>
        {source.lastReceivedAt === null ? t('monitoring.never') : time(source.lastReceivedAt)}
      </td>
      <td className="source-problem" data-label={t('monitoring.lastProblem')}>
        {source.lastProblem !== null && (
          <>
            ✕ {source.lastProblem}{' '}
            {source.lastProblemAt !== null && <span className="soft num">{time(source.lastProblemAt)}</span>}
          </>
        )}
      </td>
      <td data-label={t('monitoring.stateLabel')}>{t(source.enabled ? 'robots.on' : 'robots.off')}</td>
      <td className="row-actions">
        <Button
          size="small"
          type="link"
          loading={rotate.isPending}
          onClick={() =>
            modal.confirm({
              title: t('monitoring.rotateTitle', { name: source.name }),
              content: t('monitoring.rotateBody', { hours: KEEP_OLD_HOURS }),
              okText: t('monitoring.rotate'),
              cancelText: t('common.cancel'),
              onOk: () => rotate.mutateAsync(),
            })
          }
        >
          {t('monitoring.rotate')}
        </Button>
        <Button size="small" type="link" loading={change.isPending} onClick={() => change.mutate(!source.enabled)}>
          {t(source.enabled ? 'monitoring.switchOff' : 'monitoring.switchOn')}
        </Button>
      </td>
    </tr>
  );
}

function AddSource(props: {
  readonly onClose: () => void;
  readonly onMade: (source: MonitoringSourceWithToken) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => createSource(name.trim()),
    onSuccess: (source) => {
      props.onMade(source);
      return queries.invalidateQueries({ queryKey: keys.alertSources });
    },
  });
  return (
    <Modal open title={t('monitoring.addSource')} footer={null} onCancel={props.onClose}>
      <form
        className="operation-form"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Field label={t('robots.name')} required>
          {(control) => (
            <Input {...control} maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <FormError>{create.isError ? problemText(create.error, t) : ''}</FormError>
        <div className="operation-foot">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={create.isPending} disabled={name.trim() === ''}>
            {t('monitoring.makeToken')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The token, this once, in the configuration that Alertmanager takes. */
function TokenOnce(props: {
  readonly source: MonitoringSourceWithToken;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { token, name } = props.source;
  const config = [
    'receivers:',
    '  - name: pledge',
    '    webhook_configs:',
    `      - url: ${location.origin}/api/monitoring/alertmanager`,
    '        send_resolved: true',
    '        http_config:',
    '          authorization:',
    `            credentials: ${token}`,
  ].join('\n');
  return (
    <Modal
      open
      width={640}
      title={t('monitoring.tokenOf', { name })}
      closable={false}
      footer={
        <Button type="primary" onClick={props.onClose}>
          {t('monitoring.tokenKept')}
        </Button>
      }
    >
      <p>{t('monitoring.tokenOnce')}</p>
      <CopyText text={token} />
      <p className="soft">{t('monitoring.config')}</p>
      <pre className="config-text" tabIndex={0}>
        {config}
      </pre>
    </Modal>
  );
}
