import type { TaskView } from '@pledge/contracts';
import { ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { previewWithdraw, withdrawTask } from '../../api/task-operations.js';
import { Field } from '../../common/field.js';
import { OperationForm } from './operation-form.js';
import { useOperation } from './use-operation.js';
import { WayBackPreview } from './way-back-preview.js';

/** 撤回: what one completed is opened again while nobody has touched what came of it. */
export function WithdrawOperation({
  task,
  onClose,
}: {
  readonly task: TaskView;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const preview = useQuery({
    queryKey: ['withdraw', task.id],
    queryFn: () => previewWithdraw(task.id),
    retry: false,
    gcTime: 0,
  });
  const work = useOperation<string>(
    task,
    (why, key) => withdrawTask(task.id, why, key),
    t('operations.withdraw.done'),
    onClose,
  );
  return (
    <OperationForm
      title={t('operations.withdraw.name')}
      explanation={t('operations.withdraw.explanation')}
      deed={t('operations.withdraw.deed')}
      danger
      ready={reason.trim() !== '' && preview.isSuccess}
      busy={work.isPending}
      error={work.error}
      onSubmit={() => work.mutate(reason.trim())}
      onClose={onClose}
    >
      {preview.isPending && <LoadingState rows={2} />}
      {preview.isError && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data !== undefined && <WayBackPreview task={task} answer={preview.data} />}
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
    </OperationForm>
  );
}
