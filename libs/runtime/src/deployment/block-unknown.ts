import { parseBpmn } from '@pledge/engine';
import { createHash } from 'node:crypto';
import type { DefinitionRow } from '../ports/rows.js';
import type { CheckMemory } from '../process-engine.js';
import type { RuntimeContext } from '../runtime-context.js';
import { buildNames } from './cross-checks.js';

/**
 * Looks through the newest version of every stored process: one that names a task type or a guard that this build lacks is
 * blocked for new instances instead of stopping the start (D9), and freed again when a build knows the names. With a
 * `memory`, what was found to be whole is not read again while neither the processes nor the build's names change.
 * @returns one plain line per blocked definition
 */
export async function blockUnknown(context: RuntimeContext, memory?: CheckMemory): Promise<string[]> {
  const { store, unitOfWork, definitions, logger } = context;
  const rows = await store.listDefinitions({ latestOnly: true });
  const whole = rows.every((row) => row.status !== 'blocked') ? fingerprint(context, rows) : null;
  if (memory !== undefined && whole !== null && (await memory.read()) === whole) return [];
  const reasons: string[] = [];
  for (const row of rows) {
    const reason = await reasonToBlock(context, row);
    if (reason !== null) reasons.push(`${row.key} v${row.version}: ${reason}`);
    // What an operator suspended stays so until it is resumed.
    if (row.status === 'suspended') continue;
    const status = reason === null ? 'active' : 'blocked';
    if (row.status === status && row.blockedReason === reason) continue;
    await unitOfWork.run((tx) => store.setDefinitionStatus(tx, row.id, status, reason));
    definitions.forget();
    logger.warn(reason === null ? 'definition is active again' : 'definition blocked', {
      key: row.key,
      version: row.version,
      reason,
    });
  }
  if (memory !== undefined && whole !== null && reasons.length === 0) await memory.write(whole);
  return reasons;
}

function fingerprint({ registry }: RuntimeContext, rows: readonly DefinitionRow[]): string {
  const names = [registry.jobTypes(), registry.guardNames(), rows.map((row) => row.id)].map((list) => list.toSorted());
  return createHash('sha256').update(JSON.stringify(names)).digest('hex');
}

async function reasonToBlock(context: RuntimeContext, row: DefinitionRow): Promise<string | null> {
  const { registry } = context;
  const known = {
    jobType: (name: string) => registry.delegate(name) !== undefined,
    guard: (name: string) => registry.guard(name) !== undefined,
  };
  const parsed = await parseBpmn(row.xml);
  const process = parsed.definitions.find((definition) => definition.key === row.key);
  if (!process) return 'the stored file cannot be read';
  const findings = [...process.nodes.values()].flatMap((node) => buildNames(row.resourceName, node, known));
  return findings.length === 0 ? null : findings.map((each) => `${each.elementId}: ${each.message.en}`).join(' ');
}
