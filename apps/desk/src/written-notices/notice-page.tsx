import type { WrittenNotice } from '@pledge/contracts';
import {
  ApiProblem,
  EmptyState,
  ErrorState,
  formatInstant,
  LoadingState,
  useNow,
  userHasRole,
  useUser,
} from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { keys } from '../api/keys.js';
import { listTasks } from '../api/tasks.js';
import { getWrittenNotice } from '../api/written-notices.js';
import { useBilingual } from '../common/bilingual.js';
import { usePeople } from '../common/use-people.js';
import { useTitle } from '../common/use-title.js';
import { TaskPanel } from '../task/task-panel.js';
import { DeliveryCard } from './delivery-card.js';

/** One written notice (F-24): its text, who has it and who has not, and the step that is open. */
export function NoticePage(): React.JSX.Element {
  const { t } = useTranslation();
  const { number = '' } = useParams();
  const found = useQuery({ queryKey: keys.writtenNotice(number), queryFn: () => getWrittenNotice(number) });
  useTitle(found.data === undefined ? t('written.title') : `${found.data.number} ${found.data.title}`);
  if (found.isPending) return <LoadingState rows={8} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404)
      return <EmptyState title={t('written.notFound')} body={t('plan.notFoundBody')} />;
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <One notice={found.data} />;
}

function One({ notice }: { readonly notice: WrittenNotice }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const person = usePeople();
  const queries = useQueryClient();
  const mayRecord = userHasRole(useUser(), 'dispatcher', 'pm', 'manager');
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  return (
    <div className="plan-page">
      <header className="plan-head">
        <p className="soft">
          <Link to="/written-notices">{t('written.title')}</Link> · <span className="num">{notice.number}</span> ·{' '}
          {t(`written.states.${notice.state}`)}
        </p>
        <h1>{notice.title}</h1>
        <p className="soft num">
          {t(`written.kinds.${notice.kind}`)} · {t('written.changed', { time: time(notice.changedAt) })} ·{' '}
          {t('written.by', { name: person(notice.createdBy) })}
          {notice.approvedBy !== null &&
            ` · ${t('written.approved', { name: person(notice.approvedBy), time: time(notice.approvedAt ?? '') })}`}
        </p>
      </header>
      <div className="plan-columns">
        <div className="plan-main">
          <Tasks instanceId={notice.processInstanceId} />
          <section aria-labelledby="deliveries-title">
            <h2 id="deliveries-title">
              {t('written.deliveries')}{' '}
              {notice.customers > 0 && (
                <span className="soft num">
                  {t('written.count', { delivered: notice.delivered, customers: notice.customers })}
                </span>
              )}
            </h2>
            {notice.deliveries.length === 0 && <p className="soft">{t('written.notSent')}</p>}
            <ul className="deliveries">
              {notice.deliveries.map((one) => (
                <DeliveryCard
                  key={one.id}
                  number={notice.number}
                  delivery={one}
                  mayRecord={mayRecord}
                  onDone={() => void queries.invalidateQueries({ queryKey: keys.writtenNotices })}
                />
              ))}
            </ul>
          </section>
        </div>
        <aside className="plan-side">
          <section aria-labelledby="text-title">
            <h2 id="text-title">{t('written.text')}</h2>
            <p className="notice-text">{say(notice.text)}</p>
          </section>
        </aside>
      </div>
    </div>
  );
}

/** Steps of its process that are open now: approving, posting, telephoning. */
function Tasks({ instanceId }: { readonly instanceId: string | null }): React.JSX.Element | null {
  const { t } = useTranslation();
  const tasks = useQuery({
    queryKey: keys.taskList({ processInstanceId: instanceId }),
    queryFn: () => listTasks({ processInstanceId: instanceId ?? '', state: 'open', limit: 50 }),
    enabled: instanceId !== null,
  });
  const open = tasks.data?.items ?? [];
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="notice-tasks-title" className="current-tasks">
      <h2 id="notice-tasks-title">{t('case.now')}</h2>
      {open.map((task) => (
        <TaskPanel key={task.id} task={task} />
      ))}
    </section>
  );
}
