import type { ChangePlan } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useCaseTasks } from '../case-page/use-case-tasks.js';
import { TaskPanel } from '../task/task-panel.js';

/** The steps of the plan's own process that are open now: handing in, reviewing, arranging, carrying out. */
export function PlanTasks({ plan }: { readonly plan: ChangePlan }): React.JSX.Element | null {
  const { t } = useTranslation();
  const tasks = useCaseTasks(plan.caseNumber);
  const own = (tasks.data?.items ?? []).filter((task) => task.processInstanceId === plan.processInstanceId);
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="plan-tasks-title" className="current-tasks">
      <h2 id="plan-tasks-title">{t('case.now')}</h2>
      {own.map((task) => (
        <TaskPanel key={task.id} task={task} />
      ))}
    </section>
  );
}
