import type { TaskView } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { unclaimTask } from '../../api/tasks.js';
import { OperationForm } from './operation-form.js';
import { useOperation } from './use-operation.js';

/** Gives a task back: to its group, or a delegated one to its owner. */
export function UnclaimOperation({
  task,
  onClose,
}: {
  readonly task: TaskView;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const work = useOperation<null>(task, () => unclaimTask(task.id), t('operations.unclaim.done'), onClose, true);
  return (
    <OperationForm
      title={t('operations.unclaim.name')}
      explanation={t(task.owner === null ? 'operations.unclaim.explanation' : 'operations.unclaimDelegated')}
      deed={t('operations.unclaim.deed')}
      ready
      busy={work.isPending}
      error={work.error}
      onSubmit={() => work.mutate(null)}
      onClose={onClose}
    />
  );
}
