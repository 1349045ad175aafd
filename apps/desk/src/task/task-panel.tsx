import type { TaskView } from '@pledge/contracts';
import { ErrorState, LoadingState, useUser, type FormSchema } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../api/keys.js';
import { getTaskForm } from '../api/tasks.js';
import { PlanLink } from '../changes/plan-link.js';
import { QuotationLink } from '../quotations/quotation-link.js';
import { useGroupName } from '../common/use-group-name.js';
import { usePeople } from '../common/use-people.js';
import { useTaskName } from '../common/use-task-name.js';
import { localDraft } from './local-draft.js';
import { TaskForm } from './task-form.js';
import { useClaim } from './use-claim.js';

const TaskMenu = lazy(async () => ({ default: (await import('./operations/task-menu.js')).TaskMenu }));
const TaskActivity = lazy(async () => ({ default: (await import('./task-activity.js')).TaskActivity }));

/**
 * One task: who has it, its form, and the one deed; the rest of what may be done behind one button, what was said of it below.
 * `forCustomer` hides what concerns staff only; `page`: it is the task's own page, which shows the talk and the log beside it.
 */
export function TaskPanel({
  task,
  forCustomer = false,
  page = false,
}: {
  readonly task: TaskView;
  readonly forCustomer?: boolean;
  readonly page?: boolean;
}): React.JSX.Element {
  const { t } = useTranslation();
  const groupName = useGroupName();
  const claim = useClaim();
  const person = usePeople();
  const { username } = useUser();
  const [talk, setTalk] = useState(false);
  const name = useTaskName([task])(task);
  const able = task.may.complete || task.may.claim;
  const form = useQuery({
    queryKey: keys.taskForm(task.id),
    queryFn: () => getTaskForm(task.id),
    // what a person types must not be replaced under their hands
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    enabled: able,
  });
  return (
    <article className="task-panel" id={`task-${task.id}`} tabIndex={-1} aria-label={name}>
      <header>
        <h3>{name}</h3>
        {!forCustomer && <span className="soft">{standing(task, t, person, groupName)}</span>}
        {!forCustomer && (
          <span className="panel-tools">
            {task.may.claim && task.assignee === null && (
              <Button loading={claim.isPending} onClick={() => claim.mutate(task.id)}>
                {t('inbox.claim')}
              </Button>
            )}
            <Suspense fallback={null}>
              <TaskMenu task={task} />
            </Suspense>
          </span>
        )}
      </header>
      {!forCustomer && <PlanLink task={task} />}
      {!forCustomer && <QuotationLink task={task} />}
      {task.held && <p className="soft">{t('task.held')}</p>}
      {!able && !task.held && <p className="soft">{t('task.notYours')}</p>}
      {able && form.isPending && <LoadingState rows={3} />}
      {able && form.isError && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {able && form.data !== undefined && (
        <TaskForm
          task={task}
          name={name}
          schema={(form.data.schema ?? null) as FormSchema | null}
          initial={{ ...form.data.variables, ...form.data.draft, ...localDraft(username, task.id) }}
          forCustomer={forCustomer}
        />
      )}
      {!forCustomer && !page && (
        <footer className="panel-foot">
          <Button type="link" size="small" aria-expanded={talk} onClick={() => setTalk(!talk)}>
            {t('activity.title')}
          </Button>
          <Link to={`/tasks/${task.id}`}>{t('task.page')}</Link>
        </footer>
      )}
      {talk && (
        <Suspense fallback={<LoadingState rows={2} />}>
          <TaskActivity task={task} />
        </Suspense>
      )}
    </article>
  );
}

/** Who has it, for whom one would act, and whose it is when it was delegated. */
function standing(
  task: TaskView,
  t: TFunction,
  person: (username: string | null) => string,
  groupName: (group: string) => string,
): string {
  const groups = task.candidateGroups.map(groupName).join(' / ');
  return [
    task.assignee === null ? t('task.for', { groups }) : t('task.with', { name: person(task.assignee) }),
    task.owner === null ? '' : t('task.delegatedBy', { name: person(task.owner) }),
    task.duty === null ? '' : t(`task.duty.${task.duty}`),
    task.onBehalfOf === null ? '' : t('task.actingFor', { name: person(task.onBehalfOf) }),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
