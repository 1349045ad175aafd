import { behaviors } from '../../behaviors/index.js';
import { nodeOf, type ProcessDefinition } from '../../model/process-definition.js';
import type { MigrateInstanceCommand } from '../command.js';
import { arriveAtComplex } from '../complex-join.js';
import { Draft, ROOT } from '../draft.js';
import { ElementFailed } from '../element-failed.js';
import type { Compensable, Gathered, InstanceState, NodeInstance } from '../instance-state.js';
import { openNewScope } from '../operations/place-token.js';
import { Refused, type Refusal } from '../refusal.js';
import { Run } from '../run.js';
import { settle } from '../settle.js';
import type { StepEnv, StepResult } from '../step-result.js';
import { fireJoin, parkedAt } from '../tokens.js';
import { checkMigration, flowImage, newScopes } from './check-migration.js';
import { imageOf, pairVersions, type VersionPair } from './element-mapping.js';
import { migrateWaits, type Migration } from './migrate-waits.js';
import { migrationItem, type MigrationItem } from './migration-report.js';
import type { MappedElement } from './propose-mapping.js';

export type MigrationResult =
  | Extract<StepResult, { kind: 'rejected' }>
  | (Extract<StepResult, { kind: 'stepped' }> & {
      readonly items: readonly MigrationItem[];
      readonly mapping: readonly MappedElement[];
    });

/**
 * Moves an instance to another version of its process, as one step: pure, all or nothing. Tokens keep their ids and what
 * they wait for: tasks (with their people and drafts), jobs, timers (`retime` says when their text changed), messages, the
 * progress of loops, parked tokens and what can be compensated. Events that the new version adds are listened for from
 * now; what it leaves out is not listened for any more. Then the tokens settle as after any step.
 * @returns `rejected` OPERATION_REFUSED with every reason, and nothing is changed
 */
export function migrateInstance(
  source: ProcessDefinition,
  target: ProcessDefinition,
  state: InstanceState,
  command: MigrateInstanceCommand,
  env: StepEnv,
): MigrationResult {
  if (state.status === 'completed' || state.status === 'cancelled')
    return { kind: 'rejected', code: 'INSTANCE_ENDED', detail: state.status };
  if (source.key !== target.key)
    return refused([
      {
        code: 'OTHER_PROCESS',
        message: {
          zh: `“${target.key}”不是“${source.key}”的另一个版本。`,
          en: `"${target.key}" is no other version of "${source.key}".`,
        },
      },
    ]);
  const refusals: Refusal[] = [];
  const pair = pairVersions(source, target, command.mapping ?? {}, refusals);
  refusals.push(...checkMigration(pair, state));
  if (refusals.length > 0) return refused(refusals);
  const base: InstanceState = { ...state, definitionId: target.id };
  const run = new Run(target, new Draft(base), env, command.actor, behaviors);
  const before = new Map(state.nodes.map((node) => [node.id, node.elementId]));
  const migration: Migration = { run, pair, timers: command.timers ?? 'recompute', items: [], before };
  run.draft.status = 'active';
  record(run, pair, state, command);
  try {
    moveNodes(migration);
    for (const id of [ROOT, ...state.nodes.map((node) => node.id)]) migrateWaits(migration, id);
    recheckJoins(run);
  } catch (error) {
    if (error instanceof Refused) return refused([error.refusal]);
    if (error instanceof ElementFailed) return refused([failed(error)]);
    throw error;
  }
  settle(run);
  if (state.status === 'suspended' && run.draft.status === 'active') run.draft.status = 'suspended';
  const { effects, history } = run.draft;
  const mapping = [...pair.elements.values()];
  return { kind: 'stepped', state: run.draft.toState(), effects, history, items: migration.items, mapping };
}

function refused(refusals: readonly Refusal[]): MigrationResult {
  return { kind: 'rejected', code: 'OPERATION_REFUSED', detail: refusals[0]?.message.en ?? '', refusals };
}
function failed(error: ElementFailed): Refusal {
  return {
    code: 'EXPRESSION_FAILED',
    elementId: error.elementId,
    message: { zh: `新版本的表达式对该实例无法计算：${error.message}`, en: error.message },
  };
}

function record(run: Run, pair: VersionPair, state: InstanceState, command: MigrateInstanceCommand): void {
  const renamed = [...pair.elements.values()].filter((each) => each.from !== each.to);
  const { reason, actor } = command;
  run.record({
    type: 'instance-migrated',
    actor: actor.userId,
    detail: {
      from: state.definitionId,
      to: run.definition.id,
      ...(renamed.length === 0 ? {} : { mapping: Object.fromEntries(renamed.map((each) => [each.from, each.to])) }),
      ...(reason === undefined ? {} : { reason }),
      ...(actor.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }),
    },
  });
}

