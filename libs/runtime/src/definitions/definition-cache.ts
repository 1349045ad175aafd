import type { DecisionModel, Form, ProcessDefinition } from '@pledge/engine';
import { bindDecisions, bindDefinitionId, parseBpmn, parseDmn, parseForm } from '@pledge/engine';
import { Problem } from '../errors.js';
import type { EngineStore } from '../ports/engine-store.js';
import type { DefinitionRow } from '../ports/rows.js';

/** A stored definition, parsed and compiled once, its decisions bound (design D9). */
export interface BoundDefinition {
  readonly row: DefinitionRow;
  readonly process: ProcessDefinition;
  /** Forms of its tasks by form id, as they were bound at its deployment. */
  readonly forms: ReadonlyMap<string, BoundForm>;
}
export interface BoundForm {
  readonly content: string;
  readonly form: Form;
}

/** Ids of the decisions that business rule tasks name; null when one is FEEL, so that any may be meant. */
export function decisionIdsOf(process: ProcessDefinition): readonly string[] | null {
  const ids = new Set<string>();
  for (const node of process.nodes.values()) {
    if (!node.decision) continue;
    if (node.decision.decisionId.kind === 'feel') return null;
    ids.add(node.decision.decisionId.text);
  }
  return [...ids];
}

/** Ids of the forms of user tasks and start events. */
export function formIdsOf(process: ProcessDefinition): readonly string[] {
  const ids = new Set<string>();
  for (const node of process.nodes.values()) {
    const id = node.userTask?.formId ?? node.formId;
    if (id !== undefined) ids.add(id);
  }
  return [...ids];
}

/** Parsed definitions by id: a version never changes, so an entry is never stale. */
export class DefinitionCache {
  private readonly byId = new Map<string, Promise<BoundDefinition>>();
  private readonly latestByKey = new Map<string, { readonly id: string; readonly until: number }>();
  /** Until when (system ms) the status of a definition is taken for known. */
  private readonly statusUntil = new Map<string, number>();

  constructor(
    private readonly store: EngineStore,
    private readonly systemNow: () => number,
    private readonly latestForMs = 1_000,
  ) {}

  /** @throws Problem DEFINITION_UNKNOWN */
  async get(id: string): Promise<BoundDefinition> {
    const known = this.byId.get(id);
    if (known) return known;
    const loading = this.load(id);
    this.byId.set(id, loading);
    loading.catch(() => this.byId.delete(id));
    return loading;
  }

  /**
   * Newest version of a process. What another node deployed is seen after a second; `forget` makes this node see its own
   * at once. @throws Problem DEFINITION_UNKNOWN
   */
  async latest(key: string): Promise<BoundDefinition> {
    const known = this.latestByKey.get(key);
    if (known && known.until > this.systemNow()) return this.get(known.id);
    const row = await this.store.latestDefinition(key);
    if (!row) throw new Problem('not-found', 'DEFINITION_UNKNOWN', { key });
    const until = this.systemNow() + this.latestForMs;
    this.latestByKey.set(key, { id: row.id, until });
    this.statusUntil.set(row.id, until);
    return this.withStatus(row);
  }

  /** As `get`, with a status that is at most a second old: another node may have suspended it. @throws Problem DEFINITION_UNKNOWN */
  async current(id: string): Promise<BoundDefinition> {
    if ((this.statusUntil.get(id) ?? 0) > this.systemNow()) return this.get(id);
    const row = await this.store.findDefinition(id);
    if (!row) throw new Problem('not-found', 'DEFINITION_UNKNOWN', { key: id });
    this.statusUntil.set(id, this.systemNow() + this.latestForMs);
    return this.withStatus(row);
  }

  private async withStatus(row: DefinitionRow): Promise<BoundDefinition> {
    const bound = await this.get(row.id);
    if (bound.row.status === row.status && bound.row.blockedReason === row.blockedReason) return bound;
    const changed = { ...bound, row };
    this.byId.set(row.id, Promise.resolve(changed));
    return changed;
  }

  /** After a deployment or a change of status. */
  forget(): void {
    this.latestByKey.clear();
    this.statusUntil.clear();
    this.byId.clear();
  }

  private async load(id: string): Promise<BoundDefinition> {
    const row = await this.store.findDefinition(id);
    if (!row) throw new Problem('not-found', 'DEFINITION_UNKNOWN', { key: id });
    const parsed = await parseBpmn(row.xml);
    const process = parsed.definitions.find((definition) => definition.key === row.key);
    if (!process) throw new Error(`stored definition ${id} does not hold process ${row.key}`);
    const decisions = await this.decisionsOf(process, row.deploymentId);
    const forms = await this.formsOf(process, row.deploymentId);
    return { row, process: bindDecisions(bindDefinitionId(process, id), decisions), forms };
  }

  private async formsOf(process: ProcessDefinition, deploymentId: string): Promise<Map<string, BoundForm>> {
    const forms = new Map<string, BoundForm>();
    for (const id of formIdsOf(process)) {
      const row = await this.store.boundResource('form', id, deploymentId);
      const parsed = row ? parseForm(row.content) : null;
      if (row && parsed?.ok) forms.set(id, { content: row.content, form: parsed.form });
    }
    return forms;
  }

  private async decisionsOf(process: ProcessDefinition, deploymentId: string): Promise<Map<string, DecisionModel>> {
    const named = decisionIdsOf(process);
    const ids = named ?? (await this.store.listResources('decision')).map((row) => row.key);
    const models = new Map<string, DecisionModel>();
    for (const id of ids) {
      const row = await this.store.boundResource('decision', id, deploymentId);
      if (!row) continue;
      const parsed = await parseDmn(row.content);
      if (parsed.ok) models.set(id, parsed.model);
    }
    return models;
  }
}
