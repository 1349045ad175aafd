import { nextInCycle, type Firing } from '../execution/timer-cycle.js';
import { TimerTextError } from '../execution/timer-text.js';
import { timerDue, type TimerDue } from '../execution/timer-due.js';
import type { TimerCycle } from '../execution/instance-state.js';
import type { CalendarsByName } from '../execution/step-result.js';
import {
  eventParts,
  startsProcess,
  type FlowNode,
  type ModelValue,
  type ProcessDefinition,
} from './process-definition.js';

/**
 * What starts new instances of a process, besides a plain start: the runtime subscribes and schedules for it. `part` is
 * the number of the definition in an event with several.
 */
export type StartTrigger =
  | { readonly kind: 'message' | 'signal'; readonly elementId: string; readonly name: string; readonly part?: number }
  | { readonly kind: 'timer' | 'condition'; readonly elementId: string; readonly part?: number };

/** What the step knows of time, for start events that are asked outside an instance. */
export interface StartEnv {
  /** Epoch ms, UTC. */
  readonly now: number;
  /** IANA zone. */
  readonly zone: string;
  readonly calendars?: CalendarsByName | undefined;
}

/**
 * Triggers of the elements that begin instances (13.2). FEEL names see no variables; one that gives no text is left out.
 */
export function startTriggers(definition: ProcessDefinition, now: number, zone: string): StartTrigger[] {
  return rootStarts(definition).flatMap((node) =>
    eventParts(node.event).flatMap((event, index): StartTrigger[] => {
      const part = node.event?.kind === 'multiple' ? { part: index } : {};
      switch (event.kind) {
        case 'message':
        case 'signal': {
          const name = textOf(event.name, now, zone);
          return name === null ? [] : [{ kind: event.kind, elementId: node.id, name, ...part }];
        }
        case 'timer':
          return [{ kind: 'timer', elementId: node.id, ...part }];
        case 'conditional':
          return [{ kind: 'condition', elementId: node.id, ...part }];
        default:
          return [];
      }
    }),
  );
}

/** When a timer start event fires first. */
export function startTimerDue(definition: ProcessDefinition, trigger: StartTrigger, env: StartEnv): TimerDue {
  const { elementId, part } = trigger;
  const timer = startPart(definition, elementId, part, 'timer');
  if (timer?.kind !== 'timer') return { ok: false, message: `${elementId} is not a timer start event` };
  const text = textOf(timer.value, env.now, env.zone);
  if (text === null) return { ok: false, message: 'the timer gives no text' };
  const calendar = startCalendar(definition, elementId, env);
  if (!calendar.ok) return calendar;
  return timerDue(timer.timer, text, env.now, env.zone, calendar.calendar);
}

/** When it fires again after `previous` (epoch ms); null when it is over, or its calendar has no working time left. */
export function nextStartTimer(
  definition: ProcessDefinition,
  elementId: string,
  fired: { readonly cycle?: TimerCycle | undefined; readonly previous: number },
  env: StartEnv,
): Firing | null {
  if (fired.cycle === undefined) return null;
  const calendar = startCalendar(definition, elementId, env);
  if (!calendar.ok) return null;
  try {
    return nextInCycle(fired.cycle, fired.previous, env.now, env.zone, calendar.calendar);
  } catch (error) {
    if (error instanceof TimerTextError) return null;
    throw error;
  }
}

/**
 * Whether the condition of a start event is true. It may ask the time and what the caller says of the environment; a
 * process that does not run yet has no data (BPMN 2.0, 10.5.2). What is no boolean is not true.
 */
export function startConditionHolds(
  definition: ProcessDefinition,
  trigger: Pick<StartTrigger, 'elementId' | 'part'>,
  env: StartEnv,
  variables: Readonly<Record<string, unknown>> = {},
): boolean {
  const event = startPart(definition, trigger.elementId, trigger.part, 'conditional');
  if (event?.kind !== 'conditional' || event.condition.kind !== 'feel') return false;
  const result = event.condition.compiled.evaluate({ variables: { ...variables }, now: env.now, zone: env.zone });
  return result.ok && result.value === true;
}

const MINUTE = 60_000;
const LOOK_AHEAD_MINUTES = 24 * 60;

/**
 * When a condition of a start event has to be asked again (epoch ms): it can only depend on the time, so that is the first
 * full minute after `now` at which it is no longer `holds`, or a day later where there is none before.
 */
export function startConditionFlip(
  definition: ProcessDefinition,
  trigger: Pick<StartTrigger, 'elementId' | 'part'>,
  env: StartEnv,
  holds: boolean,
): number {
  if (!holds && startConditionHolds(definition, trigger, env)) return env.now;
  let at = Math.floor(env.now / MINUTE) * MINUTE;
  for (let minute = 0; minute < LOOK_AHEAD_MINUTES; minute += 1) {
    at += MINUTE;
    if (startConditionHolds(definition, trigger, { ...env, now: at }) !== holds) return at;
  }
  return at;
}

/** Whether `start-instance` without a start event id works: a none start event, or elements without incoming flow. */
export function hasPlainStart(definition: ProcessDefinition): boolean {
  return (definition.scopes.get(definition.key)?.initial.length ?? 0) > 0;
}

function startPart(
  definition: ProcessDefinition,
  elementId: string,
  part: number | undefined,
  kind: 'timer' | 'conditional',
): ReturnType<typeof eventParts>[number] | undefined {
  const parts = eventParts(definition.nodes.get(elementId)?.event);
  return part === undefined ? parts.find((event) => event.kind === kind) : parts[part];
}

function startCalendar(
  definition: ProcessDefinition,
  elementId: string,
  env: StartEnv,
):
  | { readonly ok: true; readonly calendar: ReturnType<CalendarsByName> }
  | { readonly ok: false; readonly message: string } {
  const value = definition.nodes.get(elementId)?.calendar;
  if (value === undefined) return { ok: true, calendar: undefined };
  const name = textOf(value, env.now, env.zone);
  const calendar = name === null ? undefined : env.calendars?.(name);
  return calendar === undefined
    ? { ok: false, message: `there is no calendar "${name ?? ''}"` }
    : { ok: true, calendar };
}

function rootStarts(definition: ProcessDefinition): FlowNode[] {
  return [...definition.nodes.values()].filter((node) => startsProcess(definition, node));
}
function textOf(value: ModelValue, now: number, zone: string): string | null {
  if (value.kind === 'static') return value.text;
  const result = value.compiled.evaluate({ variables: {}, now, zone });
  return result.ok && typeof result.value === 'string' ? result.value : null;
}
