import { hasPlainStart, startTriggers, type ProcessDefinition, type StartTrigger } from '@pledge/engine';
import type { SimulationScenario } from './scenario.js';

/** How the simulated process begins: by itself, by one of its start events, or by what the scenario brings. */
export type Beginning =
  | { readonly kind: 'plain' }
  | { readonly kind: 'event'; readonly trigger: StartTrigger }
  | { readonly kind: 'awaited' };

/** Without a plain start: what the scenario sends is waited for, else the first start event begins at once. */
export function beginningOf(
  definition: ProcessDefinition,
  scenario: SimulationScenario,
  now: number,
  zone: string,
): Beginning {
  if (hasPlainStart(definition)) return { kind: 'plain' };
  const triggers = startTriggers(definition, now, zone);
  const isSent = triggers.some(
    (trigger) =>
      'name' in trigger &&
      (trigger.kind === 'message' ? scenario.messages : scenario.signals)?.some(({ name }) => name === trigger.name),
  );
  if (isSent) return { kind: 'awaited' };
  // The engine itself asks the conditions of start events.
  const trigger = triggers.find(({ kind }) => kind !== 'condition');
  return trigger === undefined ? { kind: 'plain' } : { kind: 'event', trigger };
}

/** The start event of a process that hears a message or signal. */
export function startHearing(
  definition: ProcessDefinition,
  kind: 'message' | 'signal',
  name: string,
  now: number,
  zone: string,
): StartTrigger | undefined {
  return startTriggers(definition, now, zone).find(
    (trigger) => trigger.kind === kind && 'name' in trigger && trigger.name === name,
  );
}

/** What the command that starts an instance says of its trigger. */
export function startedBy(trigger: StartTrigger | undefined): { startEventId?: string; startPart?: number } {
  if (trigger === undefined) return {};
  return { startEventId: trigger.elementId, ...(trigger.part === undefined ? {} : { startPart: trigger.part }) };
}
