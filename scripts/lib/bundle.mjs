import { isAbsolute, join, relative } from 'node:path';
import { root } from './run.mjs';

const source = join(root, 'dist', 'apps', 'api', 'src', 'main.js');
const target = join(root, 'dist', 'apps', 'api', 'server');

/**
 * Joins the thousand modules that `nest build` wrote into a few files below `dist/apps/api/server`: loading them one by
 * one takes a good part of a start. Packages stay outside, and what a module finds beside its file it finds as before.
 */
export async function bundleServer() {
  // packages are installed after this file is read, on a first start
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: source,
    platform: 'node',
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
    // decorators register what nothing else names
    treeshake: false,
    plugins: [{ name: 'own-url', transform: keepOwnUrl }],
  });
  await bundle.write({ dir: target, format: 'esm', keepNames: true, entryFileNames: 'main.js' });
  await bundle.close();
}

/** `import.meta.url` of a joined module still names the file it was written in; only the entry is where it runs. */
function keepOwnUrl(code, id) {
  if (id === source || !code.includes('import.meta.url')) return null;
  const path = relative(target, id).replaceAll('\\', '/');
  return code.replaceAll('import.meta.url', `new URL(${JSON.stringify(path)}, import.meta.url).href`);
}
