import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds `templates/` and `package.json`, found upwards from this file: the same folder whether the
 * product runs from `dist/` or a spec runs from the TypeScript sources. Throws when there is none.
 */
export function projectRoot(from: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(from));
  for (;;) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'templates'))) return folder;
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no folder with package.json and templates/ above ${fileURLToPath(from)}`);
    folder = parent;
  }
}
