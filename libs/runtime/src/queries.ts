import type { DecisionModel } from '@pledge/engine';
import { activeElements, evaluateDecision, fillForm, parseDmn } from '@pledge/engine';
import { nodeOfTask, visibleVariables } from './commands/state-views.js';
import { Problem } from './errors.js';
import type { ProcessEngine } from './process-engine.js';
import type { RuntimeContext } from './runtime-context.js';

type QueryMethods =
  | 'findInstance'
  | 'listInstances'
  | 'history'
  | 'findTask'
  | 'listTasks'
  | 'taskComments'
  | 'taskWatchers'
  | 'taskReadMarks'
  | 'taskForm'
  | 'taskNameEn'
  | 'findDefinition'
  | 'latestDefinition'
  | 'listDefinitions'
  | 'listResources'
  | 'latestResource'
  | 'listResourceVersions'
  | 'findDeployments'
  | 'evaluateDecision'
  | 'listJobs'
  | 'listIncidents'
  | 'findIncident';

const HISTORY_LIMIT = 10_000;

/** Reads: nothing here opens a transaction. */
export function queryMethods(context: RuntimeContext): Pick<ProcessEngine, QueryMethods> {
  const { store, definitions, readState } = context;
  const models = new Map<string, DecisionModel>();
  return {
    async findInstance(id) {
      const row = await store.findInstance(id);
      if (!row) return null;
      const { process } = await definitions.get(row.definitionId);
      const state = readState(row.state);
      return { row, activeElements: activeElements(process, state), variables: state.variables };
    },
    listInstances: (q) => store.listInstances(q),
    history: (instanceId, q) =>
      store.listHistory(instanceId, {
        limit: q?.limit ?? HISTORY_LIMIT,
        ...(q?.afterSeq === undefined ? {} : { afterSeq: q.afterSeq }),
      }),
    findTask: (id) => store.findTask(id),
    listTasks: (q) => store.listTasks(q),
    taskComments: (taskId) => store.listComments(taskId),
    taskWatchers: (taskId) => store.listWatchers(taskId),
    taskReadMarks: (q) => store.listReadMarks(q),
    async taskNameEn({ definitionId, elementId }) {
      const { process } = await definitions.get(definitionId);
      return process.nodes.get(elementId)?.labelEn ?? null;
    },
    async taskForm(taskId) {
      const task = await store.findTask(taskId);
      if (!task || task.formId === null) return null;
      const definition = await definitions.get(task.definitionId);
      const bound = definition.forms.get(task.formId);
      if (!bound) throw new Problem('unavailable', 'FORM_MISSING', { formId: task.formId });
      const instance = await store.findInstance(task.instanceId);
      const state = instance ? readState(instance.state) : null;
      const variables = state ? visibleVariables(state, nodeOfTask(state, taskId)) : {};
      return fillForm(JSON.parse(bound.content), { variables, now: context.clock.now(), zone: context.zone });
    },
    findDefinition: (id) => store.findDefinition(id),
    latestDefinition: (key) => store.latestDefinition(key),
    listDefinitions: (q) => store.listDefinitions(q),
    listResources: (kind) => store.listResources(kind),
    listResourceVersions: (kind, key) => store.listResourceVersions(kind, key),
    findDeployments: (ids) => store.findDeployments(ids),
    latestResource: (kind, key) => store.latestResource(kind, key),
    async evaluateDecision(key, variables) {
      const row = await store.latestResource('decision', key);
      if (!row) throw new Problem('not-found', 'DECISION_UNKNOWN', { key });
      const model = models.get(row.id) ?? (await readModel(row.content, key));
      models.set(row.id, model);
      const result = evaluateDecision(model, key, { variables, now: context.clock.now(), zone: context.zone });
      if (!result.ok) throw new Problem('invalid', 'DECISION_FAILED', { key, reason: result.message });
      return { result: result.result, matchedRules: [...result.matchedRules] };
    },
    listJobs: (q) => store.listJobs(q),
    listIncidents: (q) => store.listIncidents(q),
    findIncident: (id) => store.findIncident(id),
  };
}

async function readModel(xml: string, key: string): Promise<DecisionModel> {
  const parsed = await parseDmn(xml);
  if (!parsed.ok)
    throw new Problem('invalid', 'DECISION_FAILED', { key, reason: parsed.findings[0]?.message.en ?? '' });
  return parsed.model;
}
