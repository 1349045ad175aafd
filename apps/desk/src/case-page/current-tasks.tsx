import type { CaseDetail, TaskView } from '@pledge/contracts';
import { ErrorState, joined, LoadingState, useUser } from '@pledge/web';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ContractCorrection } from '../common/contract-correction.js';
import { usePeople } from '../common/use-people.js';
import { useTaskName } from '../common/use-task-name.js';
import { TaskPanel } from '../task/task-panel.js';
import { useActiveSteps } from './use-active-steps.js';
import { useCaseTasks } from './use-case-tasks.js';

/** What is to be done now: the person's own task opened with its form, the others as a line each. */
export function CurrentTasks({ detail }: { readonly detail: CaseDetail }): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  const [search] = useSearchParams();
  const [chosen, setChosen] = useState<string | null>(search.get('task'));
  const tasks = useCaseTasks(detail.number);
  const items = tasks.data?.items ?? [];
  const steps = useActiveSteps(detail);
  const nameOf = useTaskName(items);
  const person = usePeople();
  const able = (task: TaskView): boolean => task.may.complete || task.may.claim;
  const open =
    items.find((task) => task.id === chosen) ??
    items.find((task) => task.assignee === user.username && able(task)) ??
    items.find(able) ??
    items[0];
  return (
    <section aria-labelledby="tasks-title" className="current-tasks">
      <h2 id="tasks-title">{t('case.now')}</h2>
      {detail.contractProblem !== null && <ContractCorrection detail={detail} />}
      {tasks.isPending && <LoadingState rows={4} />}
      {tasks.isError && <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {tasks.isSuccess && items.length === 0 && (
        <p className="soft">
          {detail.status === 'closed' || detail.status === 'withdrawn'
            ? t('case.over')
            : steps.length > 0
              ? t('case.withOthers', { names: joined(steps) })
              : t('case.noTask')}
        </p>
      )}
      {items.length > 1 && (
        <ul className="task-switch">
          {items.map((task) => (
            <li key={task.id}>
              <Button type={task.id === open?.id ? 'default' : 'text'} size="small" onClick={() => setChosen(task.id)}>
                {nameOf(task)}
                <span className="soft"> {task.assignee === null ? t('inbox.unclaimed') : person(task.assignee)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open !== undefined && <TaskPanel key={open.id} task={open} />}
    </section>
  );
}
