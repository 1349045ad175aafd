/**
 * A private MariaDB for tests and benches: own data directory, own socket, a free port on 127.0.0.1, gone afterwards.
 * No dependencies. `node scripts/mariadb.mjs` starts one, prints its URL and keeps it until Ctrl-C.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const FOLDERS = [
  '/usr/sbin',
  '/usr/bin',
  '/usr/local/bin',
  '/usr/libexec',
  '/opt/homebrew/bin',
  '/usr/local/opt/mariadb/bin',
];
const START_MS = 60_000;

/**
 * Answers a server on which databases may be made and dropped: the one of TEST_MYSQL_URL when set, else a private one.
 * `durable: false` (default) skips the disk syncs of every commit: for specs; benches and crash tests take `true`.
 * Throws with a reason when there is neither a server program nor a way to install one.
 * @returns {Promise<{ url: string, pid: number | null, createDatabase(name: string): Promise<string>, stop(): Promise<void> }>}
 */
export async function ensureMariaDb({ durable = false } = {}) {
  const given = process.env.TEST_MYSQL_URL;
  if (given)
    return { url: given, pid: null, createDatabase: (name) => createDatabase(given, name), stop: async () => {} };
  const programs = findPrograms() ?? install();
  return start(programs, durable);
}

function findPrograms() {
  const find = (names) => {
    const places = [...(process.env.PATH ?? '').split(':').filter(Boolean), ...FOLDERS];
    for (const name of names)
      for (const folder of places) if (existsSync(join(folder, name))) return join(folder, name);
    return null;
  };
  const server = find(['mariadbd']);
  const setUp = find(['mariadb-install-db']);
  return server && setUp ? { server, setUp } : null;
}

function install() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0)
    throw new Error('no mariadbd on this machine');
  console.log('installing mariadb-server …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  // The package would start a server of its own, on the standard port.
  const policy = '/usr/sbin/policy-rc.d';
  const blocked = !existsSync(policy);
  if (blocked) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    if (!run('install', '-y', '-q', '--no-install-recommends', 'mariadb-server')) {
      run('update', '-q');
      if (!run('install', '-y', '-q', '--no-install-recommends', 'mariadb-server'))
        throw new Error('mariadb-server could not be installed');
    }
  } finally {
    if (blocked) rmSync(policy, { force: true });
  }
  const programs = findPrograms();
  if (!programs) throw new Error('mariadb-server was installed but mariadbd was not found');
  return programs;
}

async function start(programs, durable) {
  // A short path: a socket name may have some 100 characters only.
  const folder = mkdtempSync(join(process.platform === 'darwin' ? '/tmp' : tmpdir(), 'pledge-db-'));
  const data = join(folder, 'data');
  const log = join(folder, 'error.log');
  const init = join(folder, 'init.sql');
  const password = randomBytes(12).toString('hex');
  mkdirSync(data);
  writeFileSync(
    init,
    ["'127.0.0.1'", "'localhost'"]
      .map(
        (host) =>
          `CREATE USER 'pledge'@${host} IDENTIFIED BY '${password}';\nGRANT ALL ON *.* TO 'pledge'@${host} WITH GRANT OPTION;\n`,
      )
      .join(''),
  );
  const asRoot = process.getuid?.() === 0;
  const user = asRoot ? ['--user=mysql'] : [];
  if (asRoot) giveToMysql([folder, data, init]);
  const made = spawnSync(
    programs.setUp,
    ['--no-defaults', ...user, `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(
      `mariadb-install-db failed: ${(made.stderr || made.stdout || String(made.error)).trim().split('\n').at(-1)}`,
    );
  }
  const port = await freePort();
  const server = spawn(
    programs.server,
    [
      '--no-defaults',
      ...user,
      `--datadir=${data}`,
      `--socket=${join(folder, 'm.sock')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--pid-file=${join(folder, 'm.pid')}`,
      `--log-error=${log}`,
      `--init-file=${init}`,
      '--skip-log-bin',
      '--max-connections=300',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_bin',
      '--max-allowed-packet=64M',
      ...(durable ? [] : ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0']),
    ],
    { stdio: 'ignore' },
  );
  let over = false;
  const ended = new Promise((resolve) => {
    const done = () => {
      over = true;
      resolve();
    };
    server.once('exit', done);
    server.once('error', done);
  });
  const clean = () => rmSync(folder, { recursive: true, force: true });
  const killNow = () => {
    if (!over) server.kill('SIGKILL');
    clean();
  };
  process.once('exit', killNow);
  const stop = async () => {
    process.off('exit', killNow);
    if (!over) server.kill('SIGTERM');
    await Promise.race([ended, sleep(15_000, undefined, { ref: false })]);
    if (!over) server.kill('SIGKILL');
    await ended;
    clean();
  };
  const begun = Date.now();
  while (!(existsSync(log) && readFileSync(log, 'utf8').includes('ready for connections'))) {
    if (over || Date.now() - begun > START_MS) {
      const last = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ') : 'no log';
      await stop();
      throw new Error(`mariadbd did not start: ${last}`);
    }
    await sleep(100);
  }
  const url = `mysql://pledge:${password}@127.0.0.1:${port}/`;
  return { url, pid: server.pid ?? null, createDatabase: (name) => createDatabase(url, name), stop };
}

/** Makes the database when it is not there; answers its URL. */
async function createDatabase(server, name) {
  if (!/^[a-z0-9_]{1,64}$/i.test(name)) throw new Error(`not a database name: ${name}`);
  const { createConnection } = await import('mysql2/promise');
  const url = new URL(server);
  const connection = await createConnection({
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  });
  try {
    await connection.query(`CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  } finally {
    await connection.end();
  }
  url.pathname = `/${name}`;
  return url.toString();
}

function giveToMysql(paths) {
  const id = (flag) => Number(spawnSync('id', [flag, 'mysql'], { encoding: 'utf8' }).stdout.trim());
  for (const path of paths) chownSync(path, id('-u'), id('-g'));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await ensureMariaDb({ durable: process.argv.includes('--durable') });
  console.log(server.url);
  const stop = () => void server.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  setInterval(() => undefined, 60_000);
}
