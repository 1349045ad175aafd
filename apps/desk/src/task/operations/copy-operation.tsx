import type { TaskView } from '@pledge/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyTask } from '../../api/task-operations.js';
import { Field } from '../../common/field.js';
import { PeoplePicker } from '../../common/person-picker.js';
import { OperationForm } from './operation-form.js';
import { useOperation } from './use-operation.js';

/** 抄送: who may see it and is told. */
export function CopyOperation({
  task,
  onClose,
}: {
  readonly task: TaskView;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [users, setUsers] = useState<readonly string[]>([]);
  const work = useOperation<readonly string[]>(
    task,
    (to, key) => copyTask(task.id, to, key),
    t('operations.copy.done'),
    onClose,
  );
  return (
    <OperationForm
      title={t('operations.copy.name')}
      explanation={t('operations.copy.explanation')}
      deed={t('operations.copy.deed')}
      ready={users.length > 0}
      busy={work.isPending}
      error={work.error}
      onSubmit={() => work.mutate(users)}
      onClose={onClose}
    >
      <Field label={t('operations.toWhom')} required>
        {(control) => <PeoplePicker control={control} value={users} onChange={setUsers} />}
      </Field>
    </OperationForm>
  );
}
