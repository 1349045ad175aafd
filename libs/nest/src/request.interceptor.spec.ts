import 'reflect-metadata';
import { Body, Controller, Get, Inject, Injectable, Module, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Problem, VirtualClock, createMemoryPersistence, createProcessEngine, type UnitOfWork } from '@pledge/runtime';
import { z } from 'zod';
import { Endpoint } from './authorization/endpoint.decorator.js';
import { CurrentUser, type ResolvedSession, type SessionUser } from './authentication/session-user.js';
import { storeAnswer } from './idempotency/idempotency-context.js';
import { IdempotentUnitOfWork } from './idempotency/idempotent-unit-of-work.js';
import { PlatformModule } from './platform.module.js';
import { CLOCK, ENGINE_STORE, PROCESS_ENGINE, RAW_UNIT_OF_WORK, SESSION_RESOLVER, UNIT_OF_WORK } from './tokens.js';

/** Whatever JSON the server answers. */
type Json = ReturnType<typeof JSON.parse>;
const summary = { zh: '测试', en: 'test' };
const itemSchema = z.strictObject({ name: z.string().min(1), count: z.number().int().default(1) });

/** What handlers did, and a gate at which one can be held. */
const done: string[] = [];
let gate: Promise<void> = Promise.resolve();
let reached = (): void => undefined;
let failAfterCommit = false;

@Controller('items')
class ItemsController {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  @Post()
  @Endpoint({ roles: 'authenticated', summary, body: itemSchema })
  async make(@Body() body: { name: string; count: number }): Promise<object> {
    reached();
    await gate;
    const answer = await this.unitOfWork.run(async (tx) => {
      done.push(body.name);
      const made = { number: done.length, ...body };
      if (body.name === 'refused') throw new Problem('conflict', 'REFUSED');
      if (body.name === 'stored') await storeAnswer(tx, made);
      return made;
    });
    if (failAfterCommit) throw new Problem('unavailable', 'LATER');
    return answer;
  }

  @Post('other')
  @Endpoint({ roles: 'authenticated', summary, body: itemSchema, settles: true, status: 200 })
  other(@Body() body: { name: string }, @CurrentUser() user: SessionUser): object {
    done.push(body.name);
    return { by: user.username, number: done.length };
  }

  @Get()
  @Endpoint({
    roles: ['engineer'],
    summary,
    query: z.strictObject({ limit: z.coerce.number().int().max(10).default(5) }),
  })
  list(@Query() query: { limit: number }): object {
    return query;
  }
}

@Injectable()
class Sessions {
  resolve(token: string): Promise<ResolvedSession | null> {
    if (token === 'bad') return Promise.resolve(null);
    const user: SessionUser = {
      username: token,
      displayName: token,
      roles: ['engineer'],
      groups: [],
      partyId: null,
      language: 'en',
    };
    return Promise.resolve({ sessionId: token, user, mustChangePassword: false });
  }
}

let app: NestExpressApplication;
let base: string;
const system = { now: Date.UTC(2026, 0, 1) };
const clock = new VirtualClock(0, () => system.now);

beforeAll(async () => {
  const { store, unitOfWork } = createMemoryPersistence();
  const engine = createProcessEngine({ store, unitOfWork, clock, zone: 'Asia/Shanghai' });
  const tokens = [
    { provide: CLOCK, useValue: clock },
    { provide: ENGINE_STORE, useValue: store },
    { provide: RAW_UNIT_OF_WORK, useValue: unitOfWork },
    { provide: UNIT_OF_WORK, useValue: new IdempotentUnitOfWork(unitOfWork) },
    { provide: PROCESS_ENGINE, useValue: engine },
    { provide: SESSION_RESOLVER, useClass: Sessions },
  ];
  @Module({})
  class TestModule {}
  const platform = PlatformModule.forRoot({
    databaseUrl: 'file:x',
    publicUrl: null,
    clock: 'virtual',
    zone: 'Asia/Shanghai',
    problems: [],
  });
  const core = {
    module: class Core {},
    global: true,
    providers: tokens,
    exports: tokens.map(({ provide }) => provide),
  };
  const module = { module: TestModule, imports: [core, platform], controllers: [ItemsController] };
  app = await NestFactory.create<NestExpressApplication>(module, { logger: ['error'] });
  app.setGlobalPrefix('api');
  await app.listen(0, '127.0.0.1');
  base = await app.getUrl();
});
afterAll(async () => {
  await app?.close();
});
beforeEach(() => {
  done.length = 0;
  gate = Promise.resolve();
  failAfterCommit = false;
});

