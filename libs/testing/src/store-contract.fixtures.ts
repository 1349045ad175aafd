import { randomUUID } from 'node:crypto';
import type {
  BatchWrites,
  DefinitionRow,
  DeploymentRow,
  EngineStore,
  HistoryRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  MessageRow,
  ResourceRow,
  SubscriptionRow,
  UnitOfWork,
  UserTaskRow,
} from '@pledge/runtime';

/** What a store specification needs: an empty store and its unit of work. */
export interface StoreUnderTest {
  readonly store: EngineStore;
  readonly unitOfWork: UnitOfWork;
  close(): Promise<void>;
}

export const noWrites = (): BatchWrites => ({
  instancesInserted: [],
  instancesUpdated: [],
  tasksInserted: [],
  tasksAssigned: [],
  tasksChanged: [],
  watchersAdded: [],
  commentsInserted: [],
  tasksClosed: [],
  jobsInserted: [],
  jobsDeleted: [],
  subscriptionsInserted: [],
  subscriptionsDeleted: [],
  incidentsInserted: [],
  incidentsResolved: [],
  history: [],
  messagesUpdated: [],
  idempotency: [],
  relabelled: [],
});

/** Writes one batch in a unit of its own; a conflict is an error here. */
export async function write(under: StoreUnderTest, writes: Partial<BatchWrites>): Promise<void> {
  await under.unitOfWork.run(async (tx) => {
    if ((await under.store.writeBatch(tx, { ...noWrites(), ...writes })) === 'conflict') throw new Error('conflict');
  });
}

export function anInstance(change: Partial<InstanceRow> = {}): InstanceRow {
  const id = change.id ?? randomUUID();
  return {
    id,
    definitionId: randomUUID(),
    definitionKey: 'fault-handling',
    businessKey: 'GD-2026-0001',
    rootInstanceId: id,
    parentInstanceId: null,
    parentCallId: null,
    mode: 'live',
    status: 'active',
    incidentCount: 0,
    state: JSON.stringify({ 变量: '它的"值"\\ 🔧' }),
    revision: 0,
    startedAt: 1000,
    endedAt: null,
    ...change,
  };
}
export function aTask(change: Partial<UserTaskRow> = {}): UserTaskRow {
  return {
    id: randomUUID(),
    instanceId: randomUUID(),
    definitionId: randomUUID(),
    definitionKey: 'fault-handling',
    elementId: 'Task_确认',
    elementInstanceId: 'e1',
    name: '确认故障',
    state: 'open',
    assignee: null,
    owner: null,
    duty: null,
    held: false,
    candidateGroups: [],
    candidateUsers: [],
    formId: null,
    requires: [],
    businessKey: 'GD-2026-0001',
    mode: 'live',
    priority: 50,
    dueAt: null,
    followUpAt: null,
    urgencyAt: null,
    draft: null,
    createdAt: 1000,
    endedAt: null,
    completedBy: null,
    ...change,
  };
}
export function aJob(change: Partial<JobRow> = {}): JobRow {
  return {
    id: randomUUID(),
    type: 'service-task',
    name: 'notify',
    instanceId: null,
    ref: null,
    dueAt: 1000,
    createdAt: 1000,
    retriesLeft: 3,
    payload: { 键: [1, null] },
    mode: 'live',
    state: 'waiting',
    lockOwner: null,
    lockedUntil: null,
    lockToken: 0,
    lastError: null,
    ...change,
  };
}
export const aFeatureJob = (name: string, ref: string, change: Partial<JobRow> = {}): JobRow =>
  aJob({ type: 'feature', name, ref, ...change });

export function aSubscription(change: Partial<SubscriptionRow> = {}): SubscriptionRow {
  return {
    id: randomUUID(),
    kind: 'message',
    name: 'engineer-appointed',
    correlationKey: 'GD-1',
    instanceId: randomUUID(),
    definitionId: null,
    elementId: 'Catch',
    mode: 'live',
    createdAt: 1000,
    ...change,
  };
}
export function aMessage(change: Partial<MessageRow> = {}): MessageRow {
  return {
    id: randomUUID(),
    name: 'engineer-appointed',
    correlationKey: 'GD-1',
    variables: { engineer: '王工' },
    mode: 'live',
    createdAt: 1000,
    expiresAt: 5000,
    state: 'buffered',
    instanceId: null,
    ...change,
  };
}
export function anIncident(change: Partial<IncidentRow> = {}): IncidentRow {
  return {
    id: randomUUID(),
    instanceId: randomUUID(),
    jobId: null,
    elementId: 'Gateway',
    code: 'NO_FLOW_TAKEN',
    message: '没有可走的路径',
    createdAt: 1000,
    resolvedAt: null,
    ...change,
  };
}
export function anEntry(instanceId: string, seq: number): HistoryRow {
  return { instanceId, seq, at: 1000 + seq, type: 'element-entered', elementId: 'Start' };
}
export function aDeployment(deployedAt: number): DeploymentRow {
  return { id: randomUUID(), name: '出厂', source: 'shipped', deployedBy: 'system', deployedAt };
}
export function aDefinition(deployment: DeploymentRow, change: Partial<DefinitionRow> = {}): DefinitionRow {
  return {
    id: randomUUID(),
    deploymentId: deployment.id,
    key: 'fault-handling',
    version: 1,
    name: '故障处理',
    resourceName: 'fault-handling.bpmn',
    xml: '<bpmn/>',
    hash: 'h1',
    source: deployment.source,
    status: 'active',
    blockedReason: null,
    findings: [],
    deployedAt: deployment.deployedAt,
    ...change,
  };
}
export function aForm(deployment: DeploymentRow, change: Partial<ResourceRow> = {}): ResourceRow {
  return {
    id: randomUUID(),
    deploymentId: deployment.id,
    kind: 'form',
    key: 'confirm',
    version: 1,
    name: 'confirm.form.json',
    content: '{}',
    hash: 'f1',
    source: deployment.source,
    deployedAt: deployment.deployedAt,
    ...change,
  };
}
