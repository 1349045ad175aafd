import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabases } from '@pledge/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../support/client.js';
import { TestServer } from '../support/server.js';
import { eventually } from '../support/story.js';

const KILLS = Number(process.env.PLEDGE_KILLS ?? 10);

interface Acknowledged {
  readonly kind: 'started' | 'completed';
  readonly businessKey: string;
  readonly id: string;
  readonly taskId?: string;
  readonly elementId?: string;
}

/** Design section 9, crash: what was acknowledged is there, once, after the process was killed again and again. */
describe.each(testDatabases())('the server killed under load on $name', ({ create }) => {
  let server: TestServer;
  let generator: ChildProcess;
  let drop: () => Promise<void>;
  const folder = mkdtempSync(join(tmpdir(), 'pledge-crash-'));
  const logFile = join(folder, 'acknowledged.jsonl');
  const tokenFile = join(folder, 'token');
  let generatorError = '';

  beforeAll(async () => {
    const database = await create();
    drop = () => database.drop();
    server = await TestServer.start({ databaseUrl: database.url });
    const admin = await Client.as(server.url, 'admin');
    const content = readFileSync(join('test', 'crash', 'crash.bpmn'), 'utf8');
    const deployed = await admin.post('/api/deployments', {
      name: 'crash',
      resources: [{ name: 'crash.bpmn', content }],
    });
    expect(deployed.status).toBe(201);
    writeFileSync(tokenFile, admin.accessToken ?? '');
    generator = spawn(process.execPath, [join('test', 'crash', 'generator.mjs'), server.url, tokenFile, logFile, '6'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    generator.stderr?.on('data', (chunk: Buffer) => (generatorError += chunk.toString()));
  }, 120_000);
  afterAll(async () => {
    generator.kill('SIGKILL');
    await server.stop();
    await drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const acknowledged = (): Acknowledged[] =>
    existsSync(logFile)
      ? readFileSync(logFile, 'utf8')
          .split('\n')
          .filter((line) => line.endsWith('}'))
          .map((line) => JSON.parse(line) as Acknowledged)
      : [];

  it(`loses nothing and repeats nothing over ${KILLS} kills`, async () => {
    // when the server is killed in the middle of work, each time after fresh acknowledgements
    for (let kill = 0; kill < KILLS; kill++) {
      const before = acknowledged().length;
      await eventually(
        () => Promise.resolve(acknowledged().length),
        (count) => count >= before + 12 + ((kill * 7) % 11),
      );
      await server.kill();
      await server.revive();
    }
    const last = acknowledged().length;
    await eventually(
      () => Promise.resolve(acknowledged().length),
      (count) => count > last + 10,
    );
    writeFileSync(`${logFile}.stop`, '');
    const code = generator.exitCode ?? (await new Promise<number | null>((resolve) => generator.once('exit', resolve)));
    expect({ code, generatorError }).toEqual({ code: 0, generatorError: '' });
    // then every acknowledged start is one instance, every acknowledged completion one line of history
    const admin = await Client.as(server.url, 'admin');
    const entries = acknowledged();
    expect(entries.length).toBeGreaterThan(KILLS * 12);
    const byCase = group(entries);
    for (const [businessKey, lines] of byCase) {
      const list = await admin.get<{ items: { id: string; parentInstanceId: string | null }[] }>(
        `/api/process-instances?businessKey=${businessKey}`,
      );
      expect(list.body.items.filter((item) => item.parentInstanceId === null)).toHaveLength(1);
      const id = lines[0].id;
      const wantsEnd = lines.filter((line) => line.kind === 'completed').length === 2;
      if (wantsEnd)
        await eventually(
          () => admin.get<{ state: string }>(`/api/process-instances/${id}`),
          (answer) => answer.body.state === 'completed',
        );
      const history = (
        await admin.get<{ items: { seq: number; type: string; elementId?: string }[] }>(
          `/api/process-instances/${id}/history?limit=1000`,
        )
      ).body.items;
      for (const line of lines.filter((entry) => entry.kind === 'completed')) {
        expect(
          history.filter((entry) => entry.type === 'element-completed' && entry.elementId === line.elementId),
        ).toHaveLength(1);
      }
      expect(history.map((entry) => entry.seq)).toEqual(history.map((_, index) => index + 1));
      expect(
        history.filter((entry) => entry.type === 'element-completed' && entry.elementId === 'call').length,
      ).toBeLessThanOrEqual(1);
    }
    // and no job is stuck, nothing became an incident
    await eventually(
      () => admin.get<{ items: { type: string; name: string; state: string; dueAt: string }[] }>('/api/jobs?limit=200'),
      (answer) => answer.body.items.every((job) => job.type === 'feature' || Date.parse(job.dueAt) > Date.now()),
    );
    expect((await admin.get<{ items: unknown[] }>('/api/incidents?state=open')).body.items).toEqual([]);
  }, 600_000);
});

function group(entries: readonly Acknowledged[]): Map<string, Acknowledged[]> {
  const map = new Map<string, Acknowledged[]>();
  for (const entry of entries) map.set(entry.businessKey, [...(map.get(entry.businessKey) ?? []), entry]);
  return map;
}
