import type { TaskView } from '@pledge/contracts';
import { AddSignerOperation } from './add-signer-operation.js';
import { ChangeOperation } from './change-operation.js';
import { CopyOperation } from './copy-operation.js';
import type { Operation } from './operation.js';
import { PersonOperation } from './person-operation.js';
import { RemindOperation } from './remind-operation.js';
import { RemoveSignerOperation } from './remove-signer-operation.js';
import { ReturnOperation } from './return-operation.js';
import { UnclaimOperation } from './unclaim-operation.js';
import { WithdrawOperation } from './withdraw-operation.js';

/** The dialog of one operation on a task. */
export function OperationDialog(props: {
  readonly operation: Operation;
  readonly task: TaskView;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { operation, task, onClose } = props;
  switch (operation) {
    case 'delegate':
    case 'transfer':
      return <PersonOperation task={task} operation={operation} onClose={onClose} />;
    case 'add-signer':
      return <AddSignerOperation task={task} onClose={onClose} />;
    case 'remove-signer':
      return <RemoveSignerOperation task={task} onClose={onClose} />;
    case 'return':
      return <ReturnOperation task={task} onClose={onClose} />;
    case 'withdraw':
      return <WithdrawOperation task={task} onClose={onClose} />;
    case 'unclaim':
      return <UnclaimOperation task={task} onClose={onClose} />;
    case 'remind':
      return <RemindOperation task={task} onClose={onClose} />;
    case 'copy':
      return <CopyOperation task={task} onClose={onClose} />;
    case 'change':
      return <ChangeOperation task={task} onClose={onClose} />;
  }
}
