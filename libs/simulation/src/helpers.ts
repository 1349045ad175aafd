import type { InstanceState, ProcessDefinition } from '@pledge/engine';
import { DateTime, Duration } from 'luxon';
import type { Instance } from './parts.js';

/** Where tokens stand; a container is not listed beside what waits in it, nor a call beside its running child. */
function leaves(
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
/** Of a duration (ISO 8601) after an instant (epoch ms); days and months are those of the zone. @throws RangeError */
export function after(from: number, duration: string, zone: string): number {
  const parsed = Duration.fromISO(duration);
  if (!parsed.isValid) throw new RangeError(`${duration} is not an ISO 8601 duration`);
  return DateTime.fromMillis(from, { zone }).plus(parsed).toMillis();
}
/** Epoch ms of an ISO 8601 instant. @throws RangeError */
export function instantOf(text: string, zone: string): number {
  const instant = DateTime.fromISO(text, { zone });
  if (!instant.isValid) throw new RangeError(`${text} is not an instant`);
  return instant.toMillis();
}
export function hasEnded(state: InstanceState | null | undefined): boolean {
  return state?.status === 'completed' || state?.status === 'cancelled';
}
/** Where tokens stand in all instances that are active. */
export function standing(instances: ReadonlyMap<string, Instance>): { elementId: string; elementType: string }[] {
  return [...instances.values()].flatMap((instance) =>
    instance.state?.status === 'active'
      ? leaves(instance.original, instance.state, (childId) => instances.get(childId)?.state?.status === 'active')
      : [],
  );
}
