import type { InstanceState, ProcessDefinition } from '@pledge/engine';
import { DateTime } from 'luxon';

/** Where tokens stand; a container is not listed beside what waits in it. */
export function leaves(
  definition: ProcessDefinition,
  state: InstanceState,
): { elementId: string; elementType: string }[] {
  const holders = new Set(state.nodes.map((node) => node.parentId));
  return state.nodes
    .filter((node) => node.loop === undefined && !holders.has(node.id))
    .map(({ elementId }) => ({ elementId, elementType: definition.nodes.get(elementId)?.type ?? '' }));
}
export function keysMeet(published: string | undefined, waiting: string | undefined): boolean {
  return waiting === undefined || waiting === published;
}
export function loopCounter(state: InstanceState | null, elementInstanceId: string): number | undefined {
  return state?.nodes.find((node) => node.id === elementInstanceId)?.loopCounter;
}
export function instanceId(number: number): string {
  return `10000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
export function iso(ms: number): string {
  return DateTime.fromMillis(ms, { zone: 'utc' }).toISO() ?? '';
}
