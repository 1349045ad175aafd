import type { HumanEffect } from './human/effects.js';
import type { SignerPosition } from './human/signing.js';
import type { InstanceMode, Variables } from './command.js';

/**
 * What has to be done outside because of a step. Effects are data: the runtime writes them in the transaction
 * that saves the new state, in this order. Every id was derived from the command's id, so a replay writes the same.
 */
export type Effect =
  | CreateUserTaskEffect
  | UpdateUserTaskEffect
  | CompleteUserTaskEffect
  | CancelUserTaskEffect
  | HumanEffect
  | EnqueueJobEffect
  | CancelJobEffect
  | ScheduleTimerEffect
  | CancelTimerEffect
  | OpenSubscriptionEffect
  | CloseSubscriptionEffect
  | StartChildEffect
  | CancelChildEffect
  | PublishMessageEffect
  | BroadcastSignalEffect
  | PropagateEscalationEffect
  | RecordEventEffect
  | RaiseIncidentEffect
  | ResolveIncidentEffect
  | RelabelWaitEffect
  | EndInstanceEffect;

export interface CreateUserTaskEffect {
  readonly type: 'create-user-task';
  readonly taskId: string;
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly name: string;
  /** Already evaluated. A user id. */
  readonly assignee?: string;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  /** Form key of `zeebe:formDefinition` (formId or formKey), unresolved. */
  readonly formId?: string;
  /** Epoch ms. */
  readonly dueAt?: number;
  readonly followUpAt?: number;
  readonly priority?: number;
  /** Names of guards, from `pledge:requires`. */
  readonly requires: readonly string[];
  /** The task of an added signer (加签), and where that one stands to the holder. */
  readonly duty?: SignerPosition;
}
export interface UpdateUserTaskEffect {
  readonly type: 'update-user-task';
  readonly taskId: string;
  /** null clears. */
  readonly assignee: string | null;
}
export interface CompleteUserTaskEffect {
  readonly type: 'complete-user-task';
  readonly taskId: string;
  readonly completedBy: string;
}
export interface CancelUserTaskEffect {
  readonly type: 'cancel-user-task';
  readonly taskId: string;
}
/** Work for a delegate (`zeebe:taskDefinition type`). */
export interface EnqueueJobEffect {
  readonly type: 'enqueue-job';
  readonly jobId: string;
  readonly jobType: string;
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly retries: number;
  /** `zeebe:taskHeaders`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Variables visible at the element after its input mapping: what the delegate gets. */
  readonly variables: Variables;
  readonly requires: readonly string[];
}
export interface CancelJobEffect {
  readonly type: 'cancel-job';
  readonly jobId: string;
}
export interface ScheduleTimerEffect {
  readonly type: 'schedule-timer';
  readonly timerId: string;
  readonly elementId: string;
  /** Epoch ms, UTC. */
  readonly dueAt: number;
}
export interface CancelTimerEffect {
  readonly type: 'cancel-timer';
  readonly timerId: string;
}
export interface OpenSubscriptionEffect {
  readonly type: 'open-subscription';
  readonly subscriptionId: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** Absent: matched by name alone, oldest waiting first (contracts, Models). */
  readonly correlationKey?: string;
  readonly elementId: string;
}
export interface CloseSubscriptionEffect {
  readonly type: 'close-subscription';
  readonly subscriptionId: string;
}
/** A call activity: leaves as a job, comes back as `child-ended`. */
export interface StartChildEffect {
  readonly type: 'start-child';
  readonly callId: string;
  readonly childInstanceId: string;
  readonly processKey: string;
  readonly elementId: string;
  readonly variables: Variables;
  readonly businessKey?: string;
  readonly mode: InstanceMode;
}
export interface CancelChildEffect {
  readonly type: 'cancel-child';
  readonly callId: string;
  readonly childInstanceId: string;
}
export interface PublishMessageEffect {
  readonly type: 'publish-message';
  readonly messageId: string;
  readonly name: string;
  readonly correlationKey?: string;
  readonly variables: Variables;
  readonly mode: InstanceMode;
}
export interface BroadcastSignalEffect {
  readonly type: 'broadcast-signal';
  readonly signalId: string;
  readonly name: string;
  readonly variables: Variables;
  readonly mode: InstanceMode;
  /** Subscriptions that heard it in the step already. */
  readonly except?: readonly string[];
}
/** An escalation that nothing inside a called process caught: goes to the caller as `child-ended` with outcome `escalation`; the child goes on. */
export interface PropagateEscalationEffect {
  readonly type: 'propagate-escalation';
  readonly parent: { readonly instanceId: string; readonly callId: string };
  readonly escalationCode: string;
  readonly variables: Variables;
}
/** `pledge:recordsEvent` of a completed element: the case records it, the profile maps it to clocks (design D2). */
export interface RecordEventEffect {
  readonly type: 'record-event';
  readonly eventId: string;
  readonly eventType: string;
  readonly elementId: string;
  /** Epoch ms: what a person stated (`pledge:eventTime`), else the time of the step. */
  readonly occurredAt: number;
  readonly actor: string;
  readonly variables: Variables;
}
export interface RaiseIncidentEffect {
  readonly type: 'raise-incident';
  readonly incidentId: string;
  readonly code: string;
  readonly elementId: string;
  readonly message: string;
  readonly jobId?: string;
}
export interface ResolveIncidentEffect {
  readonly type: 'resolve-incident';
  readonly incidentId: string;
}
/** A migration: what waits goes on waiting under the same id, at an element of the new version. */
export interface RelabelWaitEffect {
  readonly type: 'relabel-wait';
  /** `job`: a delegate's job, a timer, or a child that is still to be started. */
  readonly kind: 'task' | 'job' | 'subscription' | 'incident';
  readonly id: string;
  readonly elementId: string;
  readonly requires: readonly string[];
  /** Of a user task; its people, draft and dates stay. */
  readonly task?: { readonly name: string; readonly formId: string | null };
}
export interface EndInstanceEffect {
  readonly type: 'end-instance';
  readonly state: 'completed' | 'cancelled';
  readonly variables: Variables;
  /** Present when a parent waits: the runtime sends it `child-ended`. */
  readonly parent?: { readonly instanceId: string; readonly callId: string };
  /** Set when the instance ended by an error end event that nothing caught inside, and a parent may catch it. */
  readonly error?: { readonly errorCode: string; readonly message: string };
}
