import { parseBpmn, type ProcessDefinition } from '@pledge/engine';
import type { DefinitionRow } from '../ports/rows.js';
import type { Finding, RuleCheck, StoredRule } from '../process-engine.js';
import type { RuntimeContext } from '../runtime-context.js';
import type { ReadDeployment } from './read-deployment.js';

/** Stored versions never change: each is read once for all checks of a runtime. */
const readBefore = new WeakMap<RuntimeContext, Map<string, ProcessDefinition>>();

/** What is wrong with the rules of the deployment themselves. */
export function rulesRead(read: ReadDeployment, check: RuleCheck | undefined): Finding[] {
  if (!check) return [];
  return read.resources
    .filter(({ kind }) => kind === 'rule')
    .flatMap(({ key, content, name }) => check.read({ key, content, resource: name }));
}

/** What the service rules say of everything as it would be after the deployment. */
export async function ruleFindings(
  context: RuntimeContext,
  read: ReadDeployment,
  check: RuleCheck,
): Promise<readonly Finding[]> {
  const here = read.resources.filter(({ kind }) => kind === 'rule');
  if (here.length === 0 && read.processes.length === 0) return [];
  const stored = await context.store.listResources('rule');
  const rules: StoredRule[] = [
    ...here.map(({ key, content, name }) => ({ key, content, resource: name })),
    ...stored
      .filter(({ key }) => !here.some((each) => each.key === key))
      .map(({ key, content }) => ({ key, content, resource: null })),
  ];
  if (rules.length === 0) return [];
  const processes = new Map<string, ProcessDefinition>();
  for (const row of await context.store.listDefinitions({ latestOnly: true })) {
    if (read.processes.some(({ process }) => process.key === row.key)) continue;
    const process = await storedProcess(context, row);
    if (process) processes.set(row.key, process);
  }
  for (const { process } of read.processes) processes.set(process.key, process);
  const files = new Map(read.processes.map(({ process, file }) => [process.key, file.name]));
  return check.check({ files, processes, rules });
}

async function storedProcess(context: RuntimeContext, row: DefinitionRow): Promise<ProcessDefinition | undefined> {
  const known = readBefore.get(context) ?? new Map<string, ProcessDefinition>();
  readBefore.set(context, known);
  const before = known.get(row.id);
  if (before) return before;
  const { definitions } = await parseBpmn(row.xml);
  const process = definitions.find(({ key }) => key === row.key);
  if (process) known.set(row.id, process);
  return process;
}
