import { ElementFailed } from '../../execution/element-failed.js';
import { continueRestored } from '../../execution/compensation.js';
import type { NodeInstance } from '../../execution/instance-state.js';
import type { Run } from '../../execution/run.js';
import { cancelChildren, leaveLater, listen } from '../../execution/transitions.js';
import { spawn } from '../../execution/tokens.js';
import { describe, evaluate, evaluateCondition, visibleVariables } from '../../execution/variables.js';
import { scopeOf, type FlowNode } from '../../model/process-definition.js';
import type { ElementBehavior } from '../behavior.js';

/**
 * Starts the chosen inner elements, all at once or one after another; without a choice all that nothing leads to. Ends
 * when its condition is true after an activity completed, without a condition when nothing is left (BPMN 2.0, 13.3.5).
 */
export const adHocSubProcess: ElementBehavior = {
  enter(run, node, element) {
    listen(run, element.id, node.id);
    const chosen = chosenElements(run, node, element);
    const [first, ...rest] = chosen;
    if (first === undefined) return leaveLater(run, node);
    const sequential = element.adHoc?.sequential === true;
    if (sequential && rest.length > 0) run.draft.put({ ...run.draft.get(node.id), queue: rest });
    for (const id of sequential ? [first] : chosen) spawn(run, id, node.id);
  },
  innerCompleted(run, node, element) {
    if (node.compensating !== undefined || node.fulfilled === true || !isDone(run, node, element)) return;
    const { queue: _queue, ...rest } = run.draft.get(node.id);
    run.draft.put({ ...rest, fulfilled: true });
    if (element.adHoc?.cancelRemaining !== false) cancelChildren(run, node.id);
    if (!run.draft.hasChildren(node.id)) leaveLater(run, node);
  },
  emptied(run, node) {
    if (node.compensating !== undefined) return continueRestored(run, node.id);
    const [next, ...rest] = node.queue ?? [];
    if (next === undefined) return leaveLater(run, node);
    run.draft.put({ ...run.draft.get(node.id), queue: rest });
    spawn(run, next, node.id);
  },
  leaving(run, node, element) {
    if (node.fulfilled === true || element.adHoc?.completionCondition === undefined || isDone(run, node, element))
      return;
    throw new ElementFailed(
      'AD_HOC_UNFINISHED',
      element.id,
      'Nothing is left to do here, but the completion condition is not true.',
    );
  },
};

function isDone(run: Run, node: NodeInstance, element: FlowNode): boolean {
  const condition = element.adHoc?.completionCondition;
  return condition !== undefined && evaluateCondition(run, condition, visibleVariables(run, node), element.id);
}

function chosenElements(run: Run, node: NodeInstance, element: FlowNode): readonly string[] {
  const scope = scopeOf(run.definition, element.id);
  const collection = element.adHoc?.activeElements;
  if (collection === undefined) return scope.initial;
  const value = evaluate(run, collection, visibleVariables(run, node), element.id);
  if (!Array.isArray(value))
    throw new ElementFailed(
      'EXPRESSION_FAILED',
      element.id,
      `${collection.text}: a list of element ids was expected, not ${describe(value)}`,
    );
  const stranger = value.find((id) => typeof id !== 'string' || !canStart(run, scope.nodes, id));
  if (stranger !== undefined)
    throw new ElementFailed(
      'EXPRESSION_FAILED',
      element.id,
      `${collection.text}: ${String(stranger)} is no element of this subprocess that can be started.`,
    );
  return value as string[];
}

/** Boundary events, event subprocesses and compensation handlers start by what happens, not by choice. */
function canStart(run: Run, ids: readonly string[], id: string): boolean {
  const node = run.definition.nodes.get(id);
  return (
    node !== undefined &&
    ids.includes(id) &&
    node.type !== 'boundaryEvent' &&
    node.type !== 'eventSubProcess' &&
    node.forCompensation !== true
  );
}
