import { decisionIdsOf, formIdsOf } from '../definitions/definition-cache.js';
import type { EngineStore } from '../ports/engine-store.js';
import type { ResourceRow, ResourceSource } from '../ports/rows.js';
import type { Finding } from '../process-engine.js';
import type { ReadDeployment, ReadProcess, ReadResource } from './read-deployment.js';
import { hashOf } from './read-deployment.js';

export interface ChosenProcess extends ReadProcess {
  readonly hash: string;
  readonly version: number;
}
export interface ChosenResource extends ReadResource {
  readonly version: number;
}
export interface Choice {
  readonly processes: readonly ChosenProcess[];
  readonly resources: readonly ChosenResource[];
  /** Shipped files that were not taken because an administrator made the newest version: "compare, take over" (D9). */
  readonly offered: readonly Finding[];
}

/**
 * What of a deployment becomes a new version. An administrator's files all do. A shipped one only if its hash was never
 * deployed and the newest version is not administrator-made (D9).
 */
export async function chooseNew(store: EngineStore, read: ReadDeployment, source: ResourceSource): Promise<Choice> {
  const processes: ChosenProcess[] = [];
  const resources: ChosenResource[] = [];
  const offered: Finding[] = [];
  const take = async (item: {
    kind: ResourceRow['kind'] | 'process';
    key: string;
    hash: string;
    resource: string;
  }): Promise<number | null> => {
    const { kind, key, hash } = item;
    const newest = kind === 'process' ? await store.latestDefinition(key) : await store.latestResource(kind, key);
    const next = (newest?.version ?? 0) + 1;
    if (source === 'administrator') return next;
    if (await store.wasDeployed(kind, key, hash)) return null;
    if (newest?.source !== 'administrator') return next;
    offered.push(offer(item.resource, kind, key));
    return null;
  };
  for (const each of read.resources) {
    const version = await take({ kind: each.kind, key: each.key, hash: each.hash, resource: each.name });
    if (version !== null) resources.push({ ...each, version });
  }
  for (const each of read.processes) {
    const hash = processHash(each, read.resources);
    const version = await take({ kind: 'process', key: each.process.key, hash, resource: each.file.name });
    if (version !== null) processes.push({ ...each, hash, version });
  }
  return { processes, resources, offered };
}

/** Over the diagram and the forms and decisions that it binds from its own deployment: a changed form is a new version. */
function processHash(read: ReadProcess, resources: readonly ReadResource[]): string {
  const forms = new Set(formIdsOf(read.process));
  const decisions = decisionIdsOf(read.process);
  const bound = resources.filter(
    (each) =>
      (each.kind === 'form' && forms.has(each.key)) ||
      (each.kind === 'decision' && (decisions === null || decisions.includes(each.key))),
  );
  return hashOf(read.file.content, ...bound.map((each) => `${each.kind} ${each.key} ${each.hash}`).sort());
}

function offer(resource: string, kind: ResourceRow['kind'] | 'process', key: string): Finding {
  return {
    severity: 'info',
    resource,
    rule: 'shipped-version-available',
    message: {
      zh: `“${key}”有新的出厂版本；因管理员修改过，未自动采用。`,
      en: `There is a new shipped version of "${key}"; it was not taken because an administrator changed it.`,
    },
    clause: 'D9',
    detail: { kind, key },
  };
}
