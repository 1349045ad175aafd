import type { Variables } from './command.js';
import type { NodeInstance, Wait } from './instance-state.js';
import { jsonBytes } from './json-bytes.js';
import type { Run } from './run.js';
import type { StepResult } from './step-result.js';
import { leaveLater } from './transitions.js';
import { MAX_VARIABLE_BYTES } from './variables.js';

/** A command that names nothing that waits, or that must not be done. */
export type Rejection = Extract<StepResult, { kind: 'rejected' }>;

/** The name under which jobs, timers and messages act. */
export const SYSTEM_USER = 'system';

/** An open wait and the node that holds it. */
export interface Found<K extends Wait['kind']> {
  readonly node: NodeInstance;
  readonly wait: Extract<Wait, { kind: K }>;
}

/** The open wait of a kind with an id, or null. */
export function findWait<K extends Wait['kind']>(run: Run, id: string, kind: K): Found<K> | null {
  for (const node of run.draft.everything()) {
    for (const wait of node.waits ?? [])
      if (wait.id === id && wait.kind === kind) return { node, wait: wait as Extract<Wait, { kind: K }> };
  }
  return null;
}

/** The work is done: its result is mapped when the token leaves. */
export function finishWork(run: Run, nodeId: string, result: Variables): void {
  const node = run.draft.get(nodeId);
  run.draft.put({ ...node, result });
  leaveLater(run, node);
}

/** The first variable that only the model and delegates may write (`pledge:sealed`), or null. */
export function sealedName(run: Run, variables: Variables): string | null {
  if (run.definition.sealed.size === 0) return null;
  return Object.keys(variables).find((name) => run.definition.sealed.has(name)) ?? null;
}

/** More than an instance may hold, already alone. */
export function tooLarge(variables: Variables): boolean {
  return jsonBytes(variables) > MAX_VARIABLE_BYTES;
}

/** What the command names does not wait (any more). */
export function gone(id: string): Rejection {
  return reject('WAIT_GONE', id);
}

/** A step that is not made. */
export function reject(code: Rejection['code'], detail: string): Rejection {
  return { kind: 'rejected', code, detail };
}

/** Why somebody may not write these variables, or null. */
export function writeRefused(run: Run, variables: Variables): Rejection | null {
  const sealed = sealedName(run, variables);
  if (sealed !== null) return reject('SEALED_VARIABLE', sealed);
  return tooLarge(variables) ? reject('VARIABLES_TOO_LARGE', 'the variables') : null;
}