/** Every token at its element of the new version, inside the subprocesses that are new around it. */
function moveNodes(migration: Migration): void {
  const { run, pair, items } = migration;
  const opened = new Map<string, string>();
  for (const { id } of [...run.draft.tokens()]) {
    const node = run.draft.get(id);
    const from = nodeOf(pair.source, node.elementId);
    const to = nodeOf(pair.target, imageOf(pair, node.elementId) ?? '');
    // Handlers and repetitions stand below another node of their scope: only what stands in the scope itself moves in.
    const isDirect = node.loopCounter === undefined && !isHandler(run, node);
    let parentId = node.parentId ?? ROOT;
    for (const scopeId of isDirect ? (newScopes(pair, from, to) ?? []) : []) {
      const key = `${parentId} ${scopeId}`;
      const known = opened.get(key);
      parentId = known ?? openNewScope(run, nodeOf(pair.target, scopeId), parentId);
      opened.set(key, parentId);
      if (known === undefined) items.push(migrationItem({ what: 'scope-opened', elementId: scopeId }, scopeId));
    }
    run.draft.put(moved(pair, node, to.id, parentId));
    if (node.loopCounter === undefined)
      items.push(migrationItem({ what: 'token-moved', elementId: from.id, to: to.id }, to.name ?? to.id));
  }
  const root = run.draft.get(ROOT);
  run.draft.put({
    ...root,
    ...(root.compensable === undefined ? {} : { compensable: records(pair, root.compensable) }),
    ...(root.gathered === undefined ? {} : { gathered: gatheredOf(pair, root.gathered) }),
  });
}

function isHandler(run: Run, node: NodeInstance): boolean {
  return node.parentId !== undefined && run.draft.find(node.parentId)?.compensating !== undefined;
}

function moved(pair: VersionPair, node: NodeInstance, elementId: string, parentId: string): NodeInstance {
  const {
    parentId: _parentId,
    arrivedBy,
    awaiting,
    firedWith,
    queue,
    compensable,
    compensating,
    gathered,
    ...rest
  } = node;
  const gateway = nodeOf(pair.target, elementId);
  const flows = (ids: readonly string[]): string[] => ids.flatMap((id) => flowImage(pair, id, gateway) ?? []);
  const [by] = arrivedBy === undefined ? [] : flows([arrivedBy]);
  return {
    ...rest,
    elementId,
    ...(parentId === ROOT ? {} : { parentId }),
    ...(by === undefined ? {} : { arrivedBy: by }),
    ...(awaiting === undefined ? {} : { awaiting: flows(awaiting) }),
    ...(firedWith === undefined ? {} : { firedWith: flows(firedWith) }),
    ...(gathered === undefined ? {} : { gathered: gatheredOf(pair, gathered) }),
    ...(queue === undefined ? {} : { queue: queue.flatMap((id) => imageOf(pair, id) ?? []) }),
    ...(compensable === undefined ? {} : { compensable: records(pair, compensable) }),
    ...(compensating === undefined ? {} : { compensating: records(pair, compensating) }),
  };
}

/** What happened so far of parallel multiple events. */
function gatheredOf(pair: VersionPair, gathered: Readonly<Record<string, Gathered>>): Record<string, Gathered> {
  return Object.fromEntries(Object.entries(gathered).map(([id, each]) => [imageOf(pair, id) ?? id, each]));
}

function records(pair: VersionPair, list: readonly Compensable[]): Compensable[] {
  return list.map((entry) => ({
    ...entry,
    elementId: imageOf(pair, entry.elementId) ?? entry.elementId,
    ...(entry.inner === undefined ? {} : { inner: records(pair, entry.inner) }),
  }));
}

/** A join of the new version may need fewer flows than have come already; inclusive ones are asked when the run settles. */
function recheckJoins(run: Run): void {
  for (const node of [...run.draft.tokens()]) {
    const token = run.draft.find(node.id);
    if (token?.arrivedBy === undefined || (token.waits ?? []).length > 0) continue;
    const gateway = nodeOf(run.definition, token.elementId);
    const parked = parkedAt(run, gateway.id, token.parentId);
    if (gateway.startQuantity !== undefined) {
      const waiting = [...run.draft.tokens()].filter(
        (other) => other.elementId === gateway.id && other.arrivedBy !== undefined && other.parentId === token.parentId,
      );
      if (waiting.length >= gateway.startQuantity) fireJoin(run, waiting.slice(0, gateway.startQuantity));
    } else if (gateway.incoming.length < 2 || !JOINS.has(gateway.type)) fireJoin(run, [token]);
    else if (gateway.type === 'complexGateway') {
      const fired = [...run.draft.tokens()].some(
        (other) => other.elementId === gateway.id && other.awaiting !== undefined && other.parentId === token.parentId,
      );
      if (!fired) arriveAtComplex(run, gateway, token.arrivedBy, token.parentId);
    } else if (gateway.type === 'parallelGateway' && gateway.incoming.every((id) => parked.has(id)))
      fireJoin(run, [...parked.values()]);
  }
}
const JOINS: ReadonlySet<string> = new Set(['parallelGateway', 'inclusiveGateway', 'complexGateway']);
