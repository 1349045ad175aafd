import type { Actor } from '@pledge/engine';
import { problemOf } from '../commands/rejections.js';
import { Problem } from '../errors.js';
import type { InstanceCommand } from '../execute-commands.js';
import type { IdempotencyClaim } from '../process-engine.js';

/** The old row goes and a new one comes, so that a lease on the old one settles nothing any more. */
export function replanTimer(
  jobId: string,
  { dueAt, reason }: { readonly dueAt: number; readonly reason: string },
  actor: Actor,
  idempotency?: IdempotencyClaim,
): InstanceCommand<{ readonly jobId: string; readonly instanceId: string; readonly dueAt: number }> {
  return {
    name: 'replan-timer',
    target: { by: 'job', id: jobId },
    idempotency,
    async run(session, working) {
      if (!working) throw new Problem('not-found', 'TIMER_NOT_RUNNING', { jobId });
      const outcome = session.step(working, { type: 'replan-timer', timerId: jobId, dueAt, reason, actor });
      if (outcome.kind === 'rejected') throw problemOf(outcome, 'TIMER_NOT_RUNNING');
      const armed = outcome.effects.find((effect) => effect.type === 'schedule-timer');
      const result = { jobId: armed?.timerId ?? '', instanceId: working.row.id, dueAt };
      return () => result;
    },
  };
}
