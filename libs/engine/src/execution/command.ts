import type { HumanCommand } from './human/commands.js';

/**
 * What may be asked of a process instance. A command is data; `step` answers it, or rejects it when the wait
 * it names is gone (a double click, a late timer: normal, never an error).
 */
export type Variables = Record<string, unknown>;

/** `drill` instances never meet live ones: correlation, signals and statistics keep them apart (design section 5). */
export type InstanceMode = 'live' | 'drill';

/** Who did it: a user id, or `system` for jobs and timers. `onBehalfOf` is set when a substitute acts. */
export interface Actor {
  readonly userId: string;
  readonly onBehalfOf?: string;
}

export interface StartInstanceCommand {
  readonly type: 'start-instance';
  readonly instanceId: string;
  readonly businessKey?: string;
  readonly mode: InstanceMode;
  readonly variables: Variables;
  /** Start event to use; without it the one none start event (BPMN 2.0, 13.2). */
  readonly startEventId?: string;
  /** Of a start event with several definitions: the one that happened. */
  readonly startPart?: number;
  /** Set when a call activity of another instance started this one. */
  readonly parent?: { readonly instanceId: string; readonly callId: string };
  readonly actor?: Actor;
}
/** Completes an open user task. The runtime has checked form, guard and permission before. */
export interface CompleteTaskCommand {
  readonly type: 'complete-task';
  readonly taskId: string;
  readonly variables: Variables;
  readonly actor: Actor;
}
/** Changes who holds a user task; the token does not move. Kept in the row `user_task` and in history. */
export interface ClaimTaskCommand {
  readonly type: 'claim-task';
  readonly taskId: string;
  readonly assignee: string;
  readonly actor: Actor;
}
export interface UnclaimTaskCommand {
  readonly type: 'unclaim-task';
  readonly taskId: string;
  readonly actor: Actor;
}
export interface CompleteJobCommand {
  readonly type: 'complete-job';
  readonly jobId: string;
  readonly variables: Variables;
}
/** A delegate threw `BpmnError`: goes to the nearest matching error boundary or event subprocess. */
export interface ThrowJobErrorCommand {
  readonly type: 'throw-job-error';
  readonly jobId: string;
  readonly errorCode: string;
  readonly message: string;
  readonly variables?: Variables;
}
/** Retries are used up: the token waits in an incident. */
export interface FailJobCommand {
  readonly type: 'fail-job';
  readonly jobId: string;
  readonly message: string;
}
export interface TriggerTimerCommand {
  readonly type: 'trigger-timer';
  readonly timerId: string;
}
export interface DeliverMessageCommand {
  readonly type: 'deliver-message';
  readonly subscriptionId: string;
  readonly messageName: string;
  readonly variables: Variables;
}
export interface DeliverSignalCommand {
  readonly type: 'deliver-signal';
  readonly subscriptionId: string;
  readonly signalName: string;
  readonly variables: Variables;
}
/** A called process ended. `callId` names the waiting call activity. */
export interface ChildEndedCommand {
  readonly type: 'child-ended';
  readonly callId: string;
  readonly outcome:
    | { readonly kind: 'completed'; readonly variables: Variables }
    | { readonly kind: 'error'; readonly errorCode: string; readonly message: string; readonly variables: Variables }
    | { readonly kind: 'escalation'; readonly escalationCode: string; readonly variables: Variables };
}
export interface SetVariablesCommand {
  readonly type: 'set-variables';
  readonly variables: Variables;
  readonly actor: Actor;
}
export interface RetryIncidentCommand {
  readonly type: 'retry-incident';
  readonly incidentId: string;
  readonly variables?: Variables;
  readonly actor: Actor;
}
export interface CancelInstanceCommand {
  readonly type: 'cancel-instance';
  readonly reason: string;
  readonly actor: Actor;
}

/** Stops an instance where it stands: nothing moves, by whomever, until it is resumed or cancelled. */
export interface SuspendInstanceCommand {
  readonly type: 'suspend-instance';
  readonly reason: string;
  readonly actor: Actor;
}
export interface ResumeInstanceCommand {
  readonly type: 'resume-instance';
  readonly reason: string;
  readonly actor: Actor;
}
/** Commands that move no token: they change whether others may. */
export type StatusCommand = SuspendInstanceCommand | ResumeInstanceCommand;

/** One change of an operator. Without `elementInstanceId` it means every token at the element. */
export type ModificationInstruction =
  | { readonly type: 'add'; readonly elementId: string; readonly scopeInstanceId?: string }
  | { readonly type: 'remove'; readonly elementId: string; readonly elementInstanceId?: string }
  | {
      readonly type: 'move';
      readonly elementId: string;
      readonly elementInstanceId?: string;
      readonly target: string;
      readonly scopeInstanceId?: string;
    };
/** Moves tokens by hand, all instructions together or none; `variables` are written to the process first. */
export interface ModifyInstanceCommand {
  readonly type: 'modify-instance';
  readonly instructions: readonly ModificationInstruction[];
  readonly variables?: Variables;
  readonly reason?: string;
  readonly actor: Actor;
}
/** Gives a running timer another time. `dueAt`: epoch ms; in the past it fires at once. */
export interface ReplanTimerCommand {
  readonly type: 'replan-timer';
  readonly timerId: string;
  readonly dueAt: number;
  readonly reason: string;
  readonly actor: Actor;
}
/**
 * Moves an instance to another version of its process: see `migrateInstance`, which needs both versions. `mapping` lays
 * old id → new id over the proposal, null: nothing. `timers`: `recompute` (default) follows changed texts, `keep` does not.
 */
export interface MigrateInstanceCommand {
  readonly type: 'migrate-instance';
  readonly mapping?: Readonly<Record<string, string | null>>;
  readonly timers?: 'recompute' | 'keep';
  readonly reason?: string;
  readonly actor: Actor;
}
/** What operators may do to a suspended instance too: nothing moves on before it is resumed. */
export type OperationCommand = ModifyInstanceCommand | ReplanTimerCommand;

export type EngineCommand =
  | StartInstanceCommand
  | CompleteTaskCommand
  | ClaimTaskCommand
  | UnclaimTaskCommand
  | HumanCommand
  | CompleteJobCommand
  | ThrowJobErrorCommand
  | FailJobCommand
  | TriggerTimerCommand
  | DeliverMessageCommand
  | DeliverSignalCommand
  | ChildEndedCommand
  | SetVariablesCommand
  | RetryIncidentCommand
  | CancelInstanceCommand
  | OperationCommand;
