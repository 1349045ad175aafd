import type { IncidentView } from '@pledge/contracts';
import {
  api,
  DiagramViewer,
  ErrorState,
  formatInstant,
  joined,
  LoadingState,
  problemText,
  serverNow,
} from '@pledge/web';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Drawer } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IncidentText } from '../trial/incident-text.js';
import { TrialVariables } from '../trial/trial-record.js';
import { VariableRows, valuesOf, type VariableRow } from '../trial/variable-rows.js';
import { cockpitKeys, useInstance } from './cockpit-api.js';
import { InstanceHistory } from './instance-history.js';
import { OperationDialog, type Operation } from './operation-dialog.js';

interface InstanceDrawerProps {
  readonly id: string;
  readonly xml: string;
  /** Names of the diagram's elements, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Open ones of this instance. */
  readonly incidents: readonly IncidentView[];
  readonly canMigrate: boolean;
  readonly onMigrate: () => void;
  readonly onClose: () => void;
}

/** One instance: where it stands, what it knows, what is broken, and what an administrator can do. */
export function InstanceDrawer(props: InstanceDrawerProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { id, xml, names, incidents, onClose } = props;
  const instance = useInstance(id);
  const [operation, setOperation] = useState<Operation | null>(null);
  const active = instance.data?.activeElements;
  const progress = useMemo(
    () => ({ activeElements: (active ?? []).map(({ elementId }) => elementId), completedElements: [], takenFlows: [] }),
    [active],
  );
  const data = instance.data;
  const running = data?.state === 'active' || data?.state === 'incident';
  return (
    <Drawer
      open
      size={640}
      onClose={onClose}
      title={data ? `${data.businessKey ?? data.id} · ${t(`modeler.cockpit.states.${data.state}`)}` : id}
    >
      {instance.isPending && <LoadingState rows={8} />}
      {instance.isError && <ErrorState error={instance.error} onRetry={() => void instance.refetch()} />}
      {data && (
        <div className="trial">
          <p className="soft num">
            {t('modeler.cockpit.startedAt', { at: formatInstant(data.startedAt, i18n.language, serverNow()) })}
          </p>
          <div className="trial-buttons">
            <Button disabled={!running} onClick={() => setOperation('move')}>
              {t('modeler.cockpit.operations.move')}
            </Button>
            {data.state === 'suspended' ? (
              <Button onClick={() => setOperation('resume')}>{t('modeler.cockpit.operations.resume')}</Button>
            ) : (
              <Button disabled={!running} onClick={() => setOperation('suspend')}>
                {t('modeler.cockpit.operations.suspend')}
              </Button>
            )}
            <Button disabled={!running && data.state !== 'suspended'} onClick={() => setOperation('cancel')}>
              {t('modeler.cockpit.operations.cancel')}
            </Button>
            <Button disabled={!props.canMigrate || data.endedAt !== null} onClick={props.onMigrate}>
              {t('modeler.cockpit.operations.migrate')}
            </Button>
          </div>
          {incidents.map((incident) => (
            <Incident
              key={incident.id}
              incident={incident}
              name={names.get(incident.elementId ?? '') ?? incident.elementId ?? ''}
              instanceId={id}
            />
          ))}
          <DiagramViewer xml={xml} progress={progress} language={i18n.language} height="260px" />
          <p>
            <strong>{t('modeler.cockpit.standsAt')}</strong>{' '}
            {joined(data.activeElements.map(({ elementId, name }) => names.get(elementId) ?? name ?? elementId))}
          </p>
          <h3>{t('modeler.trial.variables')}</h3>
          <TrialVariables variables={data.variables} known={[]} />
          <InstanceHistory id={id} names={names} />
          {operation !== null && (
            <OperationDialog
              operation={operation}
              instance={data}
              names={names}
              xml={xml}
              onClose={() => setOperation(null)}
            />
          )}
        </div>
      )}
    </Drawer>
  );
}

/** Why it stopped, and the try again, with data put right first where that is the cause. */
function Incident(props: {
  readonly incident: IncidentView;
  readonly name: string;
  readonly instanceId: string;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const { incident, name } = props;
  const [rows, setRows] = useState<readonly VariableRow[]>([]);
  const [busy, setBusy] = useState(false);
  const retry = async (): Promise<void> => {
    setBusy(true);
    try {
      const variables = valuesOf(rows);
      await api.post(`/incidents/${incident.id}/retry`, Object.keys(variables).length === 0 ? {} : { variables });
      message.success(t('modeler.cockpit.retried'));
    } catch (error) {
      message.error(problemText(error, t));
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: cockpitKeys.all });
    }
  };
  return (
    <section className="trial-refused" aria-label={t('modeler.cockpit.incidentAt', { name })}>
      <p>
        <strong>{t('modeler.cockpit.incidentAt', { name })}</strong> <IncidentText {...incident} />{' '}
        <span className="soft mono">{incident.code}</span>
      </p>
      <p className="soft">{t('modeler.cockpit.repairHint')}</p>
      <VariableRows rows={rows} known={[]} onChange={setRows} />
      <Button type="primary" loading={busy} onClick={() => void retry()}>
        {t('modeler.cockpit.retry')}
      </Button>
    </section>
  );
}
