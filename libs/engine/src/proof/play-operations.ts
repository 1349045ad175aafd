import type { EngineCommand, ModificationInstruction, Variables } from '../execution/command.js';
import type { Effect } from '../execution/effect.js';
import type { HistoryEntry } from '../execution/history-entry.js';
import type { InstanceState, NodeInstance } from '../execution/instance-state.js';
import type { migrateInstance } from '../execution/migration/migrate-instance.js';
import type { StepEnv, StepResult } from '../execution/step-result.js';
import { openWaits } from '../execution/views.js';
import type { ProcessDefinition } from '../model/process-definition.js';
import type { StepFunction } from './game.js';

/** The two functions that change an instance; a mutant is a wrong pair. */
export interface EngineFunctions {
  readonly step: StepFunction;
  readonly migrate: typeof migrateInstance;
}
/** Two versions of one diagram, with the ids of the second for those of the first and back. */
export interface Versions {
  readonly definitions: readonly [ProcessDefinition, ProcessDefinition];
  rename(id: string, version: 0 | 1): string;
  /** The id that both versions share. */
  canonical(id: string): string;
}
export interface OperatedPlay {
  readonly broken: readonly string[];
  readonly modified: number;
  readonly refused: number;
  readonly migrated: number;
}

const NOW = 1_767_574_800_000;
/** Operators meddle in the first steps only: after that every instance must find its end. */
const MEDDLED_STEPS = 25;
const MAX_STEPS = 1200;

/**
 * Plays a diagram while operators move, add and remove tokens at random and migrate it between two versions. After every
 * step: no token is active without a reason or outside of its scope, what waits in the state is exactly what was opened
 * and not closed outside, a replay gives the same, and the state survives JSON. In the end nothing is left open.
 */
export function playOperated(
  functions: EngineFunctions,
  versions: Versions,
  variables: Variables,
  pick: (count: number) => number,
): OperatedPlay {
  const play = new Play(functions, versions, pick);
  play.run(variables);
  const { broken, modified, refused, migrated } = play;
  return { broken, modified, refused, migrated };
}

class Play {
  readonly broken: string[] = [];
  modified = 0;
  refused = 0;
  migrated = 0;
  private state: InstanceState | null = null;
  private version: 0 | 1 = 0;
  private now = NOW;
  private steps = 0;
  private more = 2;
  /** `kind id` of every row that stands for a wait. */
  private readonly open = new Set<string>();
  private readonly history: HistoryEntry[] = [];

  constructor(
    private readonly functions: EngineFunctions,
    private readonly versions: Versions,
    private readonly pick: (count: number) => number,
  ) {}

  run(variables: Variables): void {
    const instanceId = '019b8b00-0000-7000-8000-00000000feed';
    this.send({ type: 'start-instance', instanceId, mode: 'live', variables: { ...variables, more: true } });
    while (this.broken.length === 0 && this.state?.status === 'active') {
      if (this.steps > MAX_STEPS) return void this.broken.push('it does not end');
      if (this.steps < MEDDLED_STEPS) this.meddle();
      if (this.broken.length === 0 && this.state.status === 'active') this.answer();
    }
    if (this.broken.length > 0) return;
    if (this.open.size > 0) this.broken.push(`left open: ${[...this.open].join(', ')}`);
    this.broken.push(...this.unbalanced());
  }

  private meddle(): void {
    const chance = this.pick(5);
    if (chance < 2) this.modify();
    else if (chance === 2) this.migrate();
  }

  private modify(): void {
    if (this.state === null) return;
    const ids = [...this.definition.nodes.keys()];
    const standing = this.state.nodes.map((node) => node.elementId);
    const anywhere = (): string => ids[this.pick(ids.length)] ?? '';
    const elementId = standing[this.pick(standing.length)] ?? '';
    const instructions: ModificationInstruction[] =
      [
        [{ type: 'move', elementId, target: anywhere() } as const],
        [{ type: 'add', elementId: anywhere() } as const],
        [{ type: 'remove', elementId } as const],
        [{ type: 'remove', elementId, elementInstanceId: this.oneOf(elementId) } as const],
        [{ type: 'move', elementId, target: anywhere() } as const, { type: 'add', elementId: anywhere() } as const],
      ][this.pick(5)] ?? [];
    const done = this.send({ type: 'modify-instance', instructions, actor: { userId: 'admin' } });
    if (done) this.modified += 1;
    else this.refused += 1;
  }

