import { Inject, Injectable } from '@nestjs/common';
import { parseBpmn, type ProcessDefinition } from '@pledge/engine';
import { PROCESS_ENGINE } from '@pledge/nest';
import type { ProcessEngine } from '@pledge/runtime';

/** The deployed models of plans, read once: a definition never changes, and reading one takes a thousand times the look at its row. */
@Injectable()
export class PlanModels {
  /** By process key: the definition that was the latest when it was read. */
  private readonly known = new Map<string, { readonly id: string; readonly model: Promise<ProcessDefinition> }>();

  constructor(@Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine) {}

  /** The latest model of the key; null: none is deployed. @throws Error where the stored diagram cannot be read */
  async latest(key: string): Promise<ProcessDefinition | null> {
    const row = await this.engine.latestDefinition(key);
    if (!row) return null;
    const known = this.known.get(key);
    if (known?.id === row.id) return known.model;
    const model = read(row.xml, key);
    this.known.set(key, { id: row.id, model });
    return model;
  }
}

async function read(xml: string, key: string): Promise<ProcessDefinition> {
  const { definitions } = await parseBpmn(xml);
  const definition = definitions.find((one) => one.key === key);
  if (!definition) throw new Error(`${key} cannot be read`);
  return definition;
}
