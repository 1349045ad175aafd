import type {
  Actor,
  InstanceMode,
  MappedElement,
  MappingProposal,
  MigrationItem,
  ModificationInstruction,
  Refusal,
  Variables,
} from '@pledge/engine';
import type { ActiveElement, IdempotencyClaim } from '../process-engine.js';
import type { DefinitionRow, InstanceRow } from '../ports/rows.js';

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

export interface MigrateRequest {
  /** The version to go to: another definition of the same key. */
  readonly definitionId: string;
  /** Laid over the proposal: old id → new id, null: none. Elements and sequence flows. */
  readonly mapping?: Readonly<Record<string, string | null>>;
  /** `recompute` (default): a timer whose text changed gets the time of the new version; `keep`: it keeps its own. */
  readonly timers?: 'recompute' | 'keep';
  readonly reason?: string;
  readonly dryRun?: boolean;
}
/** What a migration of one instance did, would do, or what stands against it. */
export interface MigrationReport {
  readonly instanceId: string;
  readonly dryRun: boolean;
  readonly possible: boolean;
  readonly fromDefinitionId: string;
  readonly toDefinitionId: string;
  /** Every pair that was used, with how it was found. */
  readonly mapping: readonly MappedElement[];
  readonly items: readonly MigrationItem[];
  /** Empty when it is possible. */
  readonly problems: readonly Refusal[];
  readonly status: InstanceRow['status'];
  readonly activeElements: readonly ActiveElement[];
}

/** How many tokens stand at an element, and how many open incidents it has. */
export interface ElementActivity {
  readonly elementId: string;
  readonly active: number;
  readonly incidents: number;
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
   * Moves one instance to another version; also while it is suspended. It is checked before anything is written.
   * @throws Problem INSTANCE_UNKNOWN, INSTANCE_ENDED, DEFINITION_UNKNOWN, DEFINITION_BLOCKED, MIGRATION_SAME_VERSION,
   * GUARD_VETOED; OPERATION_REFUSED with every reason, which a dry run answers as `problems`
   */
  migrateInstance(
    instanceId: string,
    request: MigrateRequest,
    actor: Actor,
    idempotency?: IdempotencyClaim,
  ): Promise<MigrationReport>;
  /** Where the elements of one version are in another. @throws Problem DEFINITION_UNKNOWN */
  proposeMigration(fromDefinitionId: string, toDefinitionId: string): Promise<MappingProposal>;
  /**
   * From now on nothing new starts of this version, by whichever way: messages wait for their time to live, other events
   * pass. What runs goes on. @throws Problem DEFINITION_UNKNOWN, DEFINITION_BLOCKED, DEFINITION_SUSPENDED
   */
  suspendDefinition(definitionId: string, reason: string, actor: Actor): Promise<DefinitionRow>;
  /** Messages that wait start it now. @throws Problem DEFINITION_UNKNOWN, DEFINITION_NOT_SUSPENDED */
  resumeDefinition(definitionId: string, actor: Actor): Promise<DefinitionRow>;
  /** Where the running and suspended instances of a version stand, by element. @throws Problem DEFINITION_UNKNOWN */
  definitionActivity(definitionId: string, mode?: InstanceMode): Promise<readonly ElementActivity[]>;
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