  private oneOf(elementId: string): string {
    const nodes = this.state?.nodes.filter((node) => node.elementId === elementId) ?? [];
    return nodes[this.pick(nodes.length)]?.id ?? '';
  }

  private migrate(): void {
    const { state, definition: source } = this;
    if (state === null) return;
    const next = this.version === 0 ? 1 : 0;
    const target = this.versions.definitions[next];
    const mapping = Object.fromEntries(
      [...source.nodes.keys()].map((id) => [id, this.versions.rename(id, next)] as const),
    );
    const before = JSON.stringify(state);
    const command = { type: 'migrate-instance', mapping, actor: { userId: 'admin' } } as const;
    const env = this.env();
    const result = this.functions.migrate(source, target, state, command, env);
    const again = this.functions.migrate(source, target, JSON.parse(before) as InstanceState, command, env);
    if (result.kind === 'rejected') return void this.broken.push(`migration refused: ${result.detail}`);
    this.version = next;
    this.migrated += 1;
    // Both versions have the same shape, so that nothing has a reason to move.
    const ids = (each: InstanceState): string => each.nodes.map((node) => node.id).join();
    if (ids(result.state) !== ids(state)) this.broken.push('a migration lost or made a token');
    this.take(before, result, JSON.stringify(again) === JSON.stringify(result));
  }

  private answer(): void {
    if (this.state === null) return;
    const waits = openWaits(this.state);
    const wait = waits[this.pick(waits.length)]?.wait;
    switch (wait?.kind) {
      case 'task': {
        this.more -= 1;
        const answer = this.more > 0 ? {} : { more: false };
        this.send({ type: 'complete-task', taskId: wait.id, variables: answer, actor: { userId: 'li' } });
        return;
      }
      case 'message':
        this.send({ type: 'deliver-message', subscriptionId: wait.id, messageName: 'm', variables: {} });
        return;
      case 'timer':
        this.now = Math.max(this.now, wait.dueAt);
        // Its row goes with the job that fires it.
        this.open.delete(`timer ${wait.id}`);
        this.send({ type: 'trigger-timer', timerId: wait.id });
        return;
      case 'incident':
        // A join that waits in vain after tokens were taken away: the operator lets the token pass.
        this.send({ type: 'retry-incident', incidentId: wait.id, actor: { userId: 'admin' } });
        return;
      default:
        this.broken.push(wait === undefined ? 'it waits for nothing' : `it waits for ${wait.kind}`);
    }
  }

  private get definition(): ProcessDefinition {
    return this.versions.definitions[this.version];
  }
  private env(): StepEnv {
    const commandId = `019b8b00-0000-7000-8000-${((this.steps + 1) * 0x10000).toString(16).padStart(12, '0')}`;
    return { now: this.now, zone: 'Asia/Shanghai', commandId };
  }

  /** @returns false when it was refused; only a modification may be. */
  private send(command: EngineCommand): boolean {
    const { step } = this.functions;
    const before = JSON.stringify(this.state);
    const env = this.env();
    const result = step(this.definition, this.state, command, env);
    const again = step(this.definition, JSON.parse(before) as InstanceState | null, command, env);
    if (result.kind === 'rejected') {
      if (command.type !== 'modify-instance') this.broken.push(`rejected ${command.type}: ${result.code}`);
      if (JSON.stringify(this.state) !== before) this.broken.push('a refusal changed the state');
      return false;
    }
    this.take(before, result, JSON.stringify(again) === JSON.stringify(result));
    return true;
  }

  private take(before: string, result: Extract<StepResult, { kind: 'stepped' }>, isSame: boolean): void {
    this.steps += 1;
    if (!isSame) this.broken.push('a replay gives another result');
    if (JSON.stringify(this.state) !== before) this.broken.push('the given state was changed');
    const text = JSON.stringify(result.state);
    this.state = JSON.parse(text) as InstanceState;
    if (JSON.stringify(this.state) !== text) this.broken.push('the state does not survive JSON');
    this.history.push(...result.history);
    for (const effect of result.effects) this.follow(effect);
    this.broken.push(...misplaced(this.definition, this.state), ...this.unlikeRows(this.state));
  }

