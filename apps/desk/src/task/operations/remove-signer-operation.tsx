import type { HistoryView, TaskView } from '@pledge/contracts';
import { ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { instanceHistory, removeSigner } from '../../api/task-operations.js';
import { Choices } from '../../common/field.js';
import { usePeople } from '../../common/use-people.js';
import { OperationForm } from './operation-form.js';
import { pendingSigners } from './pending-signers.js';
import { useOperation } from './use-operation.js';

/** 减签: one of those who were added and have not signed. */
export function RemoveSignerOperation({
  task,
  onClose,
}: {
  readonly task: TaskView;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const person = usePeople();
  const [user, setUser] = useState<string | undefined>(undefined);
  const history = useQuery<readonly HistoryView[]>({
    queryKey: keys.instanceHistory(task.processInstanceId),
    queryFn: () => instanceHistory(task.processInstanceId),
  });
  const signers = pendingSigners(history.data ?? [], task.id);
  const work = useOperation<string>(
    task,
    (signer, key) => removeSigner(task.id, signer, key),
    t('operations.remove-signer.done'),
    onClose,
  );
  return (
    <OperationForm
      title={t('operations.remove-signer.name')}
      explanation={t('operations.remove-signer.explanation')}
      deed={t('operations.remove-signer.deed')}
      ready={user !== undefined}
      busy={work.isPending}
      error={work.error}
      onSubmit={() => user !== undefined && work.mutate(user)}
      onClose={onClose}
    >
      {history.isPending && <LoadingState rows={2} />}
      {history.isError && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
      {history.isSuccess && signers.length === 0 && <p>{t('operations.noSigners')}</p>}
      {signers.length > 0 && (
        <Choices
          label={t('operations.signers')}
          required
          value={user}
          onChange={setUser}
          options={signers.map((value) => ({ value, label: person(value) }))}
        />
      )}
    </OperationForm>
  );
}
