import { readState, type InstanceState } from '@pledge/engine';
import { hostname } from 'node:os';
import { advanceTo } from './clock/advance-to.js';
import { checkVariables } from './commands/check-variables.js';
import { cancelInstance, resumeInstance, setVariables, suspendInstance } from './commands/instance-commands.js';
import { operateTask } from './commands/human-commands.js';
import { outsideOfUnits } from './commands/outside-of-units.js';
import { retryIncident } from './commands/retry-incident.js';
import { startInstance, startableDefinition } from './commands/start-instance.js';
import { claimTask, completeTask, unclaimTask } from './commands/task-commands.js';
import { returnTask, withdrawTask } from './commands/way-back-commands.js';
import { wayBackQueries } from './commands/way-back-queries.js';
import { DefinitionCache } from './definitions/definition-cache.js';
import { Registry } from './delegates/registry.js';
import { deploy } from './deployment/deploy.js';
import { blockUnknown } from './deployment/block-unknown.js';
import { Problem } from './errors.js';
import { CommandExecutor, storeAnswer } from './execute-commands.js';
import { fanOut } from './jobs/run-messages.js';
import { JobExecutor } from './jobs/job-executor.js';
import { laterMethods } from './later.js';
import { publishMessage } from './messages/publish-message.js';
import { operationMethods } from './operations/operations.js';
import { newId as newUuid } from './new-id.js';
import type { Clock } from './ports/clock.js';
import type { EngineStore } from './ports/engine-store.js';
import type { UnitOfWork } from './ports/unit-of-work.js';
import type {
  CommittedChange,
  DeploymentReview,
  ProcessCheck,
  RuleCheck,
  ProcessEngine,
  TemplateCheck,
} from './process-engine.js';
import { queryMethods } from './queries.js';
import type { RuntimeContext, RuntimeLimits, RuntimeLogger } from './runtime-context.js';
import { defaultLimits } from './runtime-context.js';

export interface ProcessEngineOptions {
  readonly store: EngineStore;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** IANA zone of the installation, for example `Asia/Shanghai`. */
  readonly zone: string;
  /**
   * Who holds the leases of this node's jobs: the same after a restart, so that `start()` frees what the last run left,
   * and another one for every node on the same database. The default is the name of the machine.
   */
  readonly nodeName?: string;
  /** UUIDv7; the default is `new-id.ts`. */
  readonly newId?: () => string;
  readonly logger?: RuntimeLogger;
  /** Reads stored states; the default knows every version that this engine ever wrote. */
  readonly readState?: (json: string) => InstanceState;
  readonly limits?: Partial<RuntimeLimits>;
  /** The second opinion on a diagram (design D1). */
  readonly review?: DeploymentReview;
  /** Load-time checks of templates; without it any template is stored. */
  readonly checkProcess?: ProcessCheck;
  readonly checkTemplate?: TemplateCheck;
  /** Service rules; without it any rule is stored, and none is asked. */
  readonly checkRules?: RuleCheck;
}

