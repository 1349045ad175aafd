import type { InstanceState, ProcessDefinition } from '@pledge/engine';
import { DateTime } from 'luxon';

/** Where tokens stand; a container is not listed beside what waits in it, nor a call beside its running child. */
export function leaves(
  definition: ProcessDefinition,
  state: InstanceState,
  runs: (childInstanceId: string) => boolean,
): { elementId: string; elementType: string }[] {
  const holders = new Set(state.nodes.map((node) => node.parentId));
  return state.nodes
    .filter((node) => node.loop === undefined && node.awaiting === undefined && !holders.has(node.id))
    .filter((node) => node.waits?.some((wait) => wait.kind === 'call' && runs(wait.childId)) !== true)
    .map(({ elementId }) => ({ elementId, elementType: definition.nodes.get(elementId)?.type ?? '' }));
}
export function keysMeet(published: string | undefined, waiting: string | undefined): boolean {
  return waiting === undefined || waiting === published;
}
export function loopCounter(state: InstanceState | null, elementInstanceId: string): number | undefined {
  return state?.nodes.find((node) => node.id === elementInstanceId)?.loopCounter;
}
/** Of the node that holds an open wait. */
export function loopCounterOfWait(state: InstanceState | null, waitId: string): number | undefined {
  return state?.nodes.find((node) => node.waits?.some((wait) => wait.id === waitId) === true)?.loopCounter;
}
export function instanceId(number: number): string {
  return `10000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
export function iso(ms: number): string {
  return DateTime.fromMillis(ms, { zone: 'utc' }).toISO() ?? '';
}
