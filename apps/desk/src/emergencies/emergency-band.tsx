import type { Emergency, EmergencyStep } from '@pledge/contracts';
import { Countdown, TimeBar, type ClockLike } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBilingual } from '../common/bilingual.js';
import { Elapsed } from './elapsed.js';
import { ModeWord } from './mode.js';
import { notReached } from './reach.js';

/** The band on top: what it is, time gone against the recovery goal, who was not reached, what comes next. */
export function EmergencyBand(props: {
  readonly emergency: Emergency;
  readonly nameOf: (elementId: string) => string;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const { emergency } = props;
  const clock = recoveryClock(emergency);
  const missed = notReached(emergency.contacts).length;
  const next = nextStep(emergency.steps);
  return (
    <header className="emergency-band">
      <div className="emergency-title">
        <p>
          <ModeWord mode={emergency.mode} /> <span className="num">{emergency.number}</span>
          <span className="soft">
            {' · '}
            {[t(`emergency.state.${emergency.state}`), emergency.partyName].filter(Boolean).join(' · ')}
          </span>
        </p>
        <h1>{emergency.title}</h1>
        <p>
          {emergency.planKey === null ? (
            <span className="soft">{t('emergency.noPlanYet')}</span>
          ) : (
            <Link to={`/emergencies/plans/${emergency.planKey}`}>
              {say(emergency.planName)}
              {emergency.planVersion !== null && ` ${t('emergency.version', { version: emergency.planVersion })}`}
            </Link>
          )}
          {emergency.notReady > 0 && (
            <strong className="not-ready"> ✕ {t('emergency.notReady', { count: emergency.notReady })}</strong>
          )}
        </p>
      </div>
      <dl className="emergency-facts">
        <div>
          <dt>{t('emergency.elapsed')}</dt>
          <dd className="loud">
            <Elapsed from={emergency.reportedAt} until={emergency.recoveredAt} />
          </dd>
          {emergency.rtoMinutes !== null && (
            <dd className="soft">{t('emergency.rtoOf', { minutes: emergency.rtoMinutes })}</dd>
          )}
        </div>
        {clock !== null && (
          <div className="emergency-clock">
            <dt>{t('emergency.recoverWithin')}</dt>
            <dd className="loud">
              <Countdown clock={clock} size="large" />
            </dd>
            <dd>
              <TimeBar clock={clock} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('emergency.notReachedLabel')}</dt>
          <dd className="loud num" data-some={missed > 0}>
            {missed}
          </dd>
          <dd className="soft">{t('emergency.ofPeople', { count: emergency.contacts.length })}</dd>
        </div>
        {next !== undefined && (
          <div className="emergency-next">
            <dt>{t('emergency.next')}</dt>
            <dd>
              <a href={`#track-${next.taskId}`}>{props.nameOf(next.elementId)}</a>
            </dd>
            {next.dueAt !== null && (
              <dd>
                <Countdown clock={{ state: 'running', startedAt: next.startedAt, dueAt: next.dueAt }} />
              </dd>
            )}
          </div>
        )}
      </dl>
    </header>
  );
}

/** The strictest recovery goal as a clock: met or late once it is recovered; null while no plan runs. */
export function recoveryClock(emergency: Emergency): ClockLike | null {
  const { recoverBy, recoveredAt, reportedAt } = emergency;
  if (recoverBy === null) return null;
  if (recoveredAt === null) return { state: 'running', startedAt: reportedAt, dueAt: recoverBy };
  const late = Date.parse(recoveredAt) > Date.parse(recoverBy);
  return { state: late ? 'breached' : 'met', startedAt: reportedAt, dueAt: recoverBy, stoppedAt: recoveredAt };
}

/** The open step whose limit runs out first; those without a limit come last. */
function nextStep(steps: readonly EmergencyStep[]): EmergencyStep | undefined {
  const due = (step: EmergencyStep): number => (step.dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(step.dueAt));
  return steps.filter((step) => step.endedAt === null).toSorted((a, b) => due(a) - due(b))[0];
}
