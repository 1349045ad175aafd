import type { ChangePlan } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useCaseTasks } from '../case-page/use-case-tasks.js';
import { usePlanCommands } from './plan-commands.js';
import { TaskPanel } from '../task/task-panel.js';

/** The steps of the plan's processes that are open now: handing in, reviewing, arranging, asking for commands, carrying out. */
export function PlanTasks({ plan }: { readonly plan: ChangePlan }): React.JSX.Element | null {
  const { t } = useTranslation();
  const tasks = useCaseTasks(plan.caseNumber);
  const commands = usePlanCommands(plan.id).data;
  const instances = new Set([
    plan.processInstanceId,
    ...[...(commands?.approvals ?? []), ...(commands?.violations ?? [])].map((one) => one.processInstanceId),
  ]);
  const own = (tasks.data?.items ?? []).filter((task) => instances.has(task.processInstanceId));
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
