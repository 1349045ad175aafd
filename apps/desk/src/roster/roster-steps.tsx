import type { Roster } from '@pledge/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../api/keys.js';
import { listTasks } from '../api/tasks.js';
import { usePeople } from '../common/use-people.js';
import { useTaskName } from '../common/use-task-name.js';

/** What the roster's own process waits for (F-11): review, customers to be telephoned; nothing while nobody has to act. */
export function RosterSteps({ roster }: { readonly roster: Roster }): React.JSX.Element | null {
  const { t } = useTranslation();
  const person = usePeople();
  const filter = { caseNumber: `ZB-${roster.unit}-${roster.from}`, state: 'open', limit: 20 } as const;
  const tasks = useQuery({ queryKey: keys.taskList(filter), queryFn: () => listTasks(filter) });
  const items = tasks.data?.items ?? [];
  const nameOf = useTaskName(items);
  if (items.length === 0) return null;
  return (
    <ul className="roster-steps" aria-label={t('roster.steps')}>
      {items.map((task) => (
        <li key={task.id}>
          <span className="soft">{t('roster.waitsFor')}</span> <Link to={`/tasks/${task.id}`}>{nameOf(task)}</Link>
          {task.assignee !== null && <span className="soft"> · {person(task.assignee)}</span>}
        </li>
      ))}
    </ul>
  );
}
