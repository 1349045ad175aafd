import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../support/client.js';
import { TestServer } from '../support/server.js';
import { eventually } from '../support/story.js';
import { judge, type Acknowledged, type Refused } from './judge.js';

export interface CrashRun {
  readonly databaseUrl: string;
  readonly kills: number;
  /** Another build than the product's. */
  readonly entry?: string;
  /** A file that is there from before the last acknowledgement until after the kill. */
  readonly hold?: string;
}
export interface CrashResult {
  readonly broken: readonly string[];
  /** How many commands of each kind were acknowledged. */
  readonly acknowledged: Readonly<Record<string, number>>;
}

const WORKERS = 6;

/**
 * Kills the server again and again while another process sends commands, lets it come up each time, and judges what is in
 * the database by what was acknowledged.
 */
export async function crashRun(run: CrashRun): Promise<CrashResult> {
  const folder = mkdtempSync(join(tmpdir(), 'pledge-crash-'));
  const logFile = join(folder, 'acknowledged.jsonl');
  const server = await TestServer.start({ databaseUrl: run.databaseUrl, ...(run.entry ? { entry: run.entry } : {}) });
  let generator: ChildProcess | null = null;
  try {
    const admin = await Client.as(server.url, 'admin');
    const caseNumber = await prepare(admin);
    writeFileSync(join(folder, 'token'), admin.accessToken ?? '');
    const script = join('test', 'crash', 'generator.mjs');
    const argv = [script, server.url, join(folder, 'token'), logFile, String(WORKERS), caseNumber];
    const started = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
    generator = started;
    let errors = '';
    started.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const count = (): Promise<number> => {
      if (started.exitCode !== null) throw new Error(`the generator ended: ${errors}`);
      return Promise.resolve(readLog(logFile).length);
    };
    for (let kill = 0; kill < run.kills; kill++) {
      // Each time after fresh acknowledgements, and never at the same point of the work.
      const before = await count();
      await eventually(count, (now) => now >= before + 12 + ((kill * 7) % 11));
      if (run.hold) {
        writeFileSync(run.hold, '');
        const held = await count();
        await eventually(count, (now) => now > held);
      }
      await server.kill();
      if (run.hold) rmSync(run.hold);
      await server.revive();
    }
    const last = await count();
    await eventually(count, (now) => now > last + 10);
    writeFileSync(`${logFile}.stop`, '');
    const code = started.exitCode ?? (await new Promise<number | null>((resolve) => started.once('exit', resolve)));
    if (code !== 0) throw new Error(`the generator failed: ${errors}`);
    const lines = readLog(logFile);
    return { broken: await judge(admin, lines, caseNumber), acknowledged: countByKind(lines) };
  } finally {
    generator?.kill('SIGKILL');
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Deploys the processes; the number of the case that the papers are about. */
async function prepare(admin: Client): Promise<string> {
  const content = readFileSync(join('test', 'crash', 'crash.bpmn'), 'utf8');
  const deployed = await admin.post('/api/deployments', {
    name: 'crash',
    resources: [{ name: 'crash.bpmn', content }],
  });
  if (deployed.status !== 201) throw new Error(`deployment: ${JSON.stringify(deployed.body)}`);
  const reported = await admin.post<{ number: string }>('/api/cases', {
    title: '核心路由器不可达',
    description: '全网无法访问',
    channel: 'phone',
    contact: { name: '王工', phone: '13800000000' },
  });
  if (reported.status !== 201) throw new Error(`case: ${JSON.stringify(reported.body)}`);
  return reported.body.number;
}

function readLog(file: string): (Acknowledged | Refused)[] {
  if (!existsSync(file)) return [];
  const whole = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'));
  return whole.map((line) => JSON.parse(line) as Acknowledged | Refused);
}

function countByKind(lines: readonly (Acknowledged | Refused)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) {
    const key = line.kind === 'refused' ? undefined : line.key;
    const name = key === undefined || key === 'crash' ? line.kind : key;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
