import type { Actor } from '@pledge/engine';
import { startTriggers } from '@pledge/engine';
import { messageWrites } from '../batch-writes.js';
import type { CommandSession } from '../command-session.js';
import { Problem } from '../errors.js';
import type { CommandExecutor } from '../execute-commands.js';
import { startBy } from '../messages/publish-message.js';
import type { DefinitionRow } from '../ports/rows.js';
import type { RuntimeContext } from '../runtime-context.js';

/** @throws Problem DEFINITION_UNKNOWN, DEFINITION_BLOCKED, DEFINITION_SUSPENDED */
export async function suspendDefinition(
  context: RuntimeContext,
  definitionId: string,
  reason: string,
  actor: Actor,
): Promise<DefinitionRow> {
  const { key, status, blockedReason } = await definitionOf(context, definitionId);
  if (status === 'suspended')
    throw new Problem('conflict', 'DEFINITION_SUSPENDED', { key, reason: blockedReason ?? '' });
  if (status === 'blocked') throw new Problem('conflict', 'DEFINITION_BLOCKED', { key, reason: blockedReason ?? '' });
  return setStatus(context, definitionId, 'suspended', `${actor.userId}: ${reason}`);
}

/**
 * Starts again what starts the process; messages that came meanwhile and have not expired start it now.
 * @throws Problem DEFINITION_UNKNOWN, DEFINITION_NOT_SUSPENDED
 */
export async function resumeDefinition(
  context: RuntimeContext,
  executor: CommandExecutor,
  definitionId: string,
): Promise<DefinitionRow> {
  const { key, status } = await definitionOf(context, definitionId);
  if (status !== 'suspended') throw new Problem('conflict', 'DEFINITION_NOT_SUSPENDED', { key });
  const row = await setStatus(context, definitionId, 'active', null);
  await executor.alone((session) => startByBuffered(session, definitionId));
  return row;
}

async function definitionOf(context: RuntimeContext, id: string): Promise<DefinitionRow> {
  const row = await context.store.findDefinition(id);
  if (!row) throw new Problem('not-found', 'DEFINITION_UNKNOWN', { key: id });
  return row;
}

async function setStatus(
  context: RuntimeContext,
  id: string,
  status: DefinitionRow['status'],
  reason: string | null,
): Promise<DefinitionRow> {
  await context.unitOfWork.run((tx) => context.store.setDefinitionStatus(tx, id, status, reason), { retry: true });
  context.definitions.forget();
  return definitionOf(context, id);
}

/** Only where the definition is still the one whose start events are listened for. */
async function startByBuffered(session: CommandSession, definitionId: string): Promise<void> {
  const { store, definitions, zone } = session.context;
  const { process } = await definitions.get(definitionId);
  const names = startTriggers(process, session.now, zone).flatMap((trigger) =>
    trigger.kind === 'message' ? [trigger.name] : [],
  );
  for (const name of [...new Set(names)].sort()) {
    await store.lockMessageKey(session.tx, name, null);
    const starts = await store.findStartSubscriptions(session.tx, { kind: 'message', name });
    const own = starts.find((row) => row.definitionId === definitionId);
    if (own === undefined) continue;
    for (const mode of ['live', 'drill'] as const) {
      const any = { name, correlationKey: null, mode, now: session.now };
      for (
        let message = await store.findBufferedMessage(session.tx, any);
        message !== null;
        message = await store.findBufferedMessage(session.tx, any)
      ) {
        const { variables, correlationKey: businessKey, id } = message;
        const instanceId = await startBy(session, own, {
          mode,
          variables,
          businessKey,
          trigger: { kind: 'message', name },
        });
        if (instanceId === null) return;
        await store.writeBatch(session.tx, messageWrites({ id, state: 'correlated', instanceId }));
      }
    }
  }
}
