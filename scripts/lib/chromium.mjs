import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const aptGet = (...args) =>
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/** True when this process may install Debian packages. */
export const mayInstall = () =>
  process.getuid?.() === 0 && spawnSync('sh', ['-c', 'command -v apt-get'], { stdio: 'ignore' }).status === 0;

/** Installs Debian packages; false when it may not or they cannot be had. */
export function installPackages(...names) {
  if (!mayInstall()) return false;
  console.log(`Installing ${names.join(', ')} from Debian …`);
  return (
    aptGet('install', '-y', '-qq', '--no-install-recommends', ...names) ||
    (aptGet('update', '-qq') && aptGet('install', '-y', '-qq', '--no-install-recommends', ...names))
  );
}

/** Path of a Chromium for the browser tests: CHROMIUM_PATH, else Debian's, installed where that is allowed; else null. */
export function ensureChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : null;
  const found = () => candidates.find((path) => existsSync(path)) ?? null;
  return found() ?? (installPackages('chromium') ? found() : null);
}

/** A CJK font for screenshots; false when there is none. */
export function ensureCjkFont() {
  const has = () => /\S/.test(spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).stdout ?? '');
  return has() || (installPackages('fontconfig', 'fonts-noto-cjk') && has());
}

/** openssl and unzip: the evidence specs verify a pack as somebody does who has no Pledge. */
export function ensureEvidenceTools() {
  const has = () => spawnSync('sh', ['-c', 'command -v openssl && command -v unzip'], { stdio: 'ignore' }).status === 0;
  return has() || (installPackages('openssl', 'unzip') && has());
}

/** poppler-utils: the PDF specs read back what was printed (pdftotext) and check seals (pdfsig). */
export function ensurePoppler() {
  const has = () =>
    spawnSync('sh', ['-c', 'command -v pdftotext && command -v pdfsig'], { stdio: 'ignore' }).status === 0;
  return has() || (installPackages('poppler-utils') && has());
}

const alertmanager = '/usr/bin/prometheus-alertmanager';

/** Path of the Alertmanager that sends to the server in the specs: ALERTMANAGER_PATH, else Debian's; null when there is none. */
export function ensureAlertmanager() {
  const given = process.env.ALERTMANAGER_PATH;
  if (given) return existsSync(given) ? given : null;
  const has = () => existsSync(alertmanager);
  return has() || (installPackages('prometheus-alertmanager') && has()) ? alertmanager : null;
}
