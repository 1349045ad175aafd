import type { EngineCommand } from '@pledge/engine';
import type { InstanceCommand } from '../execute-commands.js';
import type { JobRow } from '../ports/rows.js';
import type { JobTools } from './job-tools.js';
import { LeaseLostError } from './job-failed.js';
import { againForEngine, heldBack, settle } from './job-tools.js';
import type { CancelChildPayload, ChildEndedPayload } from './payloads.js';
import { payloadOf } from './payloads.js';

/**
 * Jobs that are one command for one instance and nothing else. They ride in batches; the state is their fence: when the
 * wait they name is gone, somebody did it, and only the job is deleted.
 */
export function runEngineJob(tools: JobTools, job: JobRow, instanceId: string, command: EngineCommand): Promise<void> {
  const delivery: InstanceCommand<void> = {
    name: job.type,
    jobId: job.id,
    target: { by: 'instance', id: instanceId },
    async run(session, working) {
      // Held back by hand: a batch must not fail for a lost lease of one of its jobs.
      if (command.type !== 'cancel-instance' && working?.state.status === 'suspended') {
        await heldBack(session, job, working).catch((error: unknown) => {
          if (!(error instanceof LeaseLostError)) throw error;
        });
        return () => undefined;
      }
      session.writes.deleteJob(job.id);
      if (working) session.step(working, command);
      return () => undefined;
    },
  };
  return tools.executor.submit(delivery);
}

export function runTimer(tools: JobTools, job: JobRow): Promise<void> {
  return runEngineJob(tools, job, job.instanceId ?? '', { type: 'trigger-timer', timerId: job.id });
}

export async function runChildEnded(tools: JobTools, job: JobRow): Promise<void> {
  const { callId, outcome } = payloadOf<ChildEndedPayload>(job);
  const command = { type: 'child-ended', callId, outcome } as const;
  if (outcome.kind !== 'escalation') return runEngineJob(tools, job, job.instanceId ?? '', command);
  // The call goes on waiting after an escalation, so the state is no fence here: the lease is.
  return tools.executor.alone(
    async (session) => {
      const working = await session.loadOne({ by: 'instance', id: job.instanceId ?? '' });
      if (await heldBack(session, job, working)) return;
      await settle(session, job);
      if (working) session.step(working, command);
    },
    { again: againForEngine, jobId: job.id },
  );
}

export function runCancelChild(tools: JobTools, job: JobRow): Promise<void> {
  const { childInstanceId } = payloadOf<CancelChildPayload>(job);
  const actor = { userId: 'system' };
  return runEngineJob(tools, job, childInstanceId, {
    type: 'cancel-instance',
    reason: 'the calling process went on',
    actor,
  });
}
