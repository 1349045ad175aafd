import type { InstanceMode, Variables } from './command.js';

/**
 * Everything the engine knows of a running instance: plain JSON, `stateVersion` for upcasting (design section 5).
 * Short keys are not worth their unreadability, but nothing redundant is kept: a waiting instance of a 30-node process
 * stays under 1 KB (issue: the engine, Speed). The owner of libs/engine completes this shape.
 */
export interface InstanceState {
  readonly stateVersion: 1;
  readonly instanceId: string;
  readonly definitionId: string;
  readonly businessKey?: string;
  readonly mode: InstanceMode;
  readonly status: 'active' | 'completed' | 'cancelled' | 'suspended';
  /** Last history seq used. */
  readonly seq: number;
  readonly variables: Variables;
}
