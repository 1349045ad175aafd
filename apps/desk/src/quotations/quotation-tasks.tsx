import type { Quotation } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useCaseTasks } from '../case-page/use-case-tasks.js';
import { TaskPanel } from '../task/task-panel.js';

/** The steps of the quotation's process that are open now: sending, approving, recording the order. */
export function QuotationTasks({ quotation }: { readonly quotation: Quotation }): React.JSX.Element | null {
  const { t } = useTranslation();
  const tasks = useCaseTasks(quotation.caseNumber);
  const own = (tasks.data?.items ?? []).filter((task) => task.processInstanceId === quotation.processInstanceId);
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="quotation-tasks-title" className="current-tasks">
      <h2 id="quotation-tasks-title">{t('case.now')}</h2>
      {own.map((task) => (
        <TaskPanel key={task.id} task={task} />
      ))}
    </section>
  );
}
