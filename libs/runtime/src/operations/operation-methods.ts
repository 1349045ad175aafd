import type { Actor, ModificationInstruction, Variables } from '@pledge/engine';
import type { ActiveElement, IdempotencyClaim } from '../process-engine.js';
import type { InstanceRow } from '../ports/rows.js';

export interface ModifyRequest {
  readonly instructions: readonly ModificationInstruction[];
  /** Written to the process before the tokens move; sealed ones are refused. */
  readonly variables?: Variables;
  readonly reason?: string;
  /** Only looks: nothing is written. */
  readonly dryRun?: boolean;
}

/** What a modification did, or would do. */
export interface ModificationResult {
  readonly dryRun: boolean;
  readonly instanceId: string;
  readonly status: InstanceRow['status'];
  /** Where the tokens stand afterwards. */
  readonly activeElements: readonly ActiveElement[];
  /** In order; what a token only passed is here too. */
  readonly entered: readonly TouchedElement[];
  readonly cancelled: readonly TouchedElement[];
  readonly incidents: readonly { readonly elementId: string; readonly code: string; readonly message: string }[];
}
export interface TouchedElement {
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly elementType: string;
}

/** What operators do to running instances; each method answers after its own commit. */
export interface OperationMethods {
  /**
   * Adds, removes and moves tokens, all or nothing; also while the instance is suspended. Guards of the targets may veto.
   * @throws Problem INSTANCE_UNKNOWN, INSTANCE_ENDED, OPERATION_REFUSED (with one error per reason), SEALED_VARIABLE,
   * GUARD_VETOED
   */
  modifyInstance(
    instanceId: string,
    request: ModifyRequest,
    actor: Actor,
    idempotency?: IdempotencyClaim,
  ): Promise<ModificationResult>;
  /**
   * Gives a running timer another due time (epoch ms); its job gets another id.
   * @throws Problem TIMER_NOT_RUNNING, INSTANCE_ENDED
   */
  replanTimer(
    jobId: string,
    request: { readonly dueAt: number; readonly reason: string },
    actor: Actor,
    idempotency?: IdempotencyClaim,
  ): Promise<{ readonly jobId: string; readonly instanceId: string; readonly dueAt: number }>;
}
