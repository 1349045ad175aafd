import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bindDecisions,
  bindDefinitionId,
  parseBpmn,
  parseDmn,
  parseForm,
  type DecisionModel,
  type Form,
  type ProcessDefinition,
} from '@pledge/engine';

/** Processes with their forms and decisions, as they lie in a folder. */
export interface Shipment {
  readonly definitions: ReadonlyMap<string, ProcessDefinition>;
  readonly forms: ReadonlyMap<string, Form>;
}

/**
 * Reads every model, form and decision below a folder.
 * @throws Error naming the file, when one of them cannot be read without a complaint.
 */
export async function loadShipment(folder: string): Promise<Shipment> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const forms = new Map<string, Form>();
  const decisions = new Map<string, DecisionModel>();
  const definitions = new Map<string, ProcessDefinition>();
  for (const name of files.filter((file) => file.endsWith('.form.json'))) {
    const parsed = parseForm(read(name));
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.findings)}`);
    forms.set(parsed.form.id, parsed.form);
  }
  for (const name of files.filter((file) => file.endsWith('.dmn'))) {
    const parsed = await parseDmn(read(name));
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.findings)}`);
    for (const id of parsed.model.decisions.keys()) decisions.set(id, parsed.model);
  }
  for (const name of files.filter((file) => file.endsWith('.bpmn'))) {
    const parsed = await parseBpmn(read(name));
    if (parsed.findings.length > 0) throw new Error(`${name}: ${JSON.stringify(parsed.findings)}`);
    for (const each of parsed.definitions) {
      definitions.set(each.key, bindDecisions(bindDefinitionId(each, each.key), decisions));
    }
  }
  return { definitions, forms };
}

/** Flows of a process that no scenario took: the name to put into a failure. */
export function untakenFlows(shipment: Shipment, key: string, taken: ReadonlySet<string>): string[] {
  const flows = shipment.definitions.get(key)?.flows.keys() ?? [];
  return [...flows].filter((id) => !taken.has(`${key}/${id}`));
}
