import type { TaskView } from '@pledge/contracts';
import { ErrorState, LoadingState, type FormSchema } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { getTaskForm } from '../api/tasks.js';
import { PlanLink } from '../changes/plan-link.js';
import { usePeople } from '../common/use-people.js';
import { useTaskName } from '../common/use-task-name.js';
import { TaskForm } from './task-form.js';
import { useClaim } from './use-claim.js';

/** One task: who has it, its form, and the one deed. `forCustomer` hides what concerns staff only. */
export function TaskPanel({
  task,
  forCustomer = false,
}: {
  readonly task: TaskView;
  readonly forCustomer?: boolean;
}): React.JSX.Element {
  const { t } = useTranslation();
  const claim = useClaim();
  const person = usePeople();
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
        {!forCustomer && (
          <span className="soft">
            {task.assignee === null
              ? t('task.for', { groups: task.candidateGroups.map((group) => t(`roles.${group}`, group)).join(' / ') })
              : t('task.with', { name: person(task.assignee) })}
          </span>
        )}
        {!forCustomer && task.may.claim && task.assignee === null && (
          <Button size="small" loading={claim.isPending} onClick={() => claim.mutate(task.id)}>
            {t('inbox.claim')}
          </Button>
        )}
      </header>
      {!forCustomer && <PlanLink task={task} />}
      {!able && <p className="soft">{t('task.notYours')}</p>}
      {able && form.isPending && <LoadingState rows={3} />}
      {able && form.isError && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {able && form.data !== undefined && (
        <TaskForm
          task={task}
          name={name}
          schema={(form.data.schema ?? null) as FormSchema | null}
          initial={{ ...form.data.variables, ...form.data.draft }}
          forCustomer={forCustomer}
        />
      )}
    </article>
  );
}
