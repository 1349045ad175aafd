import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Problem, fileKind, type DeployResult, type ProcessEngine } from '@pledge/runtime';

/** Models and templates that come with the product, as deployment files; specs and fixtures are left out. */
export function shippedFiles(root: string): { name: string; content: string }[] {
  return ['processes', 'templates'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((name) => fileKind(name) !== 'unknown')
      .sort()
      .map((name) => ({ name, content: readFileSync(join(root, name), 'utf8') })),
  );
}

/**
 * Deploys what is shipped, in one deployment, so that models may call each other. What was deployed before, and what an
 * administrator has changed since, stays as it is (design D9).
 * @throws Error naming every fault: a shipped file that cannot run must not start quietly
 */
export async function deployShipped(engine: ProcessEngine, root: string): Promise<DeployResult | null> {
  const resources = shippedFiles(root);
  if (resources.length === 0) return null;
  try {
    return await engine.deploy({ name: 'shipped', resources, source: 'shipped', deployedBy: 'system' });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const faults = error.errors.map(({ resource, elementId, rule, message }) => {
      const text = typeof message === 'string' ? message : (message?.en ?? error.code);
      return `  - ${resource ?? ''} ${elementId ?? ''} ${rule ?? ''}: ${text}`;
    });
    throw new Error(`shipped files cannot be deployed (${error.code}):\n${faults.join('\n')}`);
  }
}

/** Changes when any shipped file does; SHA-256 in hex. */
export function shippedFingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const { name, content } of shippedFiles(root)) hash.update(name).update('\0').update(content).update('\0');
  return hash.digest('hex');
}