  private follow(effect: Effect): void {
    const opens = (key: string): void => void this.open.add(key);
    const closes = (key: string): void => {
      if (!this.open.delete(key)) this.broken.push(`closed but not open: ${key}`);
    };
    switch (effect.type) {
      case 'create-user-task':
        return opens(`task ${effect.taskId}`);
      case 'complete-user-task':
      case 'cancel-user-task':
        return closes(`task ${effect.taskId}`);
      case 'schedule-timer':
        return opens(`timer ${effect.timerId}`);
      case 'cancel-timer':
        return closes(`timer ${effect.timerId}`);
      case 'open-subscription':
        return opens(`message ${effect.subscriptionId}`);
      case 'close-subscription':
        return closes(`message ${effect.subscriptionId}`);
      case 'raise-incident':
        if (effect.code !== 'JOIN_BLOCKED') this.broken.push(`incident ${effect.code} at ${effect.elementId}`);
        return opens(`incident ${effect.incidentId}`);
      case 'resolve-incident':
        return closes(`incident ${effect.incidentId}`);
      case 'relabel-wait':
        if (![...this.open].some((key) => key.endsWith(effect.id)))
          this.broken.push(`relabelled but not open: ${effect.id}`);
        return;
      default:
        return;
    }
  }

  /** What is open outside is what waits inside. */
  private unlikeRows(state: InstanceState): string[] {
    const waits = new Set(openWaits(state).map(({ wait }) => `${wait.kind} ${wait.id}`));
    const lost = [...waits].filter((key) => !this.open.has(key)).map((key) => `waits without a row: ${key}`);
    const orphans = [...this.open].filter((key) => !waits.has(key)).map((key) => `a row without a wait: ${key}`);
    return [...lost, ...orphans];
  }

  /** Every element was left or cancelled as often as it was entered. */
  private unbalanced(): string[] {
    const counts = new Map<string, number>();
    const change: Partial<Record<HistoryEntry['type'], number>> = {
      'element-entered': 1,
      'element-completed': -1,
      'element-cancelled': -1,
    };
    for (const { type, elementId = '' } of this.history) {
      const id = this.versions.canonical(elementId);
      counts.set(id, (counts.get(id) ?? 0) + (change[type] ?? 0));
    }
    // A token that was cancelled before its turn has a line of its end only.
    return [...counts].filter(([, count]) => count > 0).map(([id, count]) => `${id}: ${count} never went`);
  }
}

/** Tokens without a reason, outside of their scope, or below something that is gone; loops that miscount. */
function misplaced(definition: ProcessDefinition, state: InstanceState): string[] {
  const byId = new Map(state.nodes.map((node) => [node.id, node]));
  const inside = new Map<string, NodeInstance[]>();
  for (const node of state.nodes)
    if (node.parentId !== undefined) inside.set(node.parentId, [...(inside.get(node.parentId) ?? []), node]);
  return state.nodes.flatMap((node) => {
    const wrong: string[] = [];
    const element = definition.nodes.get(node.elementId);
    const parent = node.parentId === undefined ? undefined : byId.get(node.parentId);
    const children = inside.get(node.id) ?? [];
    if (element === undefined) return [`${node.elementId} is not in the process`];
    if (node.parentId !== undefined && parent === undefined)
      wrong.push(`${node.elementId} stands in a scope that is gone`);
    const expected = node.loopCounter === undefined ? element.scopeId : element.id;
    if ((parent?.elementId ?? definition.key) !== expected) wrong.push(`${node.elementId} stands outside of its scope`);
    if ((node.waits ?? []).length === 0 && children.length === 0 && node.arrivedBy === undefined)
      wrong.push(`${node.elementId} is active without a reason`);
    const { loop } = node;
    if (loop?.total !== undefined && loop.started - loop.completed - (loop.terminated ?? 0) !== children.length)
      wrong.push(`${node.elementId} counts other repetitions than run`);
    return wrong;
  });
}
