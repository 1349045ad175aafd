import type { Drill } from '@pledge/contracts';
import { Countdown, formatTime, problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stopDrill } from '../api/drills.js';
import { keys } from '../api/keys.js';
import { Field, FormError } from '../common/field.js';

/** The run as it is now: time left to the recovery goal, steps with owners and limits, and the safety stop. */
export function DrillRun({ drill }: { readonly drill: Drill }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const [stopping, setStopping] = useState(false);
  return (
    <section aria-labelledby="drill-run-title" className="drill-run">
      <div className="section-head">
        <h2 id="drill-run-title">
          {t('drill.run')} <span className="num soft">{drill.runNumber}</span>
        </h2>
        {drill.may.stop && (
          <Button danger onClick={() => setStopping(true)}>
            {t('drill.stop')}
          </Button>
        )}
      </div>
      {drill.recoverBy !== null && (
        <p className="drill-clock">
          {t('drill.recoverBy')}{' '}
          <Countdown clock={{ state: 'running', startedAt: drill.startedAt, dueAt: drill.recoverBy }} size="large" />
        </p>
      )}
      <ol className="drill-steps">
        {drill.steps.map((step) => (
          <li key={step.taskId} data-open={step.endedAt === null} data-late={step.late}>
            <span className="drill-step-name">{i18n.language === 'en' ? step.nameEn : step.name}</span>
            <span className="soft">{step.owner ?? t('drill.nobody')}</span>
            <span className="num">
              {step.endedAt === null ? (
                step.dueAt === null ? (
                  t('drill.running')
                ) : (
                  <Countdown clock={{ state: 'running', startedAt: step.startedAt, dueAt: step.dueAt }} />
                )
              ) : (
                <>
                  {step.late ? '✕ ' : '✓ '}
                  {t('drill.took', { minutes: step.minutes ?? 0 })}
                  <span className="soft"> {formatTime(step.endedAt, i18n.language)}</span>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      {stopping && <StopDialog number={drill.number} onClose={() => setStopping(false)} />}
    </section>
  );
}

function StopDialog(props: { readonly number: string; readonly onClose: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const stop = useMutation({
    mutationFn: () => stopDrill(props.number, reason.trim()),
    onSuccess: async () => {
      void message.success(t('drill.stopDone'));
      props.onClose();
      await queries.invalidateQueries({ queryKey: keys.drills });
      await queries.invalidateQueries({ queryKey: ['case'] });
    },
  });
  return (
    <Modal open title={t('drill.stop')} footer={null} onCancel={props.onClose}>
      <form
        className="operation-form"
        onSubmit={(event) => {
          event.preventDefault();
          stop.mutate();
        }}
      >
        <p>{t('drill.stopBody')}</p>
        <Field label={t('drill.stopReason')} required>
          {(control) => (
            <Input {...control} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        <FormError>{stop.isError ? problemText(stop.error, t) : ''}</FormError>
        <div className="operation-foot">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="primary" danger htmlType="submit" loading={stop.isPending} disabled={reason.trim() === ''}>
            {t('drill.stop')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
