import type { DefinitionView, InstanceBatchView, MigrationProposalView } from '@pledge/contracts';
import { api, englishLabels, ErrorState, LoadingState, newIdempotencyKey, problemText } from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Input, Modal, Progress, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { namesOf } from '../versions/element-names.js';
import { cockpitKeys, useBatch, useDiagram, useRefused } from './cockpit-api.js';
import { stepsOf } from './steps.js';

interface MigrationDialogProps {
  /** The version that is left. */
  readonly definition: DefinitionView;
  readonly versions: readonly DefinitionView[];
  /** Empty: all of the version. */
  readonly instanceIds: readonly string[];
  /** Names of the old version's elements. */
  readonly names: ReadonlyMap<string, string>;
  readonly onClose: () => void;
}

/** Leads running instances to another version: where each step goes, who can move and why others cannot, then the move itself. */
export function MigrationDialog(props: MigrationDialogProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const { definition, versions, instanceIds, names, onClose } = props;
  const english = i18n.language === 'en';
  const id = useId();
  const others = versions.filter((each) => each.id !== definition.id);
  const [targetId, setTargetId] = useState(others[0]?.id ?? '');
  const target = others.find((each) => each.id === targetId);
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [rehearsalId, setRehearsalId] = useState<string | null>(null);
  const [batchId, setBatchId] = useState<string | null>(null);
  const proposal = useQuery({
    queryKey: [...cockpitKeys.all, 'proposal', definition.id, targetId],
    queryFn: () =>
      api.get<MigrationProposalView>(`/process-definitions/${definition.id}/migration-proposal`, {
        query: { to: targetId },
      }),
    enabled: targetId !== '',
  });
  const newXml = useDiagram(target?.key, target?.version).data ?? '';
  const newNames = useMemo(() => namesOf(newXml, english, englishLabels(newXml)), [newXml, english]);
  const rehearsal = useBatch(rehearsalId);
  const batch = useBatch(batchId);
  const shown = batchId === null ? rehearsal.data : batch.data;
  const ended = shown !== undefined && shown.state !== 'running';
  const refused = useRefused(batchId ?? rehearsalId, ended);
  const oldName = (element: string): string => names.get(element) ?? element;

  const start = async (dryRun: boolean): Promise<void> => {
    setBusy(true);
    try {
      const answer = await api.post<InstanceBatchView>(
        '/migrations',
        {
          definitionId: targetId,
          ...(instanceIds.length > 0 ? { instanceIds } : { sourceDefinitionId: definition.id }),
          ...(Object.keys(given).length > 0 ? { mapping: given } : {}),
          ...(reason.trim() === '' ? {} : { reason }),
          dryRun,
        },
        { idempotencyKey: newIdempotencyKey() },
      );
      if (dryRun) setRehearsalId(answer.id);
      else setBatchId(answer.id);
    } catch (error) {
      message.error(problemText(error, t));
    } finally {
      setBusy(false);
    }
  };
  const close = (): void => {
    onClose();
    void queries.invalidateQueries({ queryKey: cockpitKeys.all });
  };
  const rehearsed = rehearsal.data !== undefined && rehearsal.data.state !== 'running';
  const changed = (proposal.data?.mapped ?? []).filter(({ from, to, how }) => from !== to || how !== 'id');
  const footer = [
    <Button key="close" onClick={close}>
      {t(batchId === null ? 'modeler.cancel' : 'modeler.close')}
    </Button>,
    ...(batchId !== null
      ? []
      : [
          <Button
            key="check"
            type={rehearsed ? 'default' : 'primary'}
            loading={busy || (rehearsalId !== null && !rehearsed)}
            disabled={!proposal.isSuccess}
            onClick={() => void start(true)}
          >
            {t('modeler.cockpit.rehearse')}
          </Button>,
          ...(rehearsed
            ? [
                <Button
                  key="do"
                  type="primary"
                  loading={busy}
                  disabled={(rehearsal.data?.done ?? 0) === 0 || reason.trim() === ''}
                  onClick={() => void start(false)}
                >
                  {t('modeler.cockpit.migrateNow', { count: rehearsal.data?.done ?? 0 })}
                </Button>,
              ]
            : []),
        ]),
  ];
  return (
    <Modal open width={720} title={t('modeler.cockpit.migration')} onCancel={close} footer={footer}>
      <div className="panel-fields">
        <p className="soft">
          {instanceIds.length > 0
            ? t('modeler.cockpit.migrationOfChosen', { count: instanceIds.length })
            : t('modeler.cockpit.migrationOfAll', { version: definition.version })}
        </p>
        <div className="field">
          <label htmlFor={`${id}-to`}>{t('modeler.cockpit.migrateTo')}</label>
          <Select
            id={`${id}-to`}
            value={targetId}
            disabled={batchId !== null}
            options={others.map((each) => ({ value: each.id, label: `v${each.version}` }))}
            onChange={(value: string) => {
              setTargetId(value);
              setGiven({});
              setRehearsalId(null);
            }}
          />
        </div>
        {proposal.isPending && <LoadingState rows={3} />}
        {proposal.isError && <ErrorState error={proposal.error} onRetry={() => void proposal.refetch()} />}
        {proposal.isSuccess && (
          <section aria-label={t('modeler.cockpit.mapping')}>
            <p>
              {t('modeler.cockpit.mapped', {
                count: proposal.data.mapped.length - changed.length,
                unsure: proposal.data.unmapped.length,
              })}
            </p>
            <ul className="trial-list">
              {changed.map(({ from, to, how }) => (
                <li key={from}>
                  <span>
                    {oldName(from)} → {newNames.get(to) ?? to}
                  </span>
                  <span className="soft">{t(`modeler.cockpit.how.${how}`)}</span>
                </li>
              ))}
              {proposal.data.unmapped.map(({ elementId, name, message: text }) => (
                <li key={elementId} className="mapping-row">
                  <span>
                    <strong>{names.get(elementId) ?? name ?? elementId}</strong>{' '}
                    <span className="soft">{english ? text.en : text.zh}</span>
                  </span>
                  <Select
                    aria-label={t('modeler.cockpit.mapTo', { name: oldName(elementId) })}
                    placeholder={t('modeler.cockpit.nowhere')}
                    allowClear
                    disabled={batchId !== null}
                    value={given[elementId]}
                    showSearch={{ optionFilterProp: 'label' }}
                    options={stepsOf(newXml).map((value) => ({ value, label: newNames.get(value) ?? value }))}
                    onChange={(value: string | undefined) => {
                      const { [elementId]: _before, ...rest } = given;
                      setGiven(value === undefined ? rest : { ...rest, [elementId]: value });
                      setRehearsalId(null);
                    }}
                  />
                </li>
              ))}
            </ul>
          </section>
        )}
        <div className="field">
          <label htmlFor={`${id}-why`}>{t('modeler.cockpit.reason')}</label>
          <Input
            id={`${id}-why`}
            value={reason}
            maxLength={1000}
            disabled={batchId !== null}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {shown && (
          <section className="trial-note" role="status" data-batch={shown.dryRun ? 'rehearsal' : 'real'}>
            <Progress
              percent={shown.total === 0 ? 100 : Math.round(((shown.total - shown.pending) / shown.total) * 100)}
              aria-label={t('modeler.cockpit.progress')}
            />
            <p>
              {t(shown.dryRun ? 'modeler.cockpit.rehearsed' : 'modeler.cockpit.migrated', {
                done: shown.done,
                total: shown.total,
                refused: shown.refused + shown.failed,
              })}
            </p>
            <ul>
              {refused.data?.map(({ processInstanceId, businessKey, problems }) => (
                <li key={processInstanceId}>
                  <strong>{businessKey ?? processInstanceId}</strong>
                  <ul>
                    {problems.map(({ code, elementId, message: text }) => (
                      <li key={`${code} ${elementId ?? ''}`}>{english ? text.en : text.zh}</li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Modal>
  );
}
