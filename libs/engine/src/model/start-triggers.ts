import { nextInCycle, timerDue, type TimerDue } from '../execution/timer-due.js';
import type { TimerCycle } from '../execution/instance-state.js';
import {
  eventParts,
  startsProcess,
  type FlowNode,
  type ModelValue,
  type ProcessDefinition,
} from './process-definition.js';

/** What starts new instances of a process, besides a plain start: the runtime subscribes and schedules for it. */
export type StartTrigger =
  | { readonly kind: 'message' | 'signal'; readonly elementId: string; readonly name: string }
  | { readonly kind: 'timer'; readonly elementId: string };

/**
 * Triggers of the elements that begin instances (13.2). FEEL names see no variables; one that gives no text is left out.
 */
export function startTriggers(definition: ProcessDefinition, now: number, zone: string): StartTrigger[] {
  return rootStarts(definition).flatMap((node) =>
    eventParts(node.event).flatMap((event): StartTrigger[] => {
      switch (event.kind) {
        case 'message':
        case 'signal': {
          const name = textOf(event.name, now, zone);
          return name === null ? [] : [{ kind: event.kind, elementId: node.id, name }];
        }
        case 'timer':
          return [{ kind: 'timer', elementId: node.id }];
        default:
          return [];
      }
    }),
  );
}

/** When a timer start event fires first. */
export function startTimerDue(definition: ProcessDefinition, elementId: string, now: number, zone: string): TimerDue {
  const timer = eventParts(definition.nodes.get(elementId)?.event).find((event) => event.kind === 'timer');
  if (timer === undefined) return { ok: false, message: `${elementId} is not a timer start event` };
  const text = textOf(timer.value, now, zone);
  return text === null ? { ok: false, message: 'the timer gives no text' } : timerDue(timer.timer, text, now, zone);
}

/** When it fires again after `previous` (epoch ms); null when it is over. */
export function nextStartTimer(
  cycle: TimerCycle | undefined,
  previous: number,
  now: number,
  zone: string,
): { readonly dueAt: number; readonly cycle: TimerCycle } | null {
  return cycle === undefined ? null : nextInCycle(cycle, previous, now, zone);
}

/** Whether `start-instance` without a start event id works: a none start event, or elements without incoming flow. */
export function hasPlainStart(definition: ProcessDefinition): boolean {
  return (definition.scopes.get(definition.key)?.initial.length ?? 0) > 0;
}

function rootStarts(definition: ProcessDefinition): FlowNode[] {
  return [...definition.nodes.values()].filter((node) => startsProcess(definition, node));
}
function textOf(value: ModelValue, now: number, zone: string): string | null {
  if (value.kind === 'static') return value.text;
  const result = value.compiled.evaluate({ variables: {}, now, zone });
  return result.ok && typeof result.value === 'string' ? result.value : null;
}
