import type { Variables } from '@pledge/engine';
import type { CommandSession } from '../command-session.js';
import type { Delegate, DelegateContext } from '../delegates/delegate.js';
import { BpmnError } from '../delegates/delegate.js';
import { checkGuards } from '../guards/check-guards.js';
import type { JobRow } from '../ports/rows.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { HopelessError, WorkFailedError } from './job-failed.js';
import type { JobTools } from './job-tools.js';
import { againForEngine, againForFeature, heldBack, settle } from './job-tools.js';
import type { ServiceTaskPayload } from './payloads.js';
import { payloadOf } from './payloads.js';

/**
 * Service task (design section 6): `prepare` outside any transaction; then one transaction with the job's completion, the
 * feature's rows and the instance's next step. `BpmnError` goes to the model instead, and nothing of `apply` remains.
 */
export async function runServiceTask(tools: JobTools, job: JobRow): Promise<void> {
  const delegate = tools.context.registry.delegate(job.name);
  if (!delegate) throw new HopelessError(`no delegate serves the job type ${job.name}`);
  const payload = payloadOf<ServiceTaskPayload>(job);
  const delegateContext = contextOf(tools, job, payload);
  if (payload.requires.length > 0) await tools.context.unitOfWork.run((tx) => guard(tools, tx, job, payload));
  try {
    const prepared = await prepare(delegate, delegateContext);
    await tools.executor.alone((session) => apply(session, job, delegate, delegateContext, prepared), {
      again: againForFeature,
      jobId: job.id,
    });
  } catch (error) {
    const cause = error instanceof WorkFailedError ? error.reason : error;
    if (!(cause instanceof BpmnError)) throw error;
    await tools.executor.alone((session) => throwError(session, job, cause), { again: againForEngine, jobId: job.id });
  }
}

async function prepare(delegate: Delegate, context: DelegateContext): Promise<unknown> {
  try {
    return await delegate.prepare?.(context);
  } catch (error) {
    throw new WorkFailedError(error);
  }
}

async function apply(
  session: CommandSession,
  job: JobRow,
  delegate: Delegate,
  context: DelegateContext,
  prepared: unknown,
): Promise<void> {
  const tools = { context: session.context };
  const working = job.instanceId === null ? null : await session.loadOne({ by: 'instance', id: job.instanceId });
  if (await heldBack(session, job, working)) return;
  await settle(session, job);
  if (!working) return;
  await guard(tools, session.tx, job, payloadOf<ServiceTaskPayload>(job));
  let variables: Variables;
  try {
    variables = (await delegate.apply(session.tx, context, prepared)) ?? {};
  } catch (error) {
    throw new WorkFailedError(error);
  }
  const outcome = session.step(working, { type: 'complete-job', jobId: job.id, variables });
  // The wait is gone although the job was ours: the feature's rows must not stay either.
  if (outcome.kind === 'rejected')
    throw new HopelessError(`the engine refused the result: ${outcome.code} ${outcome.detail}`);
}

async function throwError(session: CommandSession, job: JobRow, error: BpmnError): Promise<void> {
  const working = job.instanceId === null ? null : await session.loadOne({ by: 'instance', id: job.instanceId });
  if (await heldBack(session, job, working)) return;
  await settle(session, job);
  if (!working) return;
  const { errorCode, message, variables } = error;
  session.step(working, { type: 'throw-job-error', jobId: job.id, errorCode, message, variables });
}

async function guard(
  tools: Pick<JobTools, 'context'>,
  tx: Transaction,
  job: JobRow,
  payload: ServiceTaskPayload,
): Promise<void> {
  const move = {
    action: 'job-start',
    instanceId: job.instanceId ?? '',
    elementId: payload.elementId,
    mode: job.mode,
    actor: 'system',
  } as const;
  await checkGuards(tools.context, tx, payload.requires, move);
}

function contextOf(tools: JobTools, job: JobRow, payload: ServiceTaskPayload): DelegateContext {
  return {
    jobId: job.id,
    jobType: job.name,
    instanceId: job.instanceId ?? '',
    rootInstanceId: payload.rootInstanceId,
    businessKey: payload.businessKey,
    elementId: payload.elementId,
    mode: job.mode,
    headers: payload.headers,
    variables: payload.variables,
    now: tools.context.clock.now(),
  };
}
