import type { Rejection } from '../command-tools.js';
import type { Run } from '../run.js';
import { delegateTask, transferTask } from './assignment.js';
import type { HumanCommand } from './commands.js';
import { changeTask, commentTask, copyTask, remindTask } from './notes.js';
import { returnTask } from './return-task.js';
import { addSigner, removeSigner } from './signers.js';
import { withdrawTask } from './withdraw-task.js';

/** Says no, or does what a person asked of a task. */
export function performHuman(run: Run, command: HumanCommand): Rejection | null {
  switch (command.type) {
    case 'delegate-task':
      return delegateTask(run, command);
    case 'transfer-task':
      return transferTask(run, command);
    case 'change-task':
      return changeTask(run, command);
    case 'copy-task':
      return copyTask(run, command);
    case 'comment-task':
      return commentTask(run, command);
    case 'remind-task':
      return remindTask(run, command);
    case 'add-signer':
      return addSigner(run, command);
    case 'remove-signer':
      return removeSigner(run, command);
    case 'return-task':
      return returnTask(run, command);
    case 'withdraw-task':
      return withdrawTask(run, command);
  }
}
