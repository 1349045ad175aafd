import type { CommandSession } from '../command-session.js';
import { newJob } from '../effects/new-job.js';
import { publishMessage, startBy } from '../messages/publish-message.js';
import type { JobRow } from '../ports/rows.js';
import type { JobTools } from './job-tools.js';
import { againForEngine, heldBack, settle } from './job-tools.js';
import type { BroadcastSignalPayload, PublishMessagePayload } from './payloads.js';
import { payloadOf, toPayload } from './payloads.js';

export async function runPublishMessage(tools: JobTools, job: JobRow): Promise<void> {
  const { messageId, name, correlationKey, variables, timeToLive } = payloadOf<PublishMessagePayload>(job);
  await tools.executor.alone(
    async (session) => {
      await settle(session, job);
      await publishMessage(session, { id: messageId, name, correlationKey, variables, mode: job.mode, timeToLive });
    },
    { again: againForEngine, jobId: job.id },
  );
}

export async function runBroadcastSignal(tools: JobTools, job: JobRow): Promise<void> {
  const payload = payloadOf<BroadcastSignalPayload>(job);
  await tools.executor.alone(
    async (session) => {
      if (payload.deliverTo) return deliver(session, job, payload, payload.deliverTo);
      await settle(session, job);
      await fanOut(session, payload, job.mode);
    },
    { again: againForEngine, jobId: job.id },
  );
}

/** One job per receiver: each gets the signal once, in its own transaction; modes never meet (design section 5). */
export async function fanOut(
  session: CommandSession,
  payload: BroadcastSignalPayload,
  mode: JobRow['mode'],
): Promise<void> {
  const { store } = session.context;
  const { name, variables, except } = payload;
  for (const row of await store.findSignalSubscriptions(session.tx, { name, mode })) {
    if (except?.includes(row.id) === true) continue;
    const deliverTo = { kind: 'catch', subscriptionId: row.id } as const;
    session.writes.insertJob(delivery(session, row.instanceId, { name, variables, deliverTo }, mode));
  }
  for (const row of await store.findStartSubscriptions(session.tx, { kind: 'signal', name })) {
    if (row.definitionId === null) continue;
    const deliverTo = { kind: 'start', definitionId: row.definitionId, elementId: row.elementId } as const;
    session.writes.insertJob(delivery(session, null, { name, variables, deliverTo }, mode));
  }
}

function delivery(
  session: CommandSession,
  instanceId: string | null,
  payload: BroadcastSignalPayload,
  mode: JobRow['mode'],
): JobRow {
  return newJob({
    id: session.context.newId(),
    type: 'broadcast-signal',
    name: payload.name,
    instanceId,
    dueAt: session.now,
    createdAt: session.now,
    payload: toPayload(payload),
    mode,
  });
}

async function deliver(
  session: CommandSession,
  job: JobRow,
  payload: BroadcastSignalPayload,
  to: NonNullable<BroadcastSignalPayload['deliverTo']>,
): Promise<void> {
  const { variables, name: signalName } = payload;
  if (to.kind === 'start') {
    await settle(session, job);
    const trigger = { kind: 'signal', name: signalName } as const;
    await startBy(session, to, { mode: job.mode, variables, businessKey: null, trigger });
    return;
  }
  const working = await session.loadOne({ by: 'subscription', id: to.subscriptionId });
  if (await heldBack(session, job, working)) return;
  await settle(session, job);
  if (working)
    session.step(working, { type: 'deliver-signal', subscriptionId: to.subscriptionId, signalName, variables });
}
