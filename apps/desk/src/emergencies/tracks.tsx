import type { Emergency, EmergencyStep, TaskView } from '@pledge/contracts';
import { Countdown, TimeBar, useUser } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { useCaseTasks } from '../case-page/use-case-tasks.js';
import { useGroupName } from '../common/use-group-name.js';
import { TaskPanel } from '../task/task-panel.js';

/** What is being done now, side by side: who has it, how long it may take, and the form of those who may do it. */
export function Tracks(props: {
  readonly emergency: Emergency;
  readonly nameOf: (elementId: string) => string;
}): React.JSX.Element | null {
  const { t } = useTranslation();
  const { emergency } = props;
  const { side } = useUser();
  const tasks = useCaseTasks(emergency.number);
  const open = emergency.steps.filter((step) => step.endedAt === null);
  const timers = emergency.countdowns;
  if (open.length === 0 && timers.length === 0) {
    if (emergency.state === 'ended') return null;
    return <p className="tracks-none soft">{t('emergency.noStep')}</p>;
  }
  return (
    <section className="tracks" aria-label={t('emergency.tracks', { count: open.length })}>
      {timers.length > 0 && (
        <ul className="timers">
          {timers.map((timer) => (
            <li key={`${timer.elementId}${timer.dueAt}`}>
              <Countdown clock={{ state: 'running', dueAt: timer.dueAt }} about={props.nameOf(timer.elementId)} />
            </li>
          ))}
        </ul>
      )}
      <div className="track-row">
        {open.map((step) => (
          <Track
            key={step.taskId}
            step={step}
            name={props.nameOf(step.elementId)}
            task={tasks.data?.items.find((task) => task.id === step.taskId)}
            forCustomer={side === 'customer'}
          />
        ))}
      </div>
    </section>
  );
}

function Track(props: {
  readonly step: EmergencyStep;
  readonly name: string;
  /** undefined: not this person's to see. */
  readonly task: TaskView | undefined;
  readonly forCustomer: boolean;
}): React.JSX.Element {
  const { t } = useTranslation();
  const groupName = useGroupName();
  const { step, task } = props;
  const groups = step.groups.map(groupName).join(' / ');
  const clock = { state: 'running' as const, startedAt: step.startedAt, dueAt: step.dueAt };
  return (
    <article className="track" id={`track-${step.taskId}`}>
      <header>
        <p className="track-time">
          {step.dueAt === null ? (
            <span className="soft">{t('inbox.noLimit')}</span>
          ) : (
            <Countdown clock={clock} size="large" />
          )}
        </p>
        <TimeBar clock={clock} />
      </header>
      {task === undefined ? (
        <>
          <h3>{props.name}</h3>
          <p>{step.owner === null ? t('emergency.unowned', { groups }) : <strong>{step.owner}</strong>}</p>
        </>
      ) : (
        <TaskPanel task={task} forCustomer={props.forCustomer} />
      )}
    </article>
  );
}
