import type { TaskView } from '@pledge/contracts';
import { ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { previewReturn, returnTargets, returnTask } from '../../api/task-operations.js';
import { Choices, Field } from '../../common/field.js';
import { usePeople } from '../../common/use-people.js';
import { useTaskName } from '../../common/use-task-name.js';
import { OperationForm } from './operation-form.js';
import { useOperation } from './use-operation.js';
import { WayBackPreview } from './way-back-preview.js';

/** 退回: to which step, what that ends and opens (told by the server beforehand), and why. */
export function ReturnOperation({
  task,
  onClose,
}: {
  readonly task: TaskView;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  const nameOf = useTaskName([{ definitionId: task.definitionId, elementId: task.elementId, name: task.name }]);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [reason, setReason] = useState('');
  // What could be returned to a minute ago may be gone: nothing of this is kept.
  const targets = useQuery({
    queryKey: ['return', task.id],
    queryFn: () => returnTargets(task.id),
    gcTime: 0,
  });
  const items = targets.data?.items ?? [];
  const target = chosen ?? (items.length === 1 ? items[0]?.elementId : undefined);
  const preview = useQuery({
    queryKey: ['return', task.id, target],
    queryFn: () => previewReturn(task.id, target ?? ''),
    enabled: target !== undefined,
    retry: false,
    gcTime: 0,
  });
  const work = useOperation<{ targetElementId: string; reason: string }>(
    task,
    (body, key) => returnTask(task.id, body, key),
    t('operations.return.done'),
    onClose,
  );
  return (
    <OperationForm
      title={t('operations.return.name')}
      explanation={t('operations.return.explanation')}
      deed={t('operations.return.deed')}
      danger
      ready={target !== undefined && reason.trim() !== '' && preview.isSuccess}
      busy={work.isPending}
      error={work.error ?? preview.error}
      onSubmit={() => target !== undefined && work.mutate({ targetElementId: target, reason: reason.trim() })}
      onClose={onClose}
    >
      {targets.isPending && <LoadingState rows={3} />}
      {targets.isError && <ErrorState error={targets.error} onRetry={() => void targets.refetch()} />}
      {targets.isSuccess && items.length === 0 && <p>{t('operations.noTargets')}</p>}
      {items.length > 0 && (
        <Choices
          label={t('operations.target')}
          required
          value={target}
          onChange={setChosen}
          options={items.map((each) => ({
            value: each.elementId,
            label: nameOf({ ...each, definitionId: task.definitionId }),
            hint: t('operations.targetHint', {
              who: person(each.completedBy),
              time: formatInstant(each.completedAt, i18n.language, now),
            }),
          }))}
        />
      )}
      {target !== undefined && preview.isPending && <LoadingState rows={2} />}
      {preview.data !== undefined && <WayBackPreview task={task} answer={preview.data} />}
      {items.length > 0 && (
        <Field label={t('operations.reason')} required hint={t('operations.reasonHint')}>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={2}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      )}
    </OperationForm>
  );
}
