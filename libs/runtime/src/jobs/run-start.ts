import type { StartInstanceCommand } from '@pledge/engine';
import { startableDefinition } from '../commands/start-instance.js';
import { Problem } from '../errors.js';
import type { JobRow } from '../ports/rows.js';
import { HopelessError } from './job-failed.js';
import type { JobTools } from './job-tools.js';
import { againForEngine, settle } from './job-tools.js';
import type { StartChildPayload, StartInstancePayload } from './payloads.js';
import { payloadOf } from './payloads.js';
import type { BoundDefinition } from '../definitions/definition-cache.js';

/** A missing or blocked process is an incident that a deployment and a retry mend, not ten tries. */
async function definitionFor(
  tools: JobTools,
  target: Parameters<typeof startableDefinition>[1],
): Promise<BoundDefinition> {
  try {
    return await startableDefinition(tools.context, target);
  } catch (error) {
    if (error instanceof Problem) throw new HopelessError(`${error.code} ${target.key ?? target.definitionId ?? ''}`);
    throw error;
  }
}

/** Job and instance in one transaction: a child is started once, however often the job is taken. */
async function startOnce(
  tools: JobTools,
  job: JobRow,
  definition: BoundDefinition,
  command: StartInstanceCommand,
  rootInstanceId?: string,
): Promise<void> {
  await tools.executor.alone(
    async (session) => {
      await settle(session, job);
      const outcome = session.start({
        definition,
        command,
        ...(rootInstanceId === undefined ? {} : { rootInstanceId }),
      });
      if (outcome.kind === 'rejected') throw new HopelessError(`${outcome.code} ${outcome.detail}`);
    },
    { again: againForEngine, jobId: job.id },
  );
}

export async function runStartChild(tools: JobTools, job: JobRow): Promise<void> {
  const payload = payloadOf<StartChildPayload>(job);
  const definition = await definitionFor(tools, { key: payload.processKey });
  const command: StartInstanceCommand = {
    type: 'start-instance',
    instanceId: payload.childInstanceId,
    mode: job.mode,
    variables: payload.variables,
    parent: { instanceId: job.instanceId ?? '', callId: payload.callId },
    ...(payload.businessKey === null ? {} : { businessKey: payload.businessKey }),
  };
  await startOnce(tools, job, definition, command, payload.rootInstanceId);
}

export async function runStartInstance(tools: JobTools, job: JobRow): Promise<void> {
  const payload = payloadOf<StartInstancePayload>(job);
  const definition = await definitionFor(tools, payload);
  await startOnce(tools, job, definition, {
    type: 'start-instance',
    instanceId: payload.instanceId,
    mode: job.mode,
    variables: payload.variables,
    actor: payload.actor,
    ...(payload.businessKey === null ? {} : { businessKey: payload.businessKey }),
  });
}
