import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { bundleServer } from './bundle.mjs';
import { must, root } from './run.mjs';

const skipped = new Set(['node_modules', 'dist', '.git', 'data', '.tmp', 'images']);

/** Every file below a folder (or the file itself), relative to the root. */
function* filesBelow(path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return;
  if (statSync(absolute).isFile()) return void (yield path);
  for (const entry of readdirSync(absolute, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* filesBelow(child);
    else yield child;
  }
}

/** Fingerprint of the sources of a part: `quick` by size and time (read at every start), `exact` by content. */
function fingerprint(paths, kind) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of [...filesBelow(path)].sort()) {
      if (/\.spec\.tsx?$/.test(file)) continue;
      hash.update(file).update('\0');
      if (kind === 'exact') hash.update(readFileSync(join(root, file)));
      else {
        const { size, mtimeMs } = statSync(join(root, file));
        hash.update(`${size} ${mtimeMs}`);
      }
      hash.update('\0');
    }
  }
  return hash.digest('hex');
}

/** True when the part was built from these sources; a touched but unchanged file does not build again. */
function isFresh(stamp, sources) {
  if (!existsSync(stamp)) return false;
  const [quick, exact] = readFileSync(stamp, 'utf8').split(' ');
  if (quick === fingerprint(sources, 'quick')) return true;
  if (exact !== fingerprint(sources, 'exact')) return false;
  writeStamp(stamp, sources);
  return true;
}

function writeStamp(stamp, sources) {
  writeFileSync(stamp, `${fingerprint(sources, 'quick')} ${fingerprint(sources, 'exact')}`);
}

/** Files that TypeScript does not emit but the server reads beside its code: data, workers, templates. */
function copyAssets() {
  for (const top of ['apps/api/src', 'libs']) {
    for (const file of filesBelow(top)) {
      if (file.startsWith(join('libs', 'web')) || file.startsWith(join('libs', 'testing'))) continue;
      if (!/\.(json|mjs|hbs|html|css|ttf)$/.test(file) || /tsconfig.*\.json$/.test(file)) continue;
      const target = join(root, 'dist', relative('.', file));
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(root, file), target);
    }
  }
}

const parts = {
  api: {
    sources: ['apps/api', 'libs', 'tsconfig.json', 'nest-cli.json', 'package-lock.json', 'scripts/lib'],
    async build() {
      for (const folder of ['apps/api', 'libs']) rmSync(join(root, 'dist', folder), { recursive: true, force: true });
      await must(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'api']);
      copyAssets();
      await bundleServer();
    },
  },
  desk: web('desk'),
  modeler: web('modeler'),
};

function web(name) {
  return {
    sources: [`apps/${name}`, 'libs/web', 'libs/contracts', 'package-lock.json'],
    async build() {
      await must(process.execPath, [
        'node_modules/vite/bin/vite.js',
        'build',
        '-c',
        `apps/${name}/vite.config.ts`,
        '--logLevel',
        'warn',
      ]);
    },
  };
}

/** Builds the parts whose sources changed since their last build; all of them with `force`. */
export async function ensureBuilt({ only = Object.keys(parts), force = false } = {}) {
  const stamps = join(root, 'dist', '.stamps');
  mkdirSync(stamps, { recursive: true });
  const due = only
    .map((name) => ({ name, stamp: join(stamps, name) }))
    .filter(({ name, stamp }) => force || !isFresh(stamp, parts[name].sources));
  if (due.length === 0) return;
  console.log(`Building ${due.map((part) => part.name).join(', ')} …`);
  await Promise.all(
    [due.filter((part) => part.name === 'api'), due.filter((part) => part.name !== 'api')].map(async (lane) => {
      for (const { name, stamp } of lane) {
        rmSync(stamp, { force: true });
        await parts[name].build();
        writeStamp(stamp, parts[name].sources);
      }
    }),
  );
}
