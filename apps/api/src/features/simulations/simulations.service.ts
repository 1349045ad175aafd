import { Inject, Injectable } from '@nestjs/common';
import {
  bindDecisions,
  bindDefinitionId,
  checkDefinition,
  fillForm,
  parseBpmn,
  parseDmn,
  parseForm,
  type DecisionModel,
  type ModelFinding,
  type ProcessDefinition,
} from '@pledge/engine';
import type { SimulationRequest, SimulationResponse } from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE } from '@pledge/nest';
import { Problem, type Clock, type DefinitionRow, type ProcessEngine, type ResourceRow } from '@pledge/runtime';
import { simulate, type SimulationResult } from '@pledge/simulation';

/** Zone of a trial. */
export const ZONE = 'Asia/Shanghai';

/** Runs a draft or a deployed definition in virtual time; nothing is stored and nobody is told. */
@Injectable()
export class SimulationsService {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem MODEL_INVALID, NOT_FOUND or SCENARIO_INVALID. */
  async run(request: SimulationRequest): Promise<SimulationResponse> {
    const definitions = request.resources
      ? await this.fromResources(request.resources, request.withDeployed === true)
      : await this.fromDefinition(request.definitionId ?? '');
    const before = process.cpuUsage();
    const elapsed = (): number => {
      const used = process.cpuUsage(before);
      return (used.user + used.system) / 1000;
    };
    try {
      const result = mutable(
        simulate(definitions, request.scenario, {
          now: this.clock.now(),
          zone: ZONE,
          elapsed,
          calendars: (name) => this.engine.calendar(name),
        }),
      );
      if (request.scenario.play) await this.showForms(result, request.resources ?? []);
      return result;
    } catch (error) {
      if (error instanceof RangeError) throw new Problem('invalid', 'SCENARIO_INVALID', { reason: error.message });
      throw error;
    }
  }

  /** Puts the forms of open tasks beside them, as they are shown; a task whose form is nowhere stays without. */
  private async showForms(
    result: SimulationResponse,
    drafts: NonNullable<SimulationRequest['resources']>,
  ): Promise<void> {
    for (const wait of result.open) {
      if (wait.formId === undefined) continue;
      const content =
        drafts.find(({ name }) => name === `${wait.formId ?? ''}.form.json`)?.content ??
        (await this.engine.latestResource('form', wait.formId))?.content;
      if (content === undefined || !parseForm(content).ok) continue;
      const context = { variables: wait.variables, now: Date.parse(result.at), zone: ZONE };
      const { schema, variables } = fillForm(JSON.parse(content), context);
      wait.form = { schema, variables: { ...variables } };
    }
  }

  /**
   * A draft, and where it is asked for the processes and decisions in use that it does not replace.
   * @throws Problem MODEL_INVALID
   */
  async fromResources(
    resources: NonNullable<SimulationRequest['resources']>,
    withDeployed: boolean,
  ): Promise<ProcessDefinition[]> {
    const drafts = await this.read(resources, 'draft');
    if (!withDeployed) return bound(drafts);
    const others = (await this.engine.listDefinitions({ latestOnly: true })).map(({ key, xml }) => ({
      name: `${key}.bpmn`,
      content: xml,
    }));
    const decisions = newest(await this.engine.listResources('decision'));
    const deployed = await this.read([...others, ...decisions], 'deployed');
    const drawn = new Set(drafts.definitions.map(({ key }) => key));
    return bound({
      definitions: [...drafts.definitions, ...deployed.definitions.filter(({ key }) => !drawn.has(key))],
      decisions: new Map([...deployed.decisions, ...drafts.decisions]),
    });
  }

