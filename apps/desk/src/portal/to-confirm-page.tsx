import { EmptyState, ErrorState, LoadingState } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { taskAddress } from '../common/task-address.js';
import { useTaskName } from '../common/use-task-name.js';
import { useTitle } from '../common/use-title.js';
import { useConfirmationsToGive, WaitingForYou } from '../confirmations/waiting-for-you.js';
import { BackHome } from './back-home.js';
import { useToConfirm } from './use-to-confirm.js';

/** What waits for the customer's word. */
export function ToConfirmPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('portal.confirm'));
  const confirm = useToConfirm();
  const written = useConfirmationsToGive();
  const nameOf = useTaskName(confirm.data?.items ?? []);
  return (
    <>
      <BackHome />
      <h1>{t('portal.confirm')}</h1>
      {confirm.isPending && <LoadingState />}
      {confirm.isError && <ErrorState error={confirm.error} onRetry={() => void confirm.refetch()} />}
      <WaitingForYou />
      {confirm.data?.items.length === 0 && written.data?.items.length === 0 && (
        <EmptyState title={t('portal.confirmNone')} body={t('portal.confirmNoneBody')} />
      )}
      <ul className="portal-cases">
        {confirm.data?.items.map((task) => (
          <li key={task.id}>
            <Link to={taskAddress(task) ?? '/'}>
              <strong>{nameOf(task)}</strong>
              <span className="soft num">{task.caseNumber}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