const silent: RuntimeLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The engine on a store. Register delegates, feature jobs and guards, then `start()`. */
export function createProcessEngine(options: ProcessEngineOptions): ProcessEngine {
  const { store, unitOfWork, clock, zone, newId = newUuid, logger = silent, nodeName = hostname() } = options;
  const registry = new Registry();
  const definitions = new DefinitionCache(store, () => clock.systemNow());
  const listeners: ((changes: readonly CommittedChange[]) => void)[] = [];
  const context: RuntimeContext = {
    store,
    unitOfWork,
    clock,
    zone,
    nodeName,
    newId,
    logger,
    limits: { ...defaultLimits, ...options.limits },
    definitions,
    readState: options.readState ?? readState,
    registry,
    urgenciesOf: new WeakMap(),
    jobsOf: new WeakMap(),
    committed(session) {
      jobs.nudge(session.dueJobIds(), session.jobIds);
      if (session.changes.length === 0) return;
      for (const listener of listeners) {
        try {
          listener(session.changes);
        } catch (error) {
          logger.error('a listener of committed changes failed', { error: String(error) });
        }
      }
    },
  };
  const executor = new CommandExecutor(context);
  const jobs: JobExecutor = new JobExecutor(context, executor);
  let degraded: readonly string[] = [];
  let ready: Promise<void> = Promise.resolve();

  return outsideOfUnits(unitOfWork, {
    ...laterMethods(context, jobs),
    ...queryMethods(context),
    ...wayBackQueries(context),
    ...operationMethods(context, executor),
    deploy: (request) => deploy(context, request, options),
    async startInstance(request) {
      checkVariables(context, request.variables);
      const definition = await startableDefinition(context, request);
      return executor.submit(startInstance(definition, { ...request, instanceId: newId() }));
    },
    async completeTask(taskId, variables, actor, idempotency) {
      checkVariables(context, variables);
      return executor.submit(completeTask(taskId, variables, actor, idempotency));
    },
    claimTask: (taskId, assignee, actor, idempotency) =>
      executor.submit(claimTask(taskId, assignee, actor, idempotency)),
    unclaimTask: (taskId, actor) => executor.submit(unclaimTask(taskId, actor)),
    operateTask: (command, idempotency) => executor.submit(operateTask(command, idempotency)),
    returnTask: (request, actor, idempotency) => executor.submit(returnTask(request, actor, idempotency)),
    async withdrawTask(taskId, request, actor, idempotency) {
      const task = await store.findTask(taskId);
      if (task === null) throw new Problem('not-found', 'TASK_UNKNOWN', { taskId });
      if (task.state !== 'completed' || task.completedBy !== actor.userId)
        throw new Problem('forbidden', 'WITHDRAW_NOT_COMPLETER');
      return executor.submit(withdrawTask(task, request, actor, idempotency));
    },
    followTask: (taskId, username, on) =>
      unitOfWork.run((tx) => store.setWatcher(tx, { taskId, kind: 'following', username }, on)),
    async markTaskRead(taskId, username) {
      await unitOfWork.run((tx) => store.markRead(tx, { taskId, username, readAt: clock.now() }));
    },
    async saveDraft(taskId, variables) {
      checkVariables(context, variables);
      await unitOfWork.run((tx) => store.saveDraft(tx, taskId, variables));
    },
    async publishMessage(request) {
      checkVariables(context, request.variables);
      const message = {
        id: request.messageId ?? newId(),
        name: request.name,
        correlationKey: request.correlationKey ?? null,
        variables: request.variables ?? {},
        mode: request.mode ?? 'live',
        timeToLive: request.timeToLive ?? null,
      } as const;
      return executor.alone((session) => publishMessage(session, message));
    },
    async broadcastSignal({ name, variables = {}, mode = 'live' }, idempotency) {
      checkVariables(context, variables);
      const result = { id: newId() };
      await executor.alone(async (session) => {
        storeAnswer(session, idempotency, result);
        await fanOut(session, { name, variables }, mode);
      });
      return result;
    },
    cancelInstance: (id, reason, actor) => executor.submit(cancelInstance(id, reason, actor)),
    suspendInstance: (id, reason, actor) => executor.submit(suspendInstance(id, reason, actor)),
    resumeInstance: (id, reason, actor) => executor.submit(resumeInstance(id, reason, actor)),
    async setVariables(id, variables, actor) {
      checkVariables(context, variables);
      await executor.submit(setVariables(id, variables, actor));
    },
    async retryIncident(incidentId, actor, variables) {
      checkVariables(context, variables);
      await retryIncident(context, executor, { incidentId, actor, variables });
    },
    registerDelegate: (jobType, delegate) => registry.addDelegate(jobType, delegate),
    registerFeatureJob: (name, handler) => registry.addFeatureJob(name, handler),
    registerGuard: (name, guard) => registry.addGuard(name, guard),
    registerCalendars: (find) => registry.setCalendars(find),
    calendar: (name) => registry.calendar(name),
    onCommitted: (listener) => void listeners.push(listener),
    async runDueJobs() {
      await ready;
      return jobs.runDue();
    },
    settled: (timeoutMs) => jobs.settled(timeoutMs),
    advanceTo: (instant) => advanceTo({ clock, store, jobs }, instant),
    degraded: () => degraded,
    start(memory) {
      jobs.start();
      ready = blockUnknown(context, memory).then(
        (reasons) => void (degraded = reasons),
        (error: unknown) => logger.error('stored definitions could not be checked', { error: String(error) }),
      );
    },
    ready: () => ready,
    stop: () => jobs.stop(),
  });
}