  /** What is deployed was checked then, perhaps by fewer rules; a draft is checked now. */
  private async read(
    resources: NonNullable<SimulationRequest['resources']>,
    state: 'draft' | 'deployed',
  ): Promise<{ definitions: ProcessDefinition[]; decisions: ReadonlyMap<string, DecisionModel> }> {
    const decisions = new Map<string, DecisionModel>();
    const definitions: ProcessDefinition[] = [];
    const faults: { resource: string; finding: ModelFinding }[] = [];
    for (const { name, content } of resources) {
      if (name.endsWith('.dmn')) {
        const parsed = await parseDmn(content);
        if (parsed.ok) for (const id of parsed.model.decisions.keys()) decisions.set(id, parsed.model);
        else
          faults.push(
            ...parsed.findings.map((finding) => ({
              resource: name,
              finding: { ...finding, severity: 'error' as const },
            })),
          );
      }
      if (!/\.bpmn(20\.xml)?$|\.xml$/.test(name)) continue;
      const model = await parseBpmn(content);
      const findings = [...model.findings, ...model.definitions.flatMap((definition) => checkDefinition(definition))];
      faults.push(
        ...findings.filter((finding) => finding.severity === 'error').map((finding) => ({ resource: name, finding })),
      );
      definitions.push(...model.definitions);
    }
    if (faults.length > 0 && state === 'draft')
      throw new Problem(
        'invalid',
        'MODEL_INVALID',
        {},
        faults.map(({ resource, finding }) => ({
          resource,
          rule: finding.rule,
          message: finding.message,
          ...(finding.elementId ? { elementId: finding.elementId } : {}),
        })),
      );
    return { definitions, decisions };
  }

  /** A deployed definition with what it runs with: called processes and decisions in use. @throws Problem DEFINITION_UNKNOWN */
  async fromDefinition(id: string): Promise<ProcessDefinition[]> {
    const row = await this.engine.findDefinition(id);
    if (!row) throw new Problem('not-found', 'DEFINITION_UNKNOWN', { key: id });
    const decisions = boundTo(row, await this.engine.listResources('decision')).map((resource) => ({
      name: `${resource.key}.dmn`,
      content: resource.content,
    }));
    const others = (await this.engine.listDefinitions({ latestOnly: true })).filter((other) => other.key !== row.key);
    const files = [
      { name: 'root.bpmn', content: row.xml },
      ...others.map((other) => ({ name: `${other.key}.bpmn`, content: other.xml })),
      ...decisions,
    ];
    const definitions = bound(await this.read(files, 'deployed'));
    // A file may hold several processes: the one asked for begins.
    return definitions.sort((a, b) => Number(b.key === row.key) - Number(a.key === row.key));
  }
}

function bound(read: {
  definitions: readonly ProcessDefinition[];
  decisions: ReadonlyMap<string, DecisionModel>;
}): ProcessDefinition[] {
  return read.definitions.map((definition) =>
    bindDecisions(bindDefinitionId(definition, definition.key), read.decisions),
  );
}

function newest(rows: readonly ResourceRow[]): { name: string; content: string }[] {
  const byKey = new Map<string, ResourceRow>();
  for (const row of rows) if (row.version > (byKey.get(row.key)?.version ?? 0)) byKey.set(row.key, row);
  return [...byKey.values()].map(({ key, content }) => ({ name: `${key}.dmn`, content }));
}

/** The result as the contract types it: the same values, in lists that may change. */
function mutable(result: SimulationResult): SimulationResponse {
  return structuredClone(result) as SimulationResponse;
}

/** As the process runs with them: of its own deployment, else the newest that was there when it was deployed (design D9). */
function boundTo(
  definition: Pick<DefinitionRow, 'deploymentId' | 'deployedAt'>,
  resources: readonly ResourceRow[],
): ResourceRow[] {
  const rank = (row: ResourceRow): number =>
    row.deploymentId === definition.deploymentId
      ? Infinity
      : row.deployedAt <= definition.deployedAt
        ? row.version
        : -1;
  const byKey = new Map<string, ResourceRow>();
  for (const row of resources) {
    const known = byKey.get(row.key);
    if (known === undefined || rank(row) > rank(known)) byKey.set(row.key, row);
  }
  return [...byKey.values()];
}
