/**
 * `npm test`: installs what it needs and runs everything once: static checks, all specs on the embedded database and on
 * a real MariaDB, the browser story. What could not run is named in the last lines; with CI=true that is a failure.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import {
  ensureAlertmanager,
  ensureChromium,
  ensureCjkFont,
  ensureEvidenceTools,
  ensurePoppler,
} from './lib/chromium.mjs';
import { runAll } from './lib/jest.mjs';
import { root } from './lib/run.mjs';
import { staticChecks } from './check.mjs';
import { ensureMariaDb } from './mariadb.mjs';

requireNode();
process.chdir(root);
const began = Date.now();
await ensureInstalled();
const notRun = [];
const chromium = ensureChromium();
if (!chromium) notRun.push('browser tests: no Chromium (set CHROMIUM_PATH, or run as root on Debian)');
if (!ensureCjkFont()) notRun.push('Chinese screenshots: no CJK font (install fonts-noto-cjk)');
if (!ensurePoppler())
  notRun.push('reading PDFs back and checking seals: no pdftotext or pdfsig (install poppler-utils)');
if (!ensureEvidenceTools()) notRun.push('verifying evidence packs: no openssl or unzip (install openssl unzip)');
const alertmanager = ensureAlertmanager();
if (!alertmanager) notRun.push('alerts of the real Alertmanager: none (install prometheus-alertmanager)');
const mariadb = await ensureMariaDb().catch((error) => {
  notRun.push(`everything on MariaDB: ${error.message} (set TEST_MYSQL_URL, or run as root on Debian)`);
  return null;
});

let failed = false;
let counts = { passed: 0, failed: 0, skipped: 0 };
let unsteady = [];
try {
  await ensureBuilt();
  await staticChecks();
  mkdirSync(join(root, '.tmp'), { recursive: true });
  const env = {
    ...(mariadb ? { TEST_MYSQL_URL: mariadb.url } : { TEST_MYSQL_URL: undefined }),
    ...(chromium ? { CHROMIUM_PATH: chromium } : { CHROMIUM_PATH: undefined }),
    ...(alertmanager ? { ALERTMANAGER_PATH: alertmanager } : {}),
  };
  ({ failed, counts, unsteady } = await runAll(join(root, '.tmp', 'jest.json'), process.argv.slice(2), env));
} catch (error) {
  failed = true;
  console.error(error instanceof Error ? error.message : error);
} finally {
  await mariadb?.stop();
}

console.log(`\nTook ${Math.round((Date.now() - began) / 1000)} s.`);
for (const line of notRun) console.log(`NOT RUN: ${line}`);
for (const name of unsteady) console.log(`UNSTEADY, failed beside others and passed alone (mend it): ${name}`);
if (counts.skipped > 0) console.log(`${counts.skipped} specs were skipped: their names are above.`);
if (failed && counts.failed === 0) counts.failed = 1;
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`);
if (failed || (notRun.length > 0 && process.env.CI === 'true')) process.exitCode = 1;
