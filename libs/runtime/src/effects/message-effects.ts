import type {
  BroadcastSignalEffect,
  CloseSubscriptionEffect,
  OpenSubscriptionEffect,
  PublishMessageEffect,
} from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import type { BroadcastSignalPayload, PublishMessagePayload } from '../jobs/payloads.js';
import { toPayload } from '../jobs/payloads.js';
import { instanceJob } from './job-effects.js';

export function openSubscription(
  session: CommandSession,
  working: WorkingInstance,
  effect: OpenSubscriptionEffect,
): void {
  session.writes.openSubscription({
    id: effect.subscriptionId,
    kind: effect.kind,
    name: effect.name,
    correlationKey: effect.correlationKey ?? null,
    instanceId: working.row.id,
    definitionId: working.row.definitionId,
    elementId: effect.elementId,
    mode: working.row.mode,
    createdAt: session.now,
  });
}

export function closeSubscription(session: CommandSession, effect: CloseSubscriptionEffect): void {
  session.writes.closeSubscription(effect.subscriptionId);
}

export function publishMessage(session: CommandSession, working: WorkingInstance, effect: PublishMessageEffect): void {
  const payload: PublishMessagePayload = {
    messageId: effect.messageId,
    name: effect.name,
    correlationKey: effect.correlationKey ?? null,
    variables: effect.variables,
    timeToLive: null,
  };
  const { messageId: id, name } = effect;
  session.writes.insertJob(
    instanceJob(session, working, { id, type: 'publish-message', name, payload: toPayload(payload) }),
  );
}

export function broadcastSignal(
  session: CommandSession,
  working: WorkingInstance,
  effect: BroadcastSignalEffect,
): void {
  const { signalId: id, name, variables, except } = effect;
  const payload: BroadcastSignalPayload = { name, variables, ...(except === undefined ? {} : { except }) };
  session.writes.insertJob(
    instanceJob(session, working, { id, type: 'broadcast-signal', name, payload: toPayload(payload) }),
  );
}
