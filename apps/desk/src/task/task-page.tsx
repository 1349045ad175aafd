import type { TaskView } from '@pledge/contracts';
import { ApiProblem, Countdown, EmptyState, ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { keys } from '../api/keys.js';
import { readTask } from '../api/task-operations.js';
import { getTask } from '../api/tasks.js';
import { useCaseSummaries } from '../inbox/use-case-summaries.js';
import { clockOf } from '../inbox/inbox-row.js';
import { useBilingual } from '../common/bilingual.js';
import { caseOf, emergencyOf, isDrill, taskAddress } from '../common/task-address.js';
import { ModeWord } from '../emergencies/mode.js';
import { usePeople } from '../common/use-people.js';
import { useTaskName } from '../common/use-task-name.js';
import { useTitle } from '../common/use-title.js';
import { WorkLogList } from './history/work-log-list.js';
import { TaskMenu } from './operations/task-menu.js';
import { TaskActivity } from './task-activity.js';
import { TaskPanel } from './task-panel.js';

/** One task by its own address, also without a case and when it is over: form, operations, talk, and who did what. */
export function TaskPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const found = useQuery({ queryKey: keys.task(id), queryFn: () => getTask(id) });
  if (found.isPending) return <LoadingState rows={10} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404) {
      return (
        <EmptyState title={t('task.notFound')} body={t('task.notFoundBody')}>
          <Link to="/inbox">{t('nav.inbox')}</Link>
        </EmptyState>
      );
    }
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <Page key={found.data.id} task={found.data} at={found.dataUpdatedAt} />;
}

/** `at`: when the task was fetched; what hangs on it is then out of date. */
function Page({ task, at }: { readonly task: TaskView; readonly at: number }): React.JSX.Element {
  const queries = useQueryClient();
  const first = useRef(at);
  useEffect(() => {
    if (at === first.current) return;
    void queries.invalidateQueries({ queryKey: keys.taskActivity(task.id) });
    void queries.invalidateQueries({ queryKey: keys.instanceHistory(task.processInstanceId) });
  }, [at, queries, task.id, task.processInstanceId]);
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const person = usePeople();
  const name = useTaskName([task])(task);
  useTitle(name);
  useEffect(() => {
    // A mark for others to see, no work of this person: a failure changes nothing here.
    if (!task.read) void readTask(task.id).catch(() => undefined);
  }, [task.id, task.read]);
  const summary = useCaseSummaries([task]).get(task.caseNumber ?? '');
  const clock = clockOf(task, summary);
  return (
    <div className="task-page">
      <header className="page-head">
        <div className="task-page-title">
          <p className="soft">
            {emergencyOf(task) !== null && <ModeWord mode={isDrill(task.caseNumber) ? 'drill' : 'live'} />}{' '}
            {summary === undefined ? (
              <AboutNumber task={task} />
            ) : (
              <Link to={`/cases/${summary.number}`}>
                <span className="num">{summary.number}</span> {summary.title}
              </Link>
            )}
            {summary?.customerName != null && ` · ${summary.customerName}`}
          </p>
          <h1>{name}</h1>
        </div>
        {task.state === 'open' && clock !== null && (
          <Countdown
            clock={clock}
            about={summary?.headline == null ? undefined : say(summary.headline.metricName)}
            size="large"
          />
        )}
      </header>
      <div className="task-page-columns">
        {task.state === 'open' ? (
          <TaskPanel task={task} page />
        ) : (
          <article className="task-panel">
            <header>
              <h2>
                {t(`task.over.${task.state}`, {
                  name: person(task.completedBy),
                  time: formatInstant(task.endedAt, i18n.language, now),
                })}
              </h2>
              <span className="panel-tools">
                <TaskMenu task={task} />
              </span>
            </header>
            {task.may.withdraw && <p className="soft">{t('task.mayWithdraw')}</p>}
          </article>
        )}
        <div className="task-page-side">
          <section aria-labelledby="activity-title">
            <h2 id="activity-title">{t('activity.title')}</h2>
            <TaskActivity task={task} />
          </section>
          <WorkLogList task={task} />
        </div>
      </div>
    </div>
  );
}

/** What the task is about, where that is no case that can be opened: a process of one's own has a number without a page. */
function AboutNumber({ task }: { readonly task: TaskView }): React.JSX.Element | null {
  const page = caseOf(task) === null ? taskAddress(task) : null;
  if (task.caseNumber === null) return null;
  return page === null ? <span className="num">{task.caseNumber}</span> : <Link to={page}>{task.caseNumber}</Link>;
}
