import type { Actor, InstanceState, MigrateInstanceCommand, MigrationResult } from '@pledge/engine';
import { activeElements } from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import { problemOf } from '../commands/rejections.js';
import type { BoundDefinition } from '../definitions/definition-cache.js';
import { Problem } from '../errors.js';
import type { InstanceCommand } from '../execute-commands.js';
import { checkGuards } from '../guards/check-guards.js';
import type { IdempotencyClaim } from '../process-engine.js';
import type { MigrateRequest, MigrationReport } from './operation-methods.js';

/** One instance to another version: looked at first, then guarded, then done unless it is a dry run. */
export function migrateInstance(
  instanceId: string,
  target: BoundDefinition,
  request: MigrateRequest,
  actor: Actor,
  idempotency?: IdempotencyClaim,
): InstanceCommand<MigrationReport> {
  const { mapping, timers, reason, dryRun = false } = request;
  const command: MigrateInstanceCommand = {
    type: 'migrate-instance',
    actor,
    ...(mapping === undefined ? {} : { mapping }),
    ...(timers === undefined ? {} : { timers }),
    ...(reason === undefined ? {} : { reason }),
  };
  return {
    name: 'migrate-instance',
    target: { by: 'instance', id: instanceId },
    idempotency,
    async run(session, working) {
      if (!working) throw new Problem('not-found', 'INSTANCE_UNKNOWN', { instanceId });
      const from = working.definition;
      if (from.row.id === target.row.id) throw new Problem('conflict', 'MIGRATION_SAME_VERSION', { instanceId });
      const preview = session.migrate(working, target, command, true);
      if (preview.kind === 'rejected') {
        if (preview.refusals === undefined || !dryRun) throw problemOf(preview, 'INSTANCE_ENDED');
        const report = { ...reportOf(from, target, preview, working.state, true), problems: preview.refusals };
        return () => report;
      }
      await guardNew(session, working, target, preview, actor);
      if (dryRun) {
        const report = reportOf(from, target, preview, preview.state, true);
        return () => report;
      }
      const done = session.migrate(working, target, command, false);
      session.tell('instance', working, instanceId, 'migrated');
      return () => reportOf(from, target, done, working.state, false);
    },
  };
}

/** A guard that an element did not have before may veto; one that it had is asked when somebody goes on there. */
async function guardNew(
  session: CommandSession,
  working: WorkingInstance,
  target: BoundDefinition,
  preview: Extract<MigrationResult, { kind: 'stepped' }>,
  actor: Actor,
): Promise<void> {
  const { id: instanceId, mode } = working.row;
  const standing = new Set(preview.items.flatMap((item) => (item.what === 'token-moved' ? [item.elementId] : [])));
  for (const { from, to } of preview.mapping) {
    if (!standing.has(from)) continue;
    const had = working.definition.process.nodes.get(from)?.requires ?? [];
    const added = (target.process.nodes.get(to)?.requires ?? []).filter((name) => !had.includes(name));
    const move = { action: 'migrate', instanceId, elementId: to, mode, actor: actor.userId } as const;
    await checkGuards(session.context, session.tx, added, move);
  }
}

function reportOf(
  from: BoundDefinition,
  target: BoundDefinition,
  result: MigrationResult,
  state: InstanceState,
  dryRun: boolean,
): MigrationReport {
  const possible = result.kind === 'stepped';
  return {
    instanceId: state.instanceId,
    dryRun,
    possible,
    fromDefinitionId: from.row.id,
    toDefinitionId: target.row.id,
    mapping: possible ? result.mapping : [],
    items: possible ? result.items : [],
    problems: [],
    status: state.status,
    activeElements: activeElements((possible ? target : from).process, state),
  };
}
