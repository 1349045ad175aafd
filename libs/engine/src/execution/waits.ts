import { eventParts, type EventDefinition, type FlowNode } from '../model/process-definition.js';
import type { Variables } from './command.js';
import { ElementFailed } from './element-failed.js';
import type { Wait } from './instance-state.js';
import type { Run } from './run.js';
import { nextInCycle, timerDue } from './timer-due.js';
import { describe, evaluate, evaluateText } from './variables.js';

/** Adds a wait to a node. */
export function addWait(run: Run, nodeId: string, wait: Wait): void {
  const node = run.draft.get(nodeId);
  run.draft.put({ ...node, waits: [...(node.waits ?? []), wait] });
}

/** Takes a wait away without an effect: what it waited for happened. */
export function dropWait(run: Run, nodeId: string, waitId: string): void {
  const node = run.draft.get(nodeId);
  const { waits = [], ...rest } = node;
  const left = waits.filter((wait) => wait.id !== waitId);
  run.draft.put(left.length === 0 ? rest : { ...rest, waits: left });
}

/** Ends waits whose event will not be needed any more, with the effect that tells the outside. */
export function closeWaits(run: Run, nodeId: string, which: (wait: Wait) => boolean = () => true): void {
  const node = run.draft.get(nodeId);
  if (node.waits === undefined) return;
  const { waits, ...rest } = node;
  const left = waits.filter((wait) => !which(wait));
  for (const wait of waits) if (which(wait)) closeOutside(run, wait);
  run.draft.put(left.length === 0 ? rest : { ...rest, waits: left });
}

function closeOutside(run: Run, wait: Wait): void {
  switch (wait.kind) {
    case 'task':
      return run.effect({ type: 'cancel-user-task', taskId: wait.id });
    case 'job':
      return run.effect({ type: 'cancel-job', jobId: wait.id });
    case 'timer':
      return run.effect({ type: 'cancel-timer', timerId: wait.id });
    case 'message':
    case 'signal':
      return run.effect({ type: 'close-subscription', subscriptionId: wait.id });
    case 'condition':
      return;
    case 'call':
      return run.effect({ type: 'cancel-child', callId: wait.id, childInstanceId: wait.childId });
    case 'incident':
      if (wait.jobId !== undefined) run.effect({ type: 'cancel-job', jobId: wait.jobId });
      return run.effect({ type: 'resolve-incident', incidentId: wait.id });
  }
}

/**
 * Opens the wait of a catching event. `holderId` is the node that keeps it, `element` the event it belongs to.
 * Errors, escalations and links are not waited for. @throws ElementFailed TIMER_INVALID or EXPRESSION_FAILED.
 */
export function openEventWait(run: Run, holderId: string, element: FlowNode, variables: Variables): void {
  const owner = run.draft.get(holderId).elementId === element.id ? {} : { elementId: element.id };
  for (const event of eventParts(element.event)) openWait(run, holderId, element, event, owner, variables);
}

function openWait(
  run: Run,
  holderId: string,
  element: FlowNode,
  event: EventDefinition,
  owner: { elementId?: string },
  variables: Variables,
): void {
  switch (event.kind) {
    case 'timer': {
      const due = timerDue(event.timer, timerText(run, event.value, variables, element.id), run.env.now, run.env.zone);
      if (!due.ok) throw new ElementFailed('TIMER_INVALID', element.id, due.message);
      return armTimer(run, holderId, element.id, owner, due);
    }
    case 'message': {
      const id = run.newId();
      const name = evaluateText(run, event.name, variables, element.id);
      const correlationKey =
        event.correlationKey === undefined ? undefined : evaluateText(run, event.correlationKey, variables, element.id);
      run.effect({
        type: 'open-subscription',
        subscriptionId: id,
        kind: 'message',
        name,
        elementId: element.id,
        ...(correlationKey === undefined ? {} : { correlationKey }),
      });
      return addWait(run, holderId, { kind: 'message', id, ...owner });
    }
    case 'signal': {
      const id = run.newId();
      run.effect({
        type: 'open-subscription',
        subscriptionId: id,
        kind: 'signal',
        name: evaluateText(run, event.name, variables, element.id),
        elementId: element.id,
      });
      return addWait(run, holderId, { kind: 'signal', id, ...owner });
    }
    case 'conditional':
      // Asked as soon as this move is over: it may be true already.
      run.draft.variablesChanged = true;
      return addWait(run, holderId, { kind: 'condition', id: run.newId(), ...owner });
    case 'multiple':
    case 'none':
    case 'error':
    case 'escalation':
    case 'terminate':
    case 'compensation':
    case 'cancel':
    case 'link':
      return;
  }
}

/** The event happened and will not happen again for this holder. */
export function consume(run: Run, holderId: string, wait: Wait | undefined): void {
  if (wait === undefined) return;
  dropWait(run, holderId, wait.id);
  if (wait.kind === 'message' || wait.kind === 'signal')
    run.effect({ type: 'close-subscription', subscriptionId: wait.id });
}

/** The event happened and may happen again: subscriptions stay, a cycle is armed for its next time. */
export function keepListening(run: Run, holderId: string, elementId: string, wait: Wait | undefined): void {
  if (wait?.kind !== 'timer') return;
  dropWait(run, holderId, wait.id);
  rearmTimer(run, holderId, elementId, wait);
}

/** A repeating timer that fired and is not over waits for its next time. */
function rearmTimer(run: Run, holderId: string, elementId: string, wait: Wait): void {
  if (wait.kind !== 'timer' || wait.cycle === undefined) return;
  const next = nextInCycle(wait.cycle, wait.dueAt, run.env.now, run.env.zone);
  if (next !== null) armTimer(run, holderId, elementId, { elementId }, next);
}

function armTimer(
  run: Run,
  holderId: string,
  elementId: string,
  owner: { elementId?: string },
  due: { dueAt: number; cycle?: { every: string; left?: number } },
): void {
  const id = run.newId();
  run.effect({ type: 'schedule-timer', timerId: id, elementId, dueAt: due.dueAt });
  addWait(run, holderId, {
    kind: 'timer',
    id,
    ...owner,
    dueAt: due.dueAt,
    ...(due.cycle === undefined ? {} : { cycle: due.cycle }),
  });
}

function timerText(run: Run, value: Parameters<typeof evaluate>[1], variables: Variables, elementId: string): string {
  const result = evaluate(run, value, variables, elementId);
  if (typeof result !== 'string')
    throw new ElementFailed(
      'TIMER_INVALID',
      elementId,
      `${value.text}: a date, duration or cycle was expected, not ${describe(result)}`,
    );
  return result;
}
