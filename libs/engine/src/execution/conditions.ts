import { eventParts, nodeOf, type FlowNode, type ProcessDefinition } from '../model/process-definition.js';
import { attempt, raiseIncident } from './attempt.js';
import { ElementFailed } from './element-failed.js';
import type { NodeInstance, Wait } from './instance-state.js';
import type { Run } from './run.js';
import { describe, evaluate, visibleVariables } from './variables.js';

type ConditionWait = Extract<Wait, { kind: 'condition' }>;

/** Whether a process watches any condition: asked once per definition, so that others pay nothing. */
const known = new WeakMap<ProcessDefinition['nodes'], boolean>();

/**
 * Asks the conditions that are watched, after variables changed or a scope was entered. One that became true happens;
 * one that stays true is not heard again before it was false (BPMN 2.0, 10.5.5, 13.5.2).
 */
export function askConditions(run: Run): void {
  run.draft.variablesChanged = false;
  if (!watches(run.definition)) return;
  for (const node of [...run.draft.everything()])
    for (const wait of node.waits ?? []) if (wait.kind === 'condition') ask(run, node.id, wait);
}

function ask(run: Run, holderId: string, asked: ConditionWait): void {
  // What happened before it may have ended the holder or this wait.
  const holder = run.draft.find(holderId);
  const wait = holder?.waits?.find((other) => other.id === asked.id);
  if (holder === undefined || wait?.kind !== 'condition') return;
  const element = nodeOf(run.definition, wait.elementId ?? holder.elementId);
  const failure = attempt(run, () => {
    const isTrue = holds(run, holder, element, wait);
    if (isTrue === (wait.heard === true)) return;
    replace(run, holder, isTrue ? { ...wait, heard: true } : unheard(wait));
    if (isTrue) run.behaviorOf(element.type).trigger?.(run, run.draft.get(holderId), element, { wait, variables: {} });
  });
  const told = holder.waits?.some((other) => other.kind === 'incident' && other.retry === 'condition') === true;
  if (failure !== null && !told) raiseIncident(run, holderId, failure, 'condition');
}

/** A variable that is not there yet is no failure: the condition is not true yet. */
function holds(run: Run, holder: NodeInstance, element: FlowNode, wait: ConditionWait): boolean {
  const parts = eventParts(element.event);
  const event = wait.part === undefined ? parts.find((each) => each.kind === 'conditional') : parts[wait.part];
  if (event?.kind !== 'conditional') return false;
  const { condition } = event;
  const value = evaluate(run, condition, visibleVariables(run, holder), element.id);
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined) return false;
  throw new ElementFailed(
    'EXPRESSION_FAILED',
    element.id,
    `${condition.text}: true or false was expected, not ${describe(value)}`,
  );
}

function replace(run: Run, holder: NodeInstance, wait: ConditionWait): void {
  run.draft.put({ ...holder, waits: (holder.waits ?? []).map((other) => (other.id === wait.id ? wait : other)) });
}
function unheard({ heard: _heard, ...wait }: ConditionWait): ConditionWait {
  return wait;
}

function watches(definition: ProcessDefinition): boolean {
  let result = known.get(definition.nodes);
  if (result === undefined) {
    result = [...definition.nodes.values()].some((node) =>
      eventParts(node.event).some((part) => part.kind === 'conditional'),
    );
    known.set(definition.nodes, result);
  }
  return result;
}
