import { startTriggers, type InstanceMode, type Variables } from '@pledge/engine';
import { addDuration, parseDuration } from '@pledge/time';
import type { CommandSession } from '../command-session.js';
import type { BoundDefinition } from '../definitions/definition-cache.js';
import { newJob } from '../effects/new-job.js';
import { Problem } from '../errors.js';
import type { PublishMessagePayload } from '../jobs/payloads.js';
import { toPayload } from '../jobs/payloads.js';
import type { MessageRow, SubscriptionRow } from '../ports/rows.js';
import type { MessageResult } from '../process-engine.js';

/** A message on its way: everything defaulted. */
export interface Message {
  readonly id: string;
  readonly name: string;
  readonly correlationKey: string | null;
  readonly variables: Variables;
  readonly mode: InstanceMode;
  /** ISO 8601 duration; null: the default of the limits. */
  readonly timeToLive: string | null;
}

/** Epoch ms at which the message is forgotten. @throws Problem TIME_TO_LIVE_INVALID */
export function expiryOf(timeToLive: string, now: number, zone: string): number {
  try {
    return addDuration(now, parseDuration(timeToLive), zone);
  } catch {
    throw new Problem('invalid', 'TIME_TO_LIVE_INVALID', { timeToLive });
  }
}

/**
 * Gives a message to exactly one receiver: the oldest waiting catch of its mode, else one start event, else it waits until
 * it expires (contracts, Models). The same id again within its time to live changes nothing.
 */
export async function publishMessage(session: CommandSession, message: Message): Promise<MessageResult> {
  const { store, limits, zone } = session.context;
  const expiresAt = expiryOf(message.timeToLive ?? limits.messageTimeToLive, session.now, zone);
  await lockKeys(session, message);
  const known = await store.findMessage(session.tx, message.id);
  if (known && known.expiresAt > session.now) return resultOf(known);
  // Else nobody used the id, or its time to live is over and it may be used again.
  const receiver = (await deliverToCatch(session, message)) ?? (await deliverToStart(session, message));
  const row: MessageRow = {
    id: message.id,
    name: message.name,
    correlationKey: message.correlationKey,
    variables: receiver === null ? message.variables : {},
    mode: message.mode,
    createdAt: session.now,
    expiresAt,
    state: receiver === null ? (expiresAt > session.now ? 'buffered' : 'expired') : 'correlated',
    instanceId: receiver,
  };
  await store.insertMessage(session.tx, row);
  return resultOf(row);
}

/** A catch without key is matched by name alone: both rows are touched, always in this order. */
async function lockKeys(session: CommandSession, message: Message): Promise<void> {
  const { store } = session.context;
  await store.lockMessageKey(session.tx, message.name, null);
  if (message.correlationKey !== null) await store.lockMessageKey(session.tx, message.name, message.correlationKey);
}

/** @returns id of the instance that took the message. */
async function deliverToCatch(session: CommandSession, message: Message): Promise<string | null> {
  const { name, correlationKey, mode } = message;
  const row = await session.context.store.findSubscription(session.tx, { kind: 'message', name, correlationKey, mode });
  if (!row || row.instanceId === null) return null;
  const working = await session.loadOne({ by: 'instance', id: row.instanceId });
  if (!working) return null;
  if (working.state.status === 'suspended') {
    keepFor(session, row.instanceId, message);
    return row.instanceId;
  }
  const { id: subscriptionId } = row;
  const { variables } = message;
  const outcome = session.step(working, { type: 'deliver-message', subscriptionId, messageName: name, variables });
  return outcome.kind === 'stepped' ? row.instanceId : null;
}

/** The receiver is suspended: the message is its own, and is given out again when it is resumed. */
export function keepFor(
  session: CommandSession,
  instanceId: string,
  message: Omit<Message, 'id' | 'timeToLive'>,
): void {
  const { name, correlationKey, variables, mode } = message;
  const id = session.context.newId();
  // An id of its own: under its first one the message counts as received.
  const payload: PublishMessagePayload = { messageId: id, name, correlationKey, variables, timeToLive: null };
  const at = { dueAt: session.now, createdAt: session.now };
  const job = newJob({ id, type: 'publish-message', name, instanceId, ...at, payload: toPayload(payload), mode });
  session.writes.insertJob({ ...job, state: 'suspended' });
}

async function deliverToStart(session: CommandSession, message: Message): Promise<string | null> {
  const rows = await session.context.store.findStartSubscriptions(session.tx, { kind: 'message', name: message.name });
  for (const row of rows) {
    const started = await startBy(session, row, {
      mode: message.mode,
      variables: message.variables,
      businessKey: message.correlationKey,
      trigger: { kind: 'message', name: message.name },
    });
    if (started !== null) return started;
  }
  return null;
}

/** Starts an instance at a message, signal or timer start event; null when the definition starts nothing at present. */
export async function startBy(
  session: CommandSession,
  row: Pick<SubscriptionRow, 'definitionId' | 'elementId'>,
  start: {
    readonly mode: InstanceMode;
    readonly variables: Variables;
    readonly businessKey: string | null;
    readonly trigger: StartedBy;
  },
): Promise<string | null> {
  if (row.definitionId === null) return null;
  const definition = await session.context.definitions.current(row.definitionId);
  if (definition.row.status !== 'active') return null;
  const outcome = session.start({
    definition,
    command: {
      type: 'start-instance',
      instanceId: session.context.newId(),
      mode: start.mode,
      variables: start.variables,
      startEventId: row.elementId,
      ...startPart(session, definition, row.elementId, start.trigger),
      ...(start.businessKey === null ? {} : { businessKey: start.businessKey }),
    },
  });
  return outcome.kind === 'started' ? outcome.instance.row.id : null;
}

/** What happened: for a start event with several definitions it says which of them. */
export type StartedBy =
  | { readonly kind: 'message' | 'signal'; readonly name: string }
  | { readonly kind: 'timer' | 'condition'; readonly part?: number | undefined };

function startPart(
  session: CommandSession,
  definition: BoundDefinition,
  elementId: string,
  by: StartedBy,
): { startPart?: number } {
  if (!('name' in by)) return by.part === undefined ? {} : { startPart: by.part };
  const part = startTriggers(definition.process, session.now, session.context.zone).find(
    (each) => each.elementId === elementId && each.kind === by.kind && 'name' in each && each.name === by.name,
  )?.part;
  return part === undefined ? {} : { startPart: part };
}

function resultOf(row: MessageRow): MessageResult {
  const { id, state, instanceId } = row;
  return { id, state, ...(instanceId === null ? {} : { processInstanceId: instanceId }) };
}
