import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, root } from './run.mjs';

/** Refuses a Node that is too old, in words. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Pledge needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
}

/** `npm ci`, only when node_modules does not match the lock file. Returns true when it installed. */
export async function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.pledge-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return false;
  console.log('Installing dependencies (npm ci) …');
  const npm = process.env.npm_execpath;
  if (npm && /\.c?js$/.test(npm))
    await must(process.execPath, [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error']);
  else
    await must(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
  return true;
}
