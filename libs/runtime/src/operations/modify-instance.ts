import type {
  Actor,
  Effect,
  HistoryEntry,
  InstanceState,
  ModifyInstanceCommand,
  ProcessDefinition,
} from '@pledge/engine';
import { activeElements } from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import { problemOf } from '../commands/rejections.js';
import { Problem } from '../errors.js';
import type { InstanceCommand } from '../execute-commands.js';
import { checkGuards } from '../guards/check-guards.js';
import type { IdempotencyClaim } from '../process-engine.js';
import type { ModificationResult, ModifyRequest, TouchedElement } from './operation-methods.js';

/** Tokens moved by hand: looked at first, then guarded, then done unless it is a dry run. */
export function modifyInstance(
  instanceId: string,
  request: ModifyRequest,
  actor: Actor,
  idempotency?: IdempotencyClaim,
): InstanceCommand<ModificationResult> {
  const { instructions, variables, reason, dryRun = false } = request;
  const command: ModifyInstanceCommand = {
    type: 'modify-instance',
    instructions,
    actor,
    ...(variables === undefined ? {} : { variables }),
    ...(reason === undefined ? {} : { reason }),
  };
  return {
    name: 'modify-instance',
    target: { by: 'instance', id: instanceId },
    idempotency,
    async run(session, working) {
      if (!working) throw new Problem('not-found', 'INSTANCE_UNKNOWN', { instanceId });
      const preview = session.preview(working, command);
      if (preview.kind === 'rejected') throw problemOf(preview, 'INSTANCE_ENDED');
      await guardTargets(session, working, command, preview.history);
      const { process } = working.definition;
      if (dryRun) {
        const result = resultOf(process, preview.state, preview.history, preview.effects, true);
        return () => result;
      }
      const outcome = session.step(working, command);
      if (outcome.kind === 'rejected') throw problemOf(outcome, 'INSTANCE_ENDED');
      session.tell('instance', working, instanceId, 'modified');
      const { history, effects } = outcome;
      return () => resultOf(process, working.state, history, effects, false);
    },
  };
}

/** The targets, and the scopes that are begun for them (design section 6). */
async function guardTargets(
  session: CommandSession,
  working: WorkingInstance,
  command: ModifyInstanceCommand,
  history: readonly HistoryEntry[],
): Promise<void> {
  const { nodes } = working.definition.process;
  const begun = new Set(history.flatMap((entry) => (entry.type === 'element-entered' ? [entry.elementId ?? ''] : [])));
  const guarded = new Set<string>();
  for (const instruction of command.instructions) {
    if (instruction.type === 'remove') continue;
    const target = instruction.type === 'add' ? instruction.elementId : instruction.target;
    guarded.add(target);
    for (let node = nodes.get(nodes.get(target)?.scopeId ?? ''); node; node = nodes.get(node.scopeId))
      if (begun.has(node.id)) guarded.add(node.id);
  }
  const { id: instanceId, mode } = working.row;
  for (const elementId of guarded) {
    const move = { action: 'modify', instanceId, elementId, mode, actor: command.actor.userId } as const;
    await checkGuards(session.context, session.tx, nodes.get(elementId)?.requires ?? [], move);
  }
}

function resultOf(
  process: ProcessDefinition,
  state: InstanceState,
  history: readonly HistoryEntry[],
  effects: readonly Effect[],
  dryRun: boolean,
): ModificationResult {
  return {
    dryRun,
    instanceId: state.instanceId,
    status: state.status,
    activeElements: activeElements(process, state),
    entered: touched(history, 'element-entered'),
    cancelled: touched(history, 'element-cancelled'),
    incidents: effects.flatMap((effect) =>
      effect.type === 'raise-incident'
        ? [{ elementId: effect.elementId, code: effect.code, message: effect.message }]
        : [],
    ),
  };
}

function touched(history: readonly HistoryEntry[], type: HistoryEntry['type']): TouchedElement[] {
  return history.flatMap((entry) =>
    entry.type === type
      ? [
          {
            elementId: entry.elementId ?? '',
            elementInstanceId: entry.elementInstanceId ?? '',
            elementType: entry.elementType ?? '',
          },
        ]
      : [],
  );
}
