import type { InstanceDetail, ModificationAnswer } from '@pledge/contracts';
import { api, joined, newIdempotencyKey, problemText } from '@pledge/web';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cockpitKeys } from './cockpit-api.js';
import { stepsOf } from './steps.js';

export type Operation = 'move' | 'suspend' | 'resume' | 'cancel';

interface OperationDialogProps {
  readonly operation: Operation;
  readonly instance: InstanceDetail;
  readonly names: ReadonlyMap<string, string>;
  readonly xml: string;
  readonly onClose: () => void;
}

/** Asks why, shows what would happen, and only then does it. */
export function OperationDialog(props: OperationDialogProps): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const { operation, instance, names, xml, onClose } = props;
  const id = useId();
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState<string | undefined>(
    instance.activeElements.length === 1 ? instance.activeElements[0]?.elementInstanceId : undefined,
  );
  const [target, setTarget] = useState<string | undefined>(undefined);
  const [rehearsal, setRehearsal] = useState<ModificationAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const [key] = useState(newIdempotencyKey);
  const path = `/process-instances/${instance.id}`;
  const nameOf = (elementId: string): string => names.get(elementId) ?? elementId;
  const moved = instance.activeElements.find(({ elementInstanceId }) => elementInstanceId === from);
  const ready = operation === 'move' ? moved !== undefined && target !== undefined : true;

  const send = async (dryRun: boolean): Promise<void> => {
    setBusy(true);
    try {
      switch (operation) {
        case 'move': {
          const instructions = [{ type: 'move', elementId: moved?.elementId, elementInstanceId: from, target }];
          const answer = await api.post<ModificationAnswer>(
            `${path}/modifications`,
            { instructions, reason, ...(dryRun ? { dryRun } : {}) },
            dryRun ? {} : { idempotencyKey: key },
          );
          if (dryRun) {
            setRehearsal(answer);
            return;
          }
          break;
        }
        case 'suspend':
        case 'resume':
          await api.post(`${path}/${operation}`, { reason }, { idempotencyKey: key });
          break;
        case 'cancel':
          await api.delete(path, { reason }, { idempotencyKey: key });
          break;
      }
      message.success(t(`modeler.cockpit.done.${operation}`));
      onClose();
      await queries.invalidateQueries({ queryKey: cockpitKeys.all });
    } catch (error) {
      message.error(problemText(error, t));
    } finally {
      setBusy(false);
    }
  };
  const here = joined(instance.activeElements.map(({ elementId }) => nameOf(elementId)));
  const rehearsed = operation !== 'move' || rehearsal !== null;
  return (
    <Modal
      open
      title={t(`modeler.cockpit.operations.${operation}`)}
      onCancel={onClose}
      footer={[
        <Button key="no" onClick={onClose}>
          {t('modeler.cancel')}
        </Button>,
        rehearsed ? (
          <Button
            key="do"
            type="primary"
            loading={busy}
            disabled={reason.trim() === '' || (rehearsal?.incidents.length ?? 0) > 0}
            onClick={() => void send(false)}
          >
            {t(`modeler.cockpit.deeds.${operation}`)}
          </Button>
        ) : (
          <Button key="try" type="primary" loading={busy} disabled={!ready} onClick={() => void send(true)}>
            {t('modeler.cockpit.rehearse')}
          </Button>
        ),
      ]}
    >
      <div className="panel-fields">
        {operation === 'move' && (
          <>
            <div className="field">
              <label htmlFor={`${id}-from`}>{t('modeler.cockpit.moveFrom')}</label>
              <Select
                id={`${id}-from`}
                value={from}
                options={instance.activeElements.map(({ elementInstanceId, elementId }) => ({
                  value: elementInstanceId,
                  label: nameOf(elementId),
                }))}
                onChange={(value: string) => {
                  setFrom(value);
                  setRehearsal(null);
                }}
              />
            </div>
            <div className="field">
              <label htmlFor={`${id}-to`}>{t('modeler.cockpit.moveTo')}</label>
              <Select
                id={`${id}-to`}
                value={target}
                placeholder={t('modeler.panel.choose')}
                showSearch={{ optionFilterProp: 'label' }}
                options={stepsOf(xml).map((value) => ({ value, label: nameOf(value) }))}
                onChange={(value: string) => {
                  setTarget(value);
                  setRehearsal(null);
                }}
              />
            </div>
          </>
        )}
        <div className="field">
          <label htmlFor={`${id}-why`}>{t('modeler.cockpit.reason')}</label>
          <Input.TextArea
            id={`${id}-why`}
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {operation !== 'move' && (
          <p className="trial-note">{t(`modeler.cockpit.effects.${operation}`, { names: here })}</p>
        )}
        {rehearsal && (
          <div className="trial-note" role="status">
            <p>
              <strong>{t('modeler.cockpit.would')}</strong>
            </p>
            <ul>
              {rehearsal.cancelled.map(({ elementId, elementInstanceId }) => (
                <li key={elementInstanceId}>{t('modeler.cockpit.wouldLeave', { name: nameOf(elementId) })}</li>
              ))}
              {rehearsal.entered.map(({ elementId, elementInstanceId }) => (
                <li key={elementInstanceId}>{t('modeler.cockpit.wouldEnter', { name: nameOf(elementId) })}</li>
              ))}
              {rehearsal.incidents.map(({ elementId, code, message: text }) => (
                <li key={`${elementId} ${code}`}>
                  <strong>{nameOf(elementId)}</strong> {text}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Modal>
  );
}
