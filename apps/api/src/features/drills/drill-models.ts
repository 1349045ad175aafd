import { Inject, Injectable } from '@nestjs/common';
import type { DrillStep, EmergencyPlanContent } from '@pledge/contracts';
import type { FlowNode, ProcessDefinition } from '@pledge/engine';
import { PROCESS_ENGINE } from '@pledge/nest';
import type { ProcessEngine } from '@pledge/runtime';
import { GENERAL_PLAN, PlanModels } from '../emergencies/index.js';

/** Marks the moment of recovery in the models. */
const RECOVERED_JOB = 'emergency-recovered';

interface FormComponent {
  readonly type: string;
  readonly key?: string;
  readonly label?: string;
  readonly readonly?: boolean;
  readonly properties?: Readonly<Record<string, string>>;
  readonly values?: readonly { readonly value: unknown; readonly label: string }[];
}
interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What the deployed models of a plan say: their steps, how they are named, what is asked at each. */
@Injectable()
export class DrillModels {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    private readonly models: PlanModels,
  ) {}

  /** Steps of a drill of the plan: those of its own model, then what the general flow asks after it. */
  async steps(planKey: string, plan: EmergencyPlanContent): Promise<DrillStep[]> {
    const tasks: FlowNode[] = [];
    for (const key of [planKey, GENERAL_PLAN]) {
      const definition = await this.definition(key);
      const nodes = [...definition.nodes.values()].filter((node) => node.userTask !== undefined);
      tasks.push(...(key === GENERAL_PLAN ? nodes.filter((node) => isAfterPlan(definition, node)) : nodes));
    }
    return Promise.all(
      tasks.map(async (node) => ({
        elementId: node.id,
        name: nameOf(node),
        limit: plan.steps[node.id] ?? null,
        fields: await this.fields(node.userTask?.formId),
      })),
    );
  }

  /** Names of the steps of a plan by element. */
  async names(planKey: string): Promise<ReadonlyMap<string, Bilingual>> {
    const names = new Map<string, Bilingual>();
    for (const key of [planKey, GENERAL_PLAN])
      for (const node of (await this.definition(key)).nodes.values())
        if (node.userTask !== undefined) names.set(node.id, nameOf(node));
    return names;
  }

  /** Elements of the general flow at which service is back. */
  async recoveryElements(): Promise<ReadonlySet<string>> {
    const { nodes } = await this.definition(GENERAL_PLAN);
    const found = [...nodes.values()].filter(
      (node) => node.job?.type.kind === 'static' && node.job.type.text === RECOVERED_JOB,
    );
    return new Set(found.map((node) => node.id));
  }

  /** True: the latest model of that key is deployed and is no general flow. */
  async isPlan(planKey: string): Promise<boolean> {
    return planKey !== GENERAL_PLAN && (await this.engine.latestDefinition(planKey)) !== null;
  }

  private async definition(key: string): Promise<ProcessDefinition> {
    const definition = await this.models.latest(key);
    if (!definition) throw new Error(`there is no process ${key}`);
    return definition;
  }

  private async fields(formId: string | undefined): Promise<DrillStep['fields']> {
    const content = formId === undefined ? undefined : (await this.engine.latestResource('form', formId))?.content;
    if (content === undefined) return [];
    const { components = [] } = JSON.parse(content) as { components?: readonly FormComponent[] };
    return components.flatMap((one) => {
      const type = FIELD_TYPES[one.type];
      if (type === undefined || one.key === undefined || one.readonly === true) return [];
      return [
        {
          key: one.key,
          label: { zh: one.label ?? one.key, en: one.properties?.['label.en'] ?? one.label ?? one.key },
          type,
          options: (one.values ?? []).map(({ value, label }) => ({
            value: String(value),
            label: { zh: label, en: one.properties?.[`value.${String(value)}.en`] ?? label },
          })),
        },
      ];
    });
  }
}

/** Fields that a scenario can fix; free texts are what people write. */
const FIELD_TYPES: Readonly<Record<string, DrillStep['fields'][number]['type']>> = {
  radio: 'choice',
  select: 'choice',
  number: 'number',
  checkbox: 'check',
};

const nameOf = (node: FlowNode): Bilingual => ({ zh: node.name ?? node.id, en: node.labelEn ?? node.name ?? node.id });

/** Reached from the call of the plan. */
function isAfterPlan(definition: ProcessDefinition, node: FlowNode): boolean {
  const call = [...definition.nodes.values()].find((one) => one.call !== undefined);
  const seen = new Set<string>();
  const open = call === undefined ? [] : [call.id];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const flow of definition.nodes.get(id)?.outgoing ?? []) {
      const target = definition.flows.get(flow)?.target;
      if (target !== undefined) open.push(target);
    }
  }
  return seen.has(node.id);
}
