import { eventParts, nodeOf, scopeOf, type FlowNode } from '../model/process-definition.js';
import type { Variables } from './command.js';
import { ROOT } from './draft.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';
import { parentOf } from './variables.js';

interface Catcher {
  /** The activity with the boundary event, or the scope with the event subprocess. */
  readonly holder: NodeInstance;
  readonly event: FlowNode;
}

/**
 * The innermost boundary event or event subprocess that catches a code (BPMN 2.0, 10.5.7): the code itself before an
 * event without code, event subprocesses of a scope before boundary events around it.
 */
export function findCatcher(run: Run, from: NodeInstance, kind: 'error' | 'escalation', code: string): Catcher | null {
  for (let node = from; node.id !== ROOT;) {
    const element = nodeOf(run.definition, node.elementId);
    // Boundary events belong to the activity as a whole, not to one repetition.
    if (node.loopCounter === undefined && node.compensating === undefined) {
      const event = match(run, run.definition.boundaries.get(element.id) ?? [], kind, code);
      if (event !== null) return { holder: node, event };
    }
    const parent = parentOf(run, node);
    if (parent === undefined) return null;
    // What is only there for its handlers is over: it does not catch.
    if (parent.loop === undefined && parent.compensating === undefined && !handles(run, element)) {
      const scope = scopeOf(run.definition, parent.id === ROOT ? run.definition.key : parent.elementId);
      const starts = scope.eventSubProcesses.map((sub) => sub.startEventId);
      const event = match(run, starts, kind, code);
      if (event !== null) return { holder: parent, event };
    }
    node = parent;
  }
  return null;
}

/** Hands the event to its catcher, with the variables that it carries. */
export function hand(run: Run, catcher: Catcher, variables: Variables): void {
  run.behaviorOf(catcher.event.type).trigger?.(run, catcher.holder, catcher.event, { variables });
}

/** A scope that was interrupted by this event subprocess does not catch what it throws. */
function handles(run: Run, element: FlowNode): boolean {
  if (element.type !== 'eventSubProcess') return false;
  const own = scopeOf(run.definition, element.scopeId).eventSubProcesses.find((sub) => sub.id === element.id);
  return own !== undefined && nodeOf(run.definition, own.startEventId).interrupting;
}

/** Codes of catching events are texts (`checkDefinition` refuses FEEL there): catching cannot fail. */
function match(run: Run, eventIds: readonly string[], kind: 'error' | 'escalation', code: string): FlowNode | null {
  let catchAll: FlowNode | null = null;
  for (const id of eventIds) {
    const element = nodeOf(run.definition, id);
    for (const event of eventParts(element.event)) {
      if (event.kind !== kind) continue;
      if (event.code === undefined) catchAll ??= element;
      else if (event.code.text === code) return element;
    }
  }
  return catchAll;
}
