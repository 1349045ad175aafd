import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ProblemBody } from '@pledge/contracts';
import { PERSISTENCE } from '@pledge/nest';
import type { Persistence } from '@pledge/persistence';
import { testDatabases } from '@pledge/testing';
import { ConfirmationWorld } from '../../../../../test/support/confirmation-world.js';
import { Intruder } from '../../../../../test/support/tampering.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(240_000);

/** Pages (4 KiB) that are left: enough for rows, not for a paper. */
const ROOM = 8;
/** What a paper and an upload go into. */
const LARGE = ['document', 'file_content'] as const;

/** The storage itself fails: libsql may not grow its file, MariaDB says that the table is full. */
class Storage {
  constructor(
    private readonly persistence: Persistence,
    private readonly database: string,
  ) {}
  private run(sql: string): Promise<Record<string, number>[]> {
    return this.persistence.writer.query(sql);
  }
  async fill(): Promise<void> {
    if (this.database !== 'libsql') {
      for (const table of LARGE)
        await this.run(
          `CREATE TRIGGER full_${table} BEFORE INSERT ON ${table} FOR EACH ROW SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table is full'`,
        );
      return;
    }
    await this.run('VACUUM');
    const [pages] = await this.run('PRAGMA page_count');
    await this.run(`PRAGMA max_page_count = ${String((pages?.['page_count'] ?? 0) + ROOM)}`);
  }
  async free(): Promise<void> {
    if (this.database === 'libsql') await this.run('PRAGMA max_page_count = 1073741823');
    else for (const table of LARGE) await this.run(`DROP TRIGGER IF EXISTS full_${table}`);
  }
}

describe.each(testDatabases())('a full storage on $name', (place) => {
  let world: ConfirmationWorld;
  let storage: Storage;
  let intruder: Intruder;
  beforeAll(async () => {
    world = await ConfirmationWorld.start(place.name);
    storage = new Storage(world.app.app.get<Persistence>(PERSISTENCE, { strict: false }), place.name);
    intruder = new Intruder(world);
  });
  afterEach(() => storage?.free());
  afterAll(async () => {
    await world?.stop();
  });

  it('given no room, when a large file is uploaded, then the answer says that the storage is full, nothing is half there, and later it works', async () => {
    const token = (await world.as('engineer')).accessToken ?? '';
    const upload = async (): Promise<{ status: number; again: string | null; body: ProblemBody & { id: string } }> => {
      const form = new FormData();
      form.set('file', new Blob([`日志\n${'0123456789abcdef'.repeat(40_000)}`], { type: 'text/plain' }), 'log.txt');
      const answer = await fetch(`${world.app.url}/api/files`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Accept-Language': 'zh-CN' },
        body: form,
      });
      const body = (await answer.json()) as ProblemBody & { id: string };
      return { status: answer.status, again: answer.headers.get('retry-after'), body };
    };
    const before = (await intruder.rows('file', {})).length;
    await storage.fill();
    const refused = await upload();
    expect(refused).toMatchObject({ status: 503, again: '30', body: { code: 'STORAGE_FULL' } });
    expect(refused.body.detail).toContain('存储空间已满');
    expect(await intruder.rows('file', {})).toHaveLength(before);
    await storage.free();
    expect((await upload()).status).toBe(201);
  });

  it('given a plan that was handed in, when there is no room to freeze it, then nothing acknowledged is lost, operators see why, and it is frozen once there is room', async () => {
    const { planId, caseNumber } = await world.newPlan();
    await storage.fill();
    await world.work('engineer', caseNumber, 'write-plan', { planReady: 'ready' });
    // The answer was given: the step is done, and stays done through every try.
    await world.advance('PT10M');
    expect(await world.waiting(caseNumber)).toEqual([]);
    const { versions } = await world.plan(planId);
    expect(versions).toEqual([]);
    expect(await intruder.rows('document', { case_number: caseNumber })).toEqual([]);
    const admin = await world.as('admin');
    const { items } = (
      await admin.get<{ items: { id: string; message: string; processInstanceId: string }[] }>('/api/incidents')
    ).body;
    const own = items.filter((one) => /full/i.test(one.message));
    expect(own).toHaveLength(1);

    await storage.free();
    const retried = await admin.post(`/api/incidents/${own[0]?.id ?? ''}/retry`, {});
    expect(retried.status).toBeLessThan(300);
    expect(await world.waiting(caseNumber)).toEqual(['review-plan']);
    expect((await world.plan(planId)).versions).toHaveLength(1);
    expect(await intruder.rows('document', { case_number: caseNumber })).toHaveLength(1);
    expect((await world.plan(planId)).content.title).toBe('更换核心路由器主控板');
  });
});
