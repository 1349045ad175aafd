import { newJob } from './effects/new-job.js';
import type { JobExecutor } from './jobs/job-executor.js';
import type { PublishMessagePayload, StartInstancePayload } from './jobs/payloads.js';
import { toPayload } from './jobs/payloads.js';
import { expiryOf } from './messages/publish-message.js';
import { checkVariables } from './commands/check-variables.js';
import { startableDefinition } from './commands/start-instance.js';
import type { JobRow } from './ports/rows.js';
import type { Transaction } from './ports/unit-of-work.js';
import type { MessageRequest, ProcessEngine, StartRequest } from './process-engine.js';
import type { RuntimeContext } from './runtime-context.js';

type LaterMethods =
  'startInstanceLater' | 'publishMessageLater' | 'schedule' | 'unschedule' | 'setUrgency' | 'bindSubject';

/** What features write in their own unit of work: rows now, commands after the commit (design section 5). */
export function laterMethods(context: RuntimeContext, jobs: JobExecutor): Pick<ProcessEngine, LaterMethods> {
  const { store, unitOfWork, newId, clock } = context;

  const afterCommit = (tx: Transaction, listener: () => void): void => {
    // Without the hook: the executor's own unit of work waits for the writer, or the poller comes a second later.
    if (unitOfWork.afterCommit) unitOfWork.afterCommit(tx, listener);
    else listener();
  };
  const nudge = (tx: Transaction, jobId: string): void => {
    const origins = context.jobsOf.get(tx) ?? [];
    afterCommit(tx, () => jobs.nudge([jobId], origins));
  };
  const insert = async (tx: Transaction, job: JobRow): Promise<void> => {
    await store.insertJobs(tx, [job]);
    nudge(tx, job.id);
  };

  return {
    async startInstanceLater(tx: Transaction, request: StartRequest & { readonly instanceId: string }): Promise<void> {
      checkVariables(context, request.variables);
      await startableDefinition(context, request);
      const payload: StartInstancePayload = {
        instanceId: request.instanceId,
        key: request.key ?? null,
        definitionId: request.definitionId ?? null,
        businessKey: request.businessKey ?? null,
        variables: request.variables ?? {},
        actor: request.actor,
      };
      const now = clock.now();
      const mode = request.mode ?? 'live';
      const job = {
        id: newId(),
        type: 'start-instance',
        instanceId: null,
        ref: request.instanceId,
        dueAt: now,
        createdAt: now,
        mode,
      } as const;
      await insert(tx, newJob({ ...job, payload: toPayload(payload) }));
    },

    async publishMessageLater(tx: Transaction, request: MessageRequest): Promise<void> {
      checkVariables(context, request.variables);
      const now = clock.now();
      if (request.timeToLive !== undefined) expiryOf(request.timeToLive, now, context.zone);
      const payload: PublishMessagePayload = {
        messageId: request.messageId ?? newId(),
        name: request.name,
        correlationKey: request.correlationKey ?? null,
        variables: request.variables ?? {},
        timeToLive: request.timeToLive ?? null,
      };
      const { name, mode = 'live' } = request;
      const job = {
        id: newId(),
        type: 'publish-message',
        name,
        instanceId: null,
        dueAt: now,
        createdAt: now,
        mode,
      } as const;
      await insert(tx, newJob({ ...job, payload: toPayload(payload) }));
    },

    async schedule(tx, { name, ref, dueAt, payload = {}, mode = 'live', retries }): Promise<void> {
      const now = clock.now();
      const job = newJob({
        id: newId(),
        type: 'feature',
        name,
        instanceId: null,
        ref,
        dueAt,
        createdAt: now,
        payload,
        mode,
        ...(retries === undefined ? {} : { retries }),
      });
      await store.upsertFeatureJob(tx, job);
      if (dueAt <= now) nudge(tx, job.id);
    },

    unschedule: (tx, name, refs) => store.deleteFeatureJobs(tx, name, refs),

    async setUrgency(tx, businessKey, urgencyAt): Promise<void> {
      await store.setUrgency(tx, businessKey, urgencyAt);
      // A step of the same transaction may open tasks of the case.
      context.urgenciesOf.get(tx)?.set(businessKey, urgencyAt);
    },

    bindSubject: (tx, subject) => store.bindSubject(tx, subject),
  };
}
