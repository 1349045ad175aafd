import { Inject, Injectable } from '@nestjs/common';
import { serviceRuleSchema, type ModelingCatalogue, type ModelingChoice } from '@pledge/contracts';
import { parseBpmn, type ProcessDefinition } from '@pledge/engine';
import { PROCESS_ENGINE } from '@pledge/nest';
import type { DefinitionRow, ProcessEngine, ResourceRow } from '@pledge/runtime';
import { fieldsOf } from './form-fields.js';
import { byName, namesOf } from './model-names.js';
import {
  audienceChoices,
  calendarChoices,
  delegateChoices,
  eventChoices,
  guardChoices,
  messageLabels,
  roleChoices,
  templateLabels,
} from './modeling.labels.js';

/** Names of what is deployed, in both languages, by kind and key. */
export interface ResourceNames {
  readonly process: ReadonlyMap<string, ModelingChoice>;
  readonly form: ReadonlyMap<string, ModelingChoice>;
  readonly decision: ReadonlyMap<string, ModelingChoice>;
  readonly template: ReadonlyMap<string, ModelingChoice>;
  readonly rule: ReadonlyMap<string, ModelingChoice>;
}

/** Gathers what the modeler offers in lists: deployed forms, decisions and processes, and what the product can do. */
@Injectable()
export class ModelingService {
  /** A stored version never changes, so it is read once. */
  private readonly read = new Map<string, ProcessDefinition | undefined>();
  constructor(@Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine) {}

  async catalogue(): Promise<ModelingCatalogue> {
    const [forms, decisions, templates, rows] = await Promise.all([
      this.engine.listResources('form'),
      this.engine.listResources('decision'),
      this.engine.listResources('template'),
      this.engine.listDefinitions({ latestOnly: true }),
    ]);
    const models = await Promise.all(rows.map((row) => this.model(row)));
    const names = namesOf(models, messageLabels);
    const all = { forms, decisions, templates, rules: [], rows, models };
    const titles = resourceNames(all);
    const withFile = (file: string): ModelingChoice[] =>
      templates
        .filter((row) => hasFile(row, file))
        .map((row) => titles.template.get(row.key) ?? plain(row.key))
        .sort(byName);
    return {
      roles: [...roleChoices],
      forms: [...titles.form.values()].sort(byName),
      decisions: [...titles.decision.values()].sort(byName),
      processes: [...titles.process.values()].sort(byName),
      delegates: [...delegateChoices],
      guards: [...guardChoices],
      events: [...eventChoices],
      ...names,
      templates: withFile('body.hbs'),
      documents: withFile('print.hbs'),
      calendars: [...calendarChoices],
      audiences: [...audienceChoices, ...roleChoices.map(({ value, zh, en }) => ({ value: `role:${value}`, zh, en }))],
      fields: forms.flatMap((row) => fieldsOf(row.key, row.content)),
    };
  }

  /** Names of everything deployed: for the studio's list. */
  async names(): Promise<ResourceNames> {
    const [forms, decisions, templates, rules, rows] = await Promise.all([
      this.engine.listResources('form'),
      this.engine.listResources('decision'),
      this.engine.listResources('template'),
      this.engine.listResources('rule'),
      this.engine.listDefinitions({ latestOnly: true }),
    ]);
    const models = await Promise.all(rows.map((row) => this.model(row)));
    return resourceNames({ forms, decisions, templates, rules, rows, models });
  }

  private async model(row: DefinitionRow): Promise<ProcessDefinition | undefined> {
    if (!this.read.has(row.id)) {
      const { definitions } = await parseBpmn(row.xml);
      this.read.set(
        row.id,
        definitions.find((definition) => definition.key === row.key),
      );
    }
    return this.read.get(row.id);
  }
}

function resourceNames(all: {
  readonly forms: readonly ResourceRow[];
  readonly decisions: readonly ResourceRow[];
  readonly templates: readonly ResourceRow[];
  readonly rules: readonly ResourceRow[];
  readonly rows: readonly DefinitionRow[];
  readonly models: readonly (ProcessDefinition | undefined)[];
}): ResourceNames {
  const titles = formTitles(all.models);
  const byKey = <T extends { readonly key: string }>(
    rows: readonly T[],
    name: (row: T, index: number) => ModelingChoice,
  ): ReadonlyMap<string, ModelingChoice> => new Map(rows.map((row, index) => [row.key, name(row, index)]));
  return {
    process: byKey(all.rows, (row, index) => processChoice(row, all.models[index])),
    form: byKey(all.forms, (row) => titles.get(row.key) ?? plain(row.key)),
    decision: byKey(all.decisions, (row) => ({ value: row.key, zh: row.name || row.key, en: row.name || row.key })),
    template: byKey(all.templates, (row) => templateLabels.find((label) => label.value === row.key) ?? plain(row.key)),
    rule: byKey(all.rules, ruleChoice),
  };
}

function ruleChoice({ key, content }: ResourceRow): ModelingChoice {
  const rule = serviceRuleSchema.safeParse(JSON.parse(content));
  return rule.success ? { value: key, ...rule.data.name } : plain(key);
}

function plain(key: string): ModelingChoice {
  return { value: key, zh: key, en: key };
}

/** A template is stored as its files in one JSON object. */
function hasFile(row: ResourceRow, file: string): boolean {
  return Object.hasOwn(JSON.parse(row.content) as object, file);
}

function processChoice(row: DefinitionRow, model: ProcessDefinition | undefined): ModelingChoice {
  const zh = row.name || row.key;
  return { value: row.key, zh, en: model?.labelEn ?? zh };
}

/** A form has a key and no title: people know it by the first step that shows it. */
function formTitles(models: readonly (ProcessDefinition | undefined)[]): ReadonlyMap<string, ModelingChoice> {
  const titles = new Map<string, ModelingChoice>();
  for (const model of models) {
    for (const node of model?.nodes.values() ?? []) {
      const key = node.userTask?.formId ?? node.formId;
      if (key === undefined || titles.has(key)) continue;
      const zh = node.name ?? key;
      titles.set(key, { value: key, zh, en: node.labelEn ?? zh });
    }
  }
  return titles;
}
