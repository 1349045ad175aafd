import { messageWrites } from '../batch-writes.js';
import type { CommandSession } from '../command-session.js';
import type { SubscriptionRow } from '../ports/rows.js';
import { keepFor } from './publish-message.js';

const keyOf = (row: SubscriptionRow): string => JSON.stringify([row.name, row.correlationKey ?? '']);

/**
 * Message subscriptions that this transaction opens first touch `message_key`, as a publisher does, and then look for a
 * message that waits: so the two cannot miss each other (contracts, Models). Keys are locked in one order, so that two
 * transactions cannot wait for each other.
 */
export async function consumeBuffered(session: CommandSession): Promise<void> {
  const looked = new Set<string>();
  for (;;) {
    const opened = session.writes
      .opened()
      .filter((row) => row.kind === 'message' && row.instanceId !== null && !looked.has(row.id))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    if (opened.length === 0) return;
    for (const row of opened) {
      looked.add(row.id);
      await session.context.store.lockMessageKey(session.tx, row.name, row.correlationKey);
      while (await deliverOldest(session, row));
    }
  }
}

/** True when a buffered message was delivered: a subscription that stays open (non-interrupting) takes the next one too. */
async function deliverOldest(session: CommandSession, row: SubscriptionRow): Promise<boolean> {
  const { store } = session.context;
  const working = row.instanceId === null ? undefined : session.held(row.instanceId);
  if (!working || !session.writes.opened().some((open) => open.id === row.id)) return false;
  const { name, correlationKey, mode } = row;
  const message = await store.findBufferedMessage(session.tx, { name, correlationKey, mode, now: session.now });
  if (!message) return false;
  const taken = messageWrites({ id: message.id, state: 'correlated', instanceId: working.row.id });
  if (working.state.status === 'suspended') {
    // An operator changed it: what it begins to wait for it hears when it is resumed.
    keepFor(session, working.row.id, message);
    await store.writeBatch(session.tx, taken);
    return false;
  }
  const outcome = session.step(working, {
    type: 'deliver-message',
    subscriptionId: row.id,
    messageName: message.name,
    variables: message.variables,
  });
  if (outcome.kind === 'rejected') return false;
  // At once: the next subscription of this batch must not find the same message again.
  await store.writeBatch(session.tx, taken);
  return true;
}
