import type { TaskView } from '@pledge/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { delegateTask, transferTask } from '../../api/task-operations.js';
import { Field } from '../../common/field.js';
import { PersonPicker } from '../../common/person-picker.js';
import { OperationForm } from './operation-form.js';
import { useOperation } from './use-operation.js';

/** 委派 and 转办: to whom. */
export function PersonOperation({
  task,
  operation,
  onClose,
}: {
  readonly task: TaskView;
  readonly operation: 'delegate' | 'transfer';
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [user, setUser] = useState<string | null>(null);
  const send = { delegate: delegateTask, transfer: transferTask }[operation];
  const work = useOperation<string>(
    task,
    (to, key) => send(task.id, to, key),
    t(`operations.${operation}.done`),
    onClose,
    operation === 'transfer',
  );
  return (
    <OperationForm
      title={t(`operations.${operation}.name`)}
      explanation={t(`operations.${operation}.explanation`)}
      deed={t(`operations.${operation}.deed`)}
      ready={user !== null}
      busy={work.isPending}
      error={work.error}
      onSubmit={() => user !== null && work.mutate(user)}
      onClose={onClose}
    >
      <Field label={t('operations.toWhom')} required>
        {(control) => (
          <PersonPicker
            control={control}
            value={user}
            onChange={setUser}
            self={task.assignee !== null}
            without={task.assignee === null ? [] : [task.assignee]}
          />
        )}
      </Field>
    </OperationForm>
  );
}
