import type { HistoryEntry } from '../execution/history-entry.js';
import type { InstanceState } from '../execution/instance-state.js';
import type { ProcessDefinition } from '../model/process-definition.js';

/** What is known of a diagram beside its nodes. */
export interface Shape {
  /** Gateways that split, with those that join the same branches. */
  readonly pairs: readonly (readonly [split: string, join: string])[];
  /** How often each multi-instance activity runs. */
  readonly repeats: readonly (readonly [activity: string, times: number])[];
}

/** Nothing is alive without a reason: a wait, something inside, or a join that waits for others. */
export function reasonless(state: InstanceState): string[] {
  const parents = new Set(state.nodes.map((node) => node.parentId));
  return state.nodes
    .filter((node) => (node.waits ?? []).length === 0 && !parents.has(node.id) && node.arrivedBy === undefined)
    .map((node) => `${node.elementId} is active without a reason`);
}

/** Token conservation: each element entered exactly as often as tokens came to it, and left or was cancelled as often. */
export function unbalanced(definition: ProcessDefinition, history: readonly HistoryEntry[], shape: Shape): string[] {
  const count = (type: HistoryEntry['type'], id: string): number =>
    history.filter((entry) => entry.type === type && entry.elementId === id).length;
  const wasCancelled = history.some((entry) => entry.type === 'element-cancelled');
  const broken: string[] = [];
  for (const node of definition.nodes.values()) {
    const entered = count('element-entered', node.id);
    const left = count('element-completed', node.id);
    const cancelled = count('element-cancelled', node.id);
    // A token that was cancelled before its turn has a line of its end only.
    if (entered > left + cancelled || left > entered)
      broken.push(`${node.id}: ${entered} came, ${left + cancelled} went`);
    if (wasCancelled) {
      const came = node.incoming.reduce((sum, flow) => sum + count('flow-taken', flow), 0);
      const joins = node.type === 'parallelGateway' || node.type === 'inclusiveGateway';
      if (
        node.incoming.length > 0 &&
        node.loop === undefined &&
        !joins &&
        (entered > came || came > entered + cancelled)
      )
        broken.push(`${node.id}: ${came} tokens came, entered ${entered} times, ${cancelled} cancelled`);
      continue;
    }
    if (entered !== left) broken.push(`${node.id}: ${entered} came, ${left} went`);
    const arrivals = node.incoming.map((flow) => count('flow-taken', flow));
    const brought = arrivals.reduce((sum, each) => sum + each, 0);
    if (node.incoming.length === 0 || node.loop !== undefined) continue;
    const joins = node.incoming.length > 1 && (node.type === 'parallelGateway' || node.type === 'inclusiveGateway');
    const expected = !joins ? brought : node.type === 'parallelGateway' ? Math.max(...arrivals) : null;
    if (expected !== null && entered !== expected)
      broken.push(`${node.id}: ${brought} tokens came, entered ${entered} times`);
    if (node.type === 'parallelGateway')
      for (const flow of node.outgoing)
        if (count('flow-taken', flow) !== left) broken.push(`${flow}: not taken by every token`);
  }
  // Every token that was split comes together again before it goes on.
  if (!wasCancelled)
    for (const [split, join] of shape.pairs)
      if (!split.startsWith('xor') && count('element-entered', split) !== count('element-entered', join))
        broken.push(`${join}: joined other than ${split} split`);
  const ends = count('element-completed', 'end');
  if (ends !== 1) broken.push(`the process reached its end ${ends} times`);
  for (const [activity, times] of shape.repeats) {
    const node = definition.nodes.get(activity);
    const came = (node?.incoming ?? []).reduce((sum, flow) => sum + count('flow-taken', flow), 0);
    const done = count('element-completed', activity);
    if (wasCancelled ? done > came * times : done !== came * times)
      broken.push(`${activity} was repeated ${done} times for ${came} tokens of ${times} each`);
  }
  return broken;
}

/** Equal to the last key: JSON text alone would not show a value that it leaves out. */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), b as Record<string, unknown>];
  return left.length === Object.keys(b).length && left.every(([key, value]) => key in b && same(value, right[key]));
}
