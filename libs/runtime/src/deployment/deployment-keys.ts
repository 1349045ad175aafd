import type { ResourceRow } from '../ports/rows.js';
import { readDeployment } from './read-deployment.js';
import type { DeploymentFile } from './read-process-folders.js';

/** What the files of a deployment would become, by kind and key; a file that cannot be read gives nothing. */
export async function deploymentKeys(
  files: readonly DeploymentFile[],
): Promise<{ kind: ResourceRow['kind'] | 'process'; key: string }[]> {
  const read = await readDeployment(files);
  return [
    ...read.processes.map(({ process }) => ({ kind: 'process' as const, key: process.key })),
    ...read.resources.map(({ kind, key }) => ({ kind, key })),
  ];
}
