import type { InstanceMode } from '@pledge/engine';
import { Problem } from '../errors.js';
import type { Transaction } from '../ports/unit-of-work.js';
import type { RuntimeContext } from '../runtime-context.js';
import type { GuardedAction } from './guard.js';

export interface GuardedMove {
  readonly action: GuardedAction;
  readonly instanceId: string;
  readonly elementId: string;
  readonly mode: InstanceMode;
  readonly actor: string;
}

/**
 * Asks every guard of an element, inside the transaction of the command (design section 6). No query when `requires` is
 * empty. @throws Problem GUARD_VETOED, or GUARD_UNKNOWN when a stored definition names a guard that this build lacks.
 */
export async function checkGuards(
  context: RuntimeContext,
  tx: Transaction,
  requires: readonly string[],
  move: GuardedMove,
): Promise<void> {
  if (requires.length === 0) return;
  const subjects = await context.store.findSubjects(tx, move.instanceId);
  const now = context.clock.now();
  for (const name of requires) {
    const guard = context.registry.guard(name);
    if (!guard) throw new Problem('unavailable', 'GUARD_UNKNOWN', { guard: name });
    const verdict = await guard.check(tx, { ...move, subjects, now });
    if (verdict.allowed) continue;
    const params = { guard: name, reason: verdict.reason };
    throw new Problem('forbidden', 'GUARD_VETOED', params, [
      { code: verdict.code, elementId: move.elementId, message: verdict.text ?? verdict.reason },
    ]);
  }
}
