/** One line of what happened in an instance. Key (instanceId, seq); seq is counted in the state (contracts, Models). */
export interface HistoryEntry {
  readonly seq: number;
  /** Epoch ms of the step. */
  readonly at: number;
  readonly type: HistoryType;
  readonly elementId?: string;
  readonly elementType?: string;
  readonly elementInstanceId?: string;
  /** User id, or `system`. */
  readonly actor?: string;
  /** Small JSON: taken flow, reason, error code, assignee, names of changed variables. Never form contents. */
  readonly detail?: Readonly<Record<string, unknown>>;
}
export type HistoryType =
  | 'instance-started'
  | 'instance-completed'
  | 'instance-cancelled'
  | 'instance-suspended'
  | 'instance-resumed'
  | 'instance-migrated'
  | 'instance-modified'
  | 'element-entered'
  | 'element-completed'
  | 'element-cancelled'
  | 'flow-taken'
  | 'timer-replanned'
  | 'task-claimed'
  | 'task-unclaimed'
  | 'task-changed'
  | 'task-delegated'
  | 'task-handed-back'
  | 'task-transferred'
  | 'task-signed'
  | 'signer-added'
  | 'signer-removed'
  | 'task-returned'
  | 'task-withdrawn'
  | 'task-reminded'
  | 'task-copied'
  | 'task-commented'
  | 'variables-set'
  | 'error-thrown'
  | 'escalation-thrown'
  | 'incident-raised'
  | 'incident-resolved';
