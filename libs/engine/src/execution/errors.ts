import { nodeOf } from '../model/process-definition.js';
import type { Variables } from './command.js';
import { ElementFailed } from './element-failed.js';
import { cancelInstance } from './ending.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';
import { findCatcher, hand } from './throwing.js';
import { finish } from './transitions.js';

/** An error before it looks for its catcher. */
export interface ThrownError {
  readonly errorCode: string;
  readonly message: string;
  readonly variables: Variables;
}

/**
 * Throws an error at a node: the innermost catcher gets it; of a called process else the caller; else it is the
 * incident UNCAUGHT_ERROR, never silence (BPMN 2.0, 10.5.7). @throws ElementFailed when nothing catches it.
 */
export function throwError(run: Run, node: NodeInstance, error: ThrownError): void {
  const catcher = findCatcher(run, node, 'error', error.errorCode);
  if (catcher === null && run.draft.instance.parent === undefined)
    throw new ElementFailed(
      'UNCAUGHT_ERROR',
      node.elementId,
      `Nothing catches the error ${error.errorCode}${error.message === '' ? '' : `: ${error.message}`}`,
    );
  run.record({
    type: 'error-thrown',
    elementId: node.elementId,
    elementInstanceId: node.id,
    detail: { errorCode: error.errorCode },
  });
  completeThrower(run, node);
  if (catcher === null)
    cancelInstance(run, { errorCode: error.errorCode }, { errorCode: error.errorCode, message: error.message });
  else hand(run, catcher, error.variables);
}

/** What an escalation did: `interrupted` means that the thrower is gone. */
export function throwEscalation(
  run: Run,
  node: NodeInstance,
  escalationCode: string,
  variables: Variables,
): 'interrupted' | 'continues' {
  run.record({
    type: 'escalation-thrown',
    elementId: node.elementId,
    elementInstanceId: node.id,
    detail: { escalationCode },
  });
  const catcher = findCatcher(run, node, 'escalation', escalationCode);
  const { parent } = run.draft.instance;
  if (catcher?.event.interrupting === true) completeThrower(run, node);
  if (catcher !== null) hand(run, catcher, variables);
  // Uncaught escalations are no failure (10.5.7): the path goes on.
  else if (parent !== undefined) run.effect({ type: 'propagate-escalation', parent, escalationCode, variables });
  return run.draft.find(node.id) === undefined ? 'interrupted' : 'continues';
}

/** A throwing event that ends by its own event was completed, not cancelled. */
function completeThrower(run: Run, node: NodeInstance): void {
  const element = nodeOf(run.definition, node.elementId);
  if (element.type !== 'endEvent' && element.type !== 'intermediateThrowEvent') return;
  finish(run, node.id, element);
  run.draft.remove(node.id);
}
