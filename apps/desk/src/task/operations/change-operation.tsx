import type { ChangeTask, TaskView } from '@pledge/contracts';
import { fromLocalInput, localInputOf } from '@pledge/web';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeTask } from '../../api/task-operations.js';
import { Choices, Field } from '../../common/field.js';
import { TimeInput } from '../../common/time-input.js';
import { OperationForm } from './operation-form.js';
import { useOperation } from './use-operation.js';

/** Priorities people choose from; models may set any number from 0 to 100. */
const priorities = ['25', '50', '75', '100'] as const;

/** 期限、跟进时间、优先级. An emptied date is cleared. */
export function ChangeOperation({
  task,
  onClose,
}: {
  readonly task: TaskView;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [due, setDue] = useState(localInputOf(task.dueAt));
  const [followUp, setFollowUp] = useState(localInputOf(task.followUpAt));
  const [priority, setPriority] = useState(priorities.find((value) => value === String(task.priority)));
  const changes: ChangeTask = {
    ...(due === localInputOf(task.dueAt) ? {} : { dueAt: due === '' ? null : fromLocalInput(due) }),
    ...(followUp === localInputOf(task.followUpAt)
      ? {}
      : { followUpAt: followUp === '' ? null : fromLocalInput(followUp) }),
    ...(priority === undefined || Number(priority) === task.priority ? {} : { priority: Number(priority) }),
  };
  const work = useOperation<ChangeTask>(
    task,
    (body, key) => changeTask(task.id, body, key),
    t('operations.change.done'),
    onClose,
  );
  return (
    <OperationForm
      title={t('operations.change.name')}
      explanation={t('operations.change.explanation')}
      deed={t('operations.change.deed')}
      ready={Object.keys(changes).length > 0}
      busy={work.isPending}
      error={work.error}
      onSubmit={() => work.mutate(changes)}
      onClose={onClose}
    >
      <Field label={t('operations.due')}>
        {(control) => <TimeInput control={control} value={due} onChange={setDue} />}
      </Field>
      <Field label={t('operations.followUp')} hint={t('operations.followUpHint')}>
        {(control) => <TimeInput control={control} value={followUp} onChange={setFollowUp} />}
      </Field>
      <Choices
        label={t('operations.priority')}
        required
        inline
        value={priority}
        onChange={setPriority}
        options={priorities.map((value) => ({ value, label: t(`operations.priorities.${value}`) }))}
      />
    </OperationForm>
  );
}
