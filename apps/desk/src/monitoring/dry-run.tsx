import type { DryRunAlert, MonitoringRuleInput } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dryRun } from '../api/monitoring.js';
import { Field, FormError } from '../common/field.js';

/** A pasted payload against the rules, and against one that is not saved yet; stores nothing. */
export function DryRun(props: {
  readonly rule: MonitoringRuleInput | null;
  /** The saved rule that `rule` stands in for. */
  readonly ruleId: string | null;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [broken, setBroken] = useState(false);
  const run = useMutation({
    mutationFn: (payload: Record<string, unknown>) =>
      dryRun({
        payload,
        ...(props.rule === null ? {} : { rule: props.rule }),
        ...(props.ruleId === null ? {} : { ruleId: props.ruleId }),
      }),
  });
  const start = (): void => {
    const payload = readObject(text);
    setBroken(payload === null);
    if (payload === null) run.reset();
    else run.mutate(payload);
  };
  return (
    <div className="dry-run">
      <Field
        label={t('monitoring.payload')}
        required
        hint={t('monitoring.payloadHint')}
        error={broken ? t('monitoring.notJson') : undefined}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            className="num"
            rows={5}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button loading={run.isPending} disabled={text.trim() === ''} onClick={start}>
        {t('monitoring.run')}
      </Button>
      <FormError>{run.isError ? problemText(run.error, t) : ''}</FormError>
      {run.data !== undefined && (
        <div role="status">
          {run.data.alerts.length === 0 && <p className="soft">{t('monitoring.noAlerts')}</p>}
          <ul className="dry-run-results">
            {run.data.alerts.map((alert) => (
              <Result key={alert.fingerprint} alert={alert} />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Result({ alert }: { readonly alert: DryRunAlert }): React.JSX.Element {
  const { t } = useTranslation();
  const facts = [
    alert.rule === null ? null : `${t('monitoring.rule')} ${alert.rule}`,
    alert.serialNumber === null ? null : `${t('case.device')} ${alert.serialNumber} ${alert.device ?? ''}`.trim(),
    alert.customer,
    alert.outcome === 'open-fault' || alert.outcome === 'propose-plan'
      ? `${t('case.severity')} ${alert.severity ?? t('case.notAssessed')}`
      : null,
    alert.proposedPlan === null ? null : `${t('monitoring.planKey')} ${alert.proposedPlan}`,
    alert.firing ? null : t('monitoring.isResolved'),
    alert.known ? t('monitoring.known') : null,
  ];
  return (
    <li data-outcome={alert.outcome}>
      <strong>{alert.title}</strong>
      <p>
        {alert.outcome === 'unmatched' && alert.reason !== null
          ? `${t('monitoring.actions.unmatched')}: ${t(`monitoring.reason.${alert.reason}`)}`
          : t(`monitoring.actions.${alert.outcome}`)}
      </p>
      <p className="soft">{facts.filter((fact) => fact !== null && fact !== '').join(' · ')}</p>
    </li>
  );
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
