import type { BusinessCalendar } from '@pledge/time';
import { eventParts, nodeOf, type EventDefinition, type FlowNode } from '../model/process-definition.js';
import { attempt, raiseIncident } from './attempt.js';
import type { Variables } from './command.js';
import { ElementFailed } from './element-failed.js';
import type { FiredTimer, Gathered, TimerCycle, Wait } from './instance-state.js';
import type { Occurrence, Run } from './run.js';
import { nextInCycle, type Firing } from './timer-cycle.js';
import { timerDue } from './timer-due.js';
import { TimerTextError } from './timer-text.js';
import { describe, evaluate, evaluateText, visibleVariables } from './variables.js';
import { addWait, dropWait } from './waits.js';
import { calendarOf } from './working-time.js';

/** What a wait says of itself beside its kind: whose event it is, and which of several definitions. */
interface Place {
  readonly elementId?: string;
  readonly part?: number;
}

/**
 * Opens the waits of a catching event, one for each of its definitions. `holderId` is the node that keeps them, `element`
 * the event they belong to. Errors, escalations and links are not waited for. `skip`: parts that happened already.
 * @throws ElementFailed TIMER_INVALID or EXPRESSION_FAILED.
 */
export function openEventWait(
  run: Run,
  holderId: string,
  element: FlowNode,
  variables: Variables,
  skip: readonly number[] = [],
): void {
  const owner = run.draft.get(holderId).elementId === element.id ? {} : { elementId: element.id };
  const several = element.event?.kind === 'multiple';
  for (const [part, event] of eventParts(element.event).entries())
    if (!skip.includes(part)) openWait(run, holderId, element, event, several ? { ...owner, part } : owner, variables);
}

function openWait(
  run: Run,
  holderId: string,
  element: FlowNode,
  event: EventDefinition,
  place: Place,
  variables: Variables,
): void {
  switch (event.kind) {
    case 'timer': {
      const { now, zone } = run.env;
      const text = timerText(run, event.value, variables, element.id);
      const due = timerDue(event.timer, text, now, zone, calendarOf(run, element, variables));
      if (!due.ok) throw new ElementFailed('TIMER_INVALID', element.id, due.message);
      return armTimer(run, holderId, element.id, place, due);
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
      return addWait(run, holderId, { kind: 'message', id, ...place });
    }
    case 'signal': {
      // The default signal of a multi-instance activity comes from the activity itself.
      if (event.name.text === '') return;
      const id = run.newId();
      const name = evaluateText(run, event.name, variables, element.id);
      run.effect({ type: 'open-subscription', subscriptionId: id, kind: 'signal', name, elementId: element.id });
      return addWait(run, holderId, { kind: 'signal', id, ...place });
    }
    case 'conditional':
      // Asked as soon as this move is over: it may be true already.
      run.draft.variablesChanged = true;
      return addWait(run, holderId, { kind: 'condition', id: run.newId(), ...place });
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
export function keepListening(run: Run, holderId: string, element: FlowNode, occurrence: Occurrence): void {
  const { wait, gathered } = occurrence;
  if (gathered !== undefined) return listenAgain(run, holderId, element, gathered);
  if (wait?.kind !== 'timer') return;
  dropWait(run, holderId, wait.id);
  armAgain(run, holderId, { ...firedOf(wait), elementId: element.id });
}

/**
 * Of a parallel multiple event all definitions have to happen (BPMN 2.0, 10.5.1): the waits of those that did are closed,
 * what they brought is kept at the holder. @returns what happened as a whole, or null while something is missing.
 */
export function gather(run: Run, holderId: string, element: FlowNode, occurrence: Occurrence): Occurrence | null {
  const { event } = element;
  const { wait } = occurrence;
  if (event?.kind !== 'multiple' || !event.parallel || wait === undefined || !('part' in wait)) return occurrence;
  consume(run, holderId, wait);
  const holder = run.draft.get(holderId);
  const { [element.id]: before, ...others } = holder.gathered ?? {};
  const gathered: Gathered = {
    parts: [...(before?.parts ?? []), wait.part ?? 0],
    variables: { ...before?.variables, ...occurrence.variables },
    timers: [...(before?.timers ?? []), ...(wait.kind === 'timer' ? [firedOf(wait)] : [])],
  };
  const { gathered: _old, ...rest } = holder;
  if (gathered.parts.length < event.parts.length) {
    run.draft.put({ ...rest, gathered: { ...others, [element.id]: gathered } });
    return null;
  }
  run.draft.put(Object.keys(others).length === 0 ? rest : { ...rest, gathered: others });
  return { variables: gathered.variables, gathered };
}

/** All definitions happened and the event may come again: all are waited for anew, unless one of them cannot come again. */
function listenAgain(run: Run, holderId: string, element: FlowNode, gathered: Gathered): void {
  if (gathered.timers.some((timer) => timer.cycle === undefined || timer.cycle.left === 0)) return;
  const variables = visibleVariables(run, run.draft.get(holderId));
  const timers = gathered.timers.map((timer) => timer.part ?? 0);
  const failure = attempt(run, () => openEventWait(run, holderId, element, variables, timers));
  if (failure !== null) return raiseIncident(run, holderId, failure, 'condition');
  for (const timer of gathered.timers) armAgain(run, holderId, { ...timer, elementId: element.id });
}

/** A failure leaves an incident that keeps what a retry needs; what the event did stays done. */
export function armAgain(run: Run, holderId: string, fired: FiredTimer): void {
  const failure = attempt(run, () => rearmTimer(run, holderId, fired));
  if (failure !== null) raiseIncident(run, holderId, failure, 'condition', { timer: fired });
}

/** A repeating timer that fired and is not over waits for its next time. */
function rearmTimer(run: Run, holderId: string, { elementId = '', dueAt, cycle, part }: FiredTimer): void {
  if (cycle === undefined) return;
  const element = nodeOf(run.definition, elementId);
  const calendar = calendarOf(run, element, visibleVariables(run, run.draft.get(holderId)));
  const next = nextFiring(run, cycle, dueAt, calendar, elementId);
  if (next !== null) armTimer(run, holderId, elementId, { elementId, ...(part === undefined ? {} : { part }) }, next);
}

function nextFiring(
  { env }: Run,
  cycle: TimerCycle,
  previous: number,
  calendar: BusinessCalendar | undefined,
  elementId: string,
): Firing | null {
  try {
    return nextInCycle(cycle, previous, env.now, env.zone, calendar);
  } catch (error) {
    if (error instanceof TimerTextError) throw new ElementFailed('TIMER_INVALID', elementId, error.message);
    throw error;
  }
}

function firedOf({ dueAt, cycle, part }: Extract<Wait, { kind: 'timer' }>): FiredTimer {
  return { dueAt, ...(cycle === undefined ? {} : { cycle }), ...(part === undefined ? {} : { part }) };
}

function armTimer(
  run: Run,
  holderId: string,
  elementId: string,
  place: Place,
  due: Pick<FiredTimer, 'dueAt' | 'cycle'>,
): void {
  const id = run.newId();
  const { dueAt, cycle } = due;
  run.effect({ type: 'schedule-timer', timerId: id, elementId, dueAt });
  addWait(run, holderId, { kind: 'timer', id, ...place, dueAt, ...(cycle === undefined ? {} : { cycle }) });
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
