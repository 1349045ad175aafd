import type { FeatureJobContext } from '../delegates/delegate.js';
import type { JobRow } from '../ports/rows.js';
import { HopelessError, WorkFailedError } from './job-failed.js';
import type { JobTools } from './job-tools.js';
import { againForFeature, settle } from './job-tools.js';

/** Handler of `record-event` jobs: registered under this name by the feature that keeps cases. */
export const RECORD_EVENT = 'record-event';

/** Work of a feature: its own due rows, and `record-event`, which the model asked for. Rows and job's end in one transaction. */
export async function runFeatureJob(tools: JobTools, job: JobRow, name: string): Promise<void> {
  const handler = tools.context.registry.featureJob(name);
  if (!handler) throw new HopelessError(`nobody serves the job ${name}`);
  const context = contextOf(tools, job, name);
  const prepared = await guarded(async () => handler.prepare?.(context));
  await tools.executor.alone(
    async (session) => {
      await settle(session, job);
      await guarded(() => handler.apply(session.tx, context, prepared));
    },
    { again: againForFeature, jobId: job.id },
  );
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new WorkFailedError(error);
  }
}

function contextOf(tools: JobTools, job: JobRow, name: string): FeatureJobContext {
  return {
    jobId: job.id,
    name,
    ref: job.ref,
    payload: job.payload,
    mode: job.mode,
    dueAt: job.dueAt,
    now: tools.context.clock.now(),
  };
}
