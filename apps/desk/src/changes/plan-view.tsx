import type { ChangePlan } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';

/** The plan to be read, in the order of the paper; dangerous lines are marked. */
export function PlanView({ plan }: { readonly plan: ChangePlan }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const { content } = plan;
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  const text = (part: 'purpose' | 'impact' | 'backup' | 'tests' | 'rollback'): React.JSX.Element => (
    <section>
      <h3>{t(`plan.part.${part}`)}</h3>
      <p className="plan-text">{content[part] || <span className="soft">{t('plan.empty')}</span>}</p>
    </section>
  );
  const danger = (step: number): readonly string[] =>
    plan.dangerous.filter((one) => one.step === step).map((one) => `${say(one.label)}: ${one.command}`);
  return (
    <div className="subject-paper">
      {text('purpose')}
      <section>
        <h3>{t('plan.part.scale')}</h3>
        <p>{t(`plan.scale.${content.scale}`)}</p>
      </section>
      <section>
        <h3>{t('plan.part.devices')}</h3>
        {content.devices.length === 0 && <p className="soft">{t('plan.empty')}</p>}
        {content.devices.map((device) => (
          <p key={device.serialNumber}>
            {[device.name, device.serialNumber, device.address].filter((part) => part !== '').join(' · ')}
          </p>
        ))}
      </section>
      <section>
        <h3>{t('plan.part.window')}</h3>
        <p className="num">
          {content.window === null ? (
            <span className="soft">{t('plan.empty')}</span>
          ) : (
            `${time(content.window.from)} – ${time(content.window.to)}`
          )}
        </p>
      </section>
      {text('impact')}
      {text('backup')}
      <section>
        <h3>{t('plan.part.steps')}</h3>
        {content.steps.length === 0 && <p className="soft">{t('plan.empty')}</p>}
        <ol className="plan-steps">
          {content.steps.map((step, index) => (
            <li key={`${String(index)}-${step.action}`}>
              <p>
                {step.action}
                {step.device !== '' && <span className="soft"> {step.device}</span>}
              </p>
              {step.commands.trim() !== '' && (
                <pre className="plan-commands" tabIndex={0}>
                  <code>{step.commands}</code>
                </pre>
              )}
              {danger(index + 1).map((line) => (
                <p key={line} className="plan-danger">
                  ⚠ {line}
                </p>
              ))}
              {step.expected !== '' && <p className="soft">{t('plan.expects', { text: step.expected })}</p>}
            </li>
          ))}
        </ol>
      </section>
      {text('tests')}
      {text('rollback')}
      <section>
        <h3>{t('plan.part.people')}</h3>
        {content.people.length === 0 && <p className="soft">{t('plan.empty')}</p>}
        {content.people.map((person) => (
          <p key={`${person.name}-${person.phone}`}>
            {[person.name, person.duty, person.phone].filter((part) => part !== '').join(' · ')}
          </p>
        ))}
      </section>
    </div>
  );
}
