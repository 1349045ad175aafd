import type { Variables } from '../execution/command.js';
import type { EngineCommand } from '../execution/command.js';
import type { HistoryEntry } from '../execution/history-entry.js';
import type { InstanceState } from '../execution/instance-state.js';
import type { step } from '../execution/step.js';
import { openWaits } from '../execution/views.js';
import type { ProcessDefinition } from '../model/process-definition.js';

export type StepFunction = typeof step;

/** One whole play of a diagram. */
export interface Play {
  readonly state: InstanceState;
  readonly history: readonly HistoryEntry[];
  readonly steps: readonly string[];
  readonly broken: readonly string[];
}

const NOW = 1_767_574_800_000;
const MAX_STEPS = 400;

/**
 * Plays a diagram to its end with chosen answers: `pick` says which of the open waits comes next. Checks at every step what
 * must hold of any state; `broken` names what did not.
 */
export function play(
  step: StepFunction,
  definition: ProcessDefinition,
  variables: Variables,
  pick: (count: number) => number,
  pairs: readonly (readonly [string, string])[] = [],
): Play {
  const broken: string[] = [];
  const history: HistoryEntry[] = [];
  const steps: string[] = [];
  let state: InstanceState | null = null;
  let now = NOW;
  let more = 2;
  const send = (command: EngineCommand): void => {
    const commandId = `019b8b00-0000-7000-8000-${((steps.length + 1) * 0x10000).toString(16).padStart(12, '0')}`;
    const env = { now, zone: 'Asia/Shanghai', commandId };
    const before = JSON.stringify(state);
    const result = step(definition, state, command, env);
    if (result.kind === 'rejected') {
      broken.push(`rejected ${command.type}: ${result.code}`);
      return;
    }
    if (JSON.stringify(state) !== before) broken.push('the given state was changed');
    const text = JSON.stringify(result.state);
    const again = step(definition, before === 'null' ? null : (JSON.parse(before) as InstanceState), command, env);
    if (JSON.stringify(again) !== JSON.stringify(result)) broken.push('a replay gives another result');
    state = JSON.parse(text) as InstanceState;
    if (!same(state, result.state)) broken.push('the state does not survive JSON');
    history.push(...result.history);
    steps.push(text);
    for (const effect of result.effects) if (effect.type === 'raise-incident') broken.push(`incident ${effect.code}`);
    broken.push(...reasonless(state));
  };
  send({
    type: 'start-instance',
    instanceId: '019b8b00-0000-7000-8000-00000000feed',
    mode: 'live',
    variables: { ...variables, more: true },
  });
  for (;;) {
    const current = state as InstanceState | null;
    if (current === null || current.status !== 'active') break;
    const waits = openWaits(current);
    const chosen = waits[pick(waits.length)];
    if (chosen === undefined || steps.length > MAX_STEPS) {
      broken.push(chosen === undefined ? 'it waits for nothing' : 'it does not end');
      break;
    }
    const { wait } = chosen;
    switch (wait.kind) {
      case 'task':
        more -= 1;
        send({
          type: 'complete-task',
          taskId: wait.id,
          variables: more > 0 ? {} : { more: false },
          actor: { userId: 'li' },
        });
        break;
      case 'message':
        send({ type: 'deliver-message', subscriptionId: wait.id, messageName: 'm', variables: {} });
        break;
      case 'timer':
        now = Math.max(now, wait.dueAt);
        send({ type: 'trigger-timer', timerId: wait.id });
        break;
      default:
        broken.push(`waits for ${wait.kind}`);
        return { state: current, history, steps, broken };
    }
    if (broken.length > 0) break;
  }
  if (state === null) throw new Error(broken.join('; '));
  if (broken.length === 0) broken.push(...unbalanced(definition, history, pairs));
  return { state, history, steps, broken };
}

/** Nothing is alive without a reason: a wait, something inside, or a join that waits for others. */
function reasonless(state: InstanceState): string[] {
  const parents = new Set(state.nodes.map((node) => node.parentId));
  return state.nodes
    .filter((node) => (node.waits ?? []).length === 0 && !parents.has(node.id) && node.arrivedBy === undefined)
    .map((node) => `${node.elementId} is active without a reason`);
}

/** Token conservation: each element entered exactly as often as tokens came to it, and left or was cancelled as often. */
function unbalanced(
  definition: ProcessDefinition,
  history: readonly HistoryEntry[],
  pairs: readonly (readonly [string, string])[],
): string[] {
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
    if (wasCancelled) continue;
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
    for (const [split, join] of pairs)
      if (!split.startsWith('xor') && count('element-entered', split) !== count('element-entered', join))
        broken.push(`${join}: joined other than ${split} split`);
  return broken;
}

/** How often each element completed and each flow was taken: what must not depend on the order of the answers. */
export function outcome(played: Play): string {
  const counts = new Map<string, number>();
  for (const entry of played.history)
    if (entry.type === 'element-completed' || entry.type === 'flow-taken') {
      const key = `${entry.type} ${entry.elementId ?? ''}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return JSON.stringify([played.state.status, played.state.variables, [...counts].sort()]);
}

/** Equal to the last key: JSON text alone would not show a value that it leaves out. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), b as Record<string, unknown>];
  return left.length === Object.keys(b).length && left.every(([key, value]) => key in b && same(value, right[key]));
}
