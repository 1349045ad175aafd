import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with `package.json` and `processes/`, found upwards: the same from `dist/` and from the sources. */
export function productRoot(from: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(from));
  for (;;) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'processes'))) return folder;
    const parent = dirname(folder);
    if (parent === folder) throw new Error('no folder with package.json and processes/ above the server');
    folder = parent;
  }
}
