import type { MonitoringRule } from '@pledge/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { listRules, removeRule } from '../api/monitoring.js';
import { RegisterActions, RegisterTable } from '../common/register.js';
import { useTitle } from '../common/use-title.js';
import { DryRun } from './dry-run.js';
import { MonitoringTabs } from './monitoring-tabs.js';
import { RuleForm } from './rule-form.js';

/** From alerts to devices and severities: the first rule that fits decides. */
export function RulesPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('monitoring.rules'));
  const [form, setForm] = useState<MonitoringRule | 'new' | null>(null);
  const rules = useQuery({ queryKey: keys.alertRules, queryFn: listRules });
  const next = Math.max(0, ...(rules.data?.items ?? []).map((rule) => rule.position)) + 10;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.monitoring')}</h1>
        <MonitoringTabs />
        <span className="frame-spacer" />
        <Button type="primary" onClick={() => setForm('new')}>
          {t('monitoring.addRule')}
        </Button>
      </header>
      <p className="soft page-note">{t('monitoring.rulesIntro')}</p>
      <RegisterTable
        list={rules}
        heads={[
          t('monitoring.position'),
          t('monitoring.ruleName'),
          t('monitoring.matchers'),
          t('case.device'),
          t('monitoring.action'),
          t('monitoring.stateLabel'),
        ]}
        empty={{ title: t('monitoring.noRules'), body: t('monitoring.noRulesBody') }}
        row={(rule) => <RuleRow key={rule.id} rule={rule} onChange={() => setForm(rule)} />}
      />
      {(rules.data?.items.length ?? 0) > 0 && (
        <section className="dry-run-section" aria-labelledby="dry-run-title">
          <h2 id="dry-run-title">{t('monitoring.dryRun')}</h2>
          <DryRun rule={null} ruleId={null} />
        </section>
      )}
      {form !== null && <RuleForm rule={form === 'new' ? null : form} position={next} onClose={() => setForm(null)} />}
    </div>
  );
}

function RuleRow(props: { readonly rule: MonitoringRule; readonly onChange: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  const { rule, onChange } = props;
  const device = rule.device.by === 'fixed' ? rule.device.serialNumber : `{{labels.${rule.device.label}}}`;
  return (
    <tr data-off={!rule.enabled}>
      <td className="num" data-label={t('monitoring.position')}>
        {rule.position}
      </td>
      <td className="cell-title">{rule.name}</td>
      <td className="num rule-matchers" data-label={t('monitoring.matchers')}>
        {rule.matchers.length === 0
          ? t('monitoring.everyAlert')
          : rule.matchers.map(({ label, op, value }) => `${label}${op}"${value}"`).join(', ')}
      </td>
      <td className="num" data-label={t('case.device')}>
        {rule.action === 'ignore' ? '' : device}
      </td>
      <td data-label={t('monitoring.action')}>
        {t(`monitoring.actions.${rule.action}`)}
        {rule.planKey !== null && rule.action === 'propose-plan' && <span className="soft num"> {rule.planKey}</span>}
      </td>
      <td data-label={t('monitoring.stateLabel')}>{t(rule.enabled ? 'robots.on' : 'robots.off')}</td>
      <td className="row-actions">
        <RegisterActions
          onEdit={onChange}
          remove={{
            title: t('robots.removeTitle', { name: rule.name }),
            body: t('monitoring.removeRuleBody'),
            run: () => removeRule(rule.id),
          }}
          queryKey={keys.alertRules}
        />
      </td>
    </tr>
  );
}
