import type { TaskView } from '@pledge/contracts';

/** What one may do to a task beside completing it, in the order of the menu; a gap stands between the groups. */
export const operationGroups = [
  ['delegate', 'transfer', 'add-signer', 'remove-signer'],
  ['return', 'withdraw', 'unclaim'],
  ['remind', 'copy', 'change'],
] as const;
export type Operation = (typeof operationGroups)[number][number];

const permission = {
  delegate: 'delegate',
  transfer: 'transfer',
  'add-signer': 'addSigner',
  'remove-signer': 'removeSigner',
  return: 'return',
  withdraw: 'withdraw',
  unclaim: 'unclaim',
  remind: 'remind',
  copy: 'copy',
  change: 'change',
} as const satisfies Record<Operation, keyof TaskView['may']>;

/** The groups with what the person may do to this task; empty groups are left out. */
export function operationsOf(task: Pick<TaskView, 'may'>): readonly (readonly Operation[])[] {
  return operationGroups
    .map((group) => group.filter((operation) => task.may[permission[operation]]))
    .filter((group) => group.length > 0);
}
