import { Inject, Injectable } from '@nestjs/common';
import type { ModelingCatalogue, ModelingChoice } from '@pledge/contracts';
import { PROCESS_ENGINE } from '@pledge/nest';
import type { ProcessEngine } from '@pledge/runtime';
import { delegateChoices, eventChoices, messageLabels, roleChoices } from './modeling.labels.js';

const same = (value: string, name: string): ModelingChoice => ({ value, zh: name || value, en: name || value });

/** Gathers what the modeler offers in lists: deployed forms, decisions and processes, and what the product can do. */
@Injectable()
export class ModelingService {
  constructor(@Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine) {}

  async catalogue(): Promise<ModelingCatalogue> {
    const [forms, decisions, definitions] = await Promise.all([
      this.engine.listResources('form'),
      this.engine.listResources('decision'),
      this.engine.listDefinitions({ latestOnly: true }),
    ]);
    return {
      roles: [...roleChoices],
      forms: newest(forms),
      decisions: newest(decisions),
      processes: definitions.map((definition) => same(definition.key, definition.name)).sort(byName),
      delegates: [...delegateChoices],
      guards: [],
      events: [...eventChoices],
      messages: [...messageLabels],
    };
  }
}

/** One line per key, named by its newest version. */
function newest(resources: readonly { key: string; name: string; version: number }[]): ModelingChoice[] {
  const byKey = new Map<string, { name: string; version: number }>();
  for (const resource of resources) {
    const before = byKey.get(resource.key);
    if (!before || before.version < resource.version) byKey.set(resource.key, resource);
  }
  return [...byKey].map(([key, { name }]) => same(key, name)).sort(byName);
}

function byName(a: ModelingChoice, b: ModelingChoice): number {
  return a.zh.localeCompare(b.zh, 'zh-CN');
}