async function post(path: string, body: unknown, key?: string, as = 'li'): Promise<{ status: number; body: Json }> {
  const headers = {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${as}`,
    ...(key === undefined ? {} : { 'Idempotency-Key': key }),
  };
  const answer = await fetch(`${base}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

describe('Idempotency-Key', () => {
  it('given the same key and body, does the work once and repeats the stored answer', async () => {
    const first = await post('/items', { name: 'a' }, 'k1');
    const again = await post('/items', { name: 'a' }, 'k1');
    expect([first.status, again.status, again.body, done]).toEqual([201, 201, first.body, ['a']]);
  });

  it('given the answer stored inside the unit of work, repeats that one', async () => {
    const first = await post('/items', { name: 'stored' }, 'k2');
    expect([(await post('/items', { name: 'stored' }, 'k2')).body, done]).toEqual([first.body, ['stored']]);
  });

  it('given the same key and another body, answers 422', async () => {
    await post('/items', { name: 'a' }, 'k3');
    expect((await post('/items', { name: 'b' }, 'k3')).body).toMatchObject({
      status: 422,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('is of one user and one route', async () => {
    await post('/items', { name: 'a' }, 'k4', 'li');
    await post('/items', { name: 'a' }, 'k4', 'wang');
    await post('/items/other', { name: 'a' }, 'k4', 'li');
    expect(done).toEqual(['a', 'a', 'a']);
  });

  it('answers 409 while the first request is in flight', async () => {
    let open = (): void => undefined;
    gate = new Promise((resolve) => (open = resolve));
    const inside = new Promise<void>((resolve) => (reached = resolve));
    const first = post('/items', { name: 'a' }, 'k5');
    await inside;
    expect((await post('/items', { name: 'a' }, 'k5')).body).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_IN_FLIGHT',
    });
    open();
    expect([(await first).status, done]).toEqual([201, ['a']]);
  });

  it('keeps nothing of work that was rolled back: the repeat tries again', async () => {
    await post('/items', { name: 'refused' }, 'k6');
    expect((await post('/items', { name: 'refused' }, 'k6')).body.code).toBe('REFUSED');
    expect(done).toEqual(['refused', 'refused']);
  });

  it('given work that was committed but answered with a problem, repeats the problem and not the work', async () => {
    failAfterCommit = true;
    const first = await post('/items', { name: 'a' }, 'k7');
    failAfterCommit = false;
    const again = await post('/items', { name: 'a' }, 'k7');
    expect([first.body.code, again.status, again.body.code, done]).toEqual(['LATER', 503, 'LATER', ['a']]);
  });

  it('forgets after 24 h of system time', async () => {
    await post('/items', { name: 'a' }, 'k8');
    system.now += 24 * 3_600_000 + 1;
    expect((await post('/items', { name: 'b' }, 'k8')).status).toBe(201);
    expect(done).toEqual(['a', 'b']);
  });

  it('says `settled` on the repeat too', async () => {
    const first = await post('/items/other', { name: 'a' }, 'k9');
    expect([first.body, (await post('/items/other', { name: 'a' }, 'k9')).body]).toEqual([
      { by: 'li', number: 1, settled: true },
      first.body,
    ]);
  });

  it('refuses a key that is no visible text', async () => {
    expect((await post('/items', { name: 'a' }, 'x'.repeat(201))).body.code).toBe('IDEMPOTENCY_KEY_INVALID');
  });
});

describe('input', () => {
  it('is checked against the schema, in the language of the session, unknown keys refused', async () => {
    const answer = await post('/items', { name: '', more: 1 });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { field: string }) => error.field).sort()).toEqual(['more', 'name']);
    expect(done).toEqual([]);
  });

  it('gets defaults and numbers in queries', async () => {
    const get = (query: string): Promise<Json> =>
      fetch(`${base}/api/items${query}`, { headers: { Authorization: 'Bearer li' } }).then((answer) => answer.json());
    expect(await get('')).toEqual({ limit: 5 });
    expect(await get('?limit=7')).toEqual({ limit: 7 });
    expect((await get('?limit=70')).errors[0].field).toBe('limit');
  });
});
