import { Inject, Injectable } from '@nestjs/common';
import type { ModelingCatalogue, ModelingChoice } from '@pledge/contracts';
import { parseBpmn, type ProcessDefinition } from '@pledge/engine';
import { PROCESS_ENGINE } from '@pledge/nest';
import type { DefinitionRow, ProcessEngine } from '@pledge/runtime';
import { delegateChoices, eventChoices, messageLabels, roleChoices } from './modeling.labels.js';

/** Gathers what the modeler offers in lists: deployed forms, decisions and processes, and what the product can do. */
@Injectable()
export class ModelingService {
  /** A stored version never changes, so it is read once. */
  private readonly read = new Map<string, ProcessDefinition | undefined>();
  constructor(@Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine) {}

  async catalogue(): Promise<ModelingCatalogue> {
    const [forms, decisions, rows] = await Promise.all([
      this.engine.listResources('form'),
      this.engine.listResources('decision'),
      this.engine.listDefinitions({ latestOnly: true }),
    ]);
    const models = await Promise.all(rows.map((row) => this.model(row)));
    const titles = formTitles(models);
    return {
      roles: [...roleChoices],
      forms: keys(forms)
        .map((key) => titles.get(key) ?? { value: key, zh: key, en: key })
        .sort(byName),
      decisions: newest(decisions),
      processes: rows.map((row, index) => processChoice(row, models[index])).sort(byName),
      delegates: [...delegateChoices],
      guards: [],
      events: [...eventChoices],
      messages: [...messageLabels],
    };
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

function keys(resources: readonly { key: string }[]): string[] {
  return [...new Set(resources.map((resource) => resource.key))];
}

/** One line per key, named by its newest version. */
function newest(resources: readonly { key: string; name: string; version: number }[]): ModelingChoice[] {
  const byKey = new Map<string, { name: string; version: number }>();
  for (const resource of resources) {
    const before = byKey.get(resource.key);
    if (!before || before.version < resource.version) byKey.set(resource.key, resource);
  }
  return [...byKey].map(([key, { name }]) => ({ value: key, zh: name || key, en: name || key })).sort(byName);
}

function byName(a: ModelingChoice, b: ModelingChoice): number {
  return a.zh.localeCompare(b.zh, 'zh-CN');
}
