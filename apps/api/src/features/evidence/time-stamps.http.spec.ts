import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CaseEvidence, EvidenceState, EvidenceVerdict } from '@pledge/contracts';
import { PERSISTENCE } from '@pledge/nest';
import type { Persistence } from '@pledge/persistence';
import { testDatabases } from '@pledge/testing';
import { ConfirmationWorld } from '../../../../../test/support/confirmation-world.js';
import { Intruder } from '../../../../../test/support/tampering.js';
import { TimeStampAuthority } from '../../../../../test/support/time-stamp-authority.js';
import { evidenceCommand } from '../../evidence.js';
import { sealTimeStamp } from '../signing/index.js';
import { EvidenceRepository } from './evidence.repository.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(300_000);

describe.each(testDatabases())('time stamps of a third party on $name', (place) => {
  let authority: TimeStampAuthority;
  let world: ConfirmationWorld;
  let caseNumber: string;
  beforeAll(async () => {
    authority = await TimeStampAuthority.start();
    world = await ConfirmationWorld.start(place.name, { TSA_URL: authority.url, TSA_CA: authority.caFile });
    ({ caseNumber } = await world.newPlan());
    await world.untilAsked(caseNumber);
  });
  afterAll(async () => {
    await world?.stop();
    await authority?.stop();
  });

  const state = async (): Promise<EvidenceState> =>
    (await (await world.as('manager')).get<EvidenceState>('/api/evidence')).body;
  const ofCase = async (as = 'manager'): Promise<CaseEvidence> =>
    (await (await world.as(as)).get<CaseEvidence>(`/api/cases/${caseNumber}/evidence`)).body;
  const verify = async (): Promise<EvidenceVerdict> =>
    (await (await world.as('manager')).post<EvidenceVerdict>('/api/evidence/verify', {})).body;
  const copy = async (index: number): Promise<Buffer> => {
    const id = (await ofCase()).seals[index]?.documentId ?? '';
    return (await world.app.app.get(EvidenceRepository).documentBytes(id)) ?? Buffer.alloc(0);
  };
  const pdfsig = (pdf: Buffer): string => {
    const file = join(world.folder, 'copy.pdf');
    writeFileSync(file, pdf);
    return spawnSync('pdfsig', [file], { encoding: 'utf8' }).stdout;
  };

  it('given the table of time stamps, when it is compared with its entity, then they are the same', async () => {
    const persistence = world.app.app.get<Persistence>(PERSISTENCE, { strict: false });
    expect((await persistence.schemaDrift()).filter((line) => line.includes('time_stamp'))).toEqual([]);
  });

  it('given an authority that fails, when somebody confirms, then the copy is sealed without a time stamp, and that is recorded, shown and counted', async () => {
    authority.mood = 'http-500';
    await world.providerSigns(caseNumber);
    const { seals } = await ofCase();
    expect(seals).toMatchObject([{ stamp: { state: 'missing', problem: 'http', at: null, detail: null } }]);
    const pdf = await copy(0);
    expect(pdfsig(pdf)).toContain('Signature Validation: Signature is Valid.');
    expect(sealTimeStamp(pdf)).toBeNull();
    expect((await state()).timeStamps).toMatchObject({
      authority: new URL(authority.url).host,
      stamped: 0,
      missing: 1,
      lastFailure: { state: 'missing', problem: 'http', detail: 'HTTP 500' },
    });
  });

  it('given an authority, when somebody confirms, then the seal has its time stamp, which openssl verifies, and pdfsig still verifies the seal', async () => {
    authority.mood = 'well';
    expect((await world.customerSigns(caseNumber)).status).toBe(200);
    const { seals } = await ofCase('customer');
    const index = seals.findIndex((one) => one.stamp?.state === 'stamped');
    expect(seals[index]?.stamp).toMatchObject({ authority: 'Loopback TSA', problem: null });
    const pdf = await copy((await ofCase()).seals.findIndex((one) => one.stamp?.state === 'stamped'));
    const report = pdfsig(pdf);
    expect(report).toContain('Signature Validation: Signature is Valid.');
    expect(report).toContain('ETSI.CAdES.detached');
    expect(report).toContain('Total document signed');
    const found = sealTimeStamp(pdf);
    expect(await authority.verify(found?.token ?? Buffer.alloc(0), found?.value ?? Buffer.alloc(0))).toContain(
      'Verification: OK',
    );
    expect((await state()).timeStamps).toMatchObject({ stamped: 1, missing: 1 });
  });

  it('given an authority that fails at the end of an hour, when it is back an hour later, then the anchor gets its time stamp though nothing happened', async () => {
    authority.mood = 'refusal';
    await world.advance('PT1H');
    const before = await state();
    expect(before.anchors[0]?.stamp).toMatchObject({ state: 'waiting', problem: 'refused' });
    expect(before.timeStamps.waiting).toBe(before.anchors.length);
    expect(await verify()).toMatchObject({ intact: true, vouched: null });
    authority.mood = 'well';
    await world.advance('PT1H');
    const after = await state();
    expect(after.anchors.map((one) => one.stamp?.state)).toEqual(after.anchors.map(() => 'stamped'));
    expect(after.timeStamps).toMatchObject({ waiting: 0, lastFailure: { state: 'missing' } });
    expect(await verify()).toMatchObject({
      intact: true,
      vouched: {
        seq: after.anchors[0]?.seq,
        stampedAt: after.anchors[0]?.stamp?.at,
        authority: 'Loopback TSA',
        trusted: true,
      },
    });
  });

  it('given an anchor with a time stamp, when it is mailed, then the time stamp goes along', async () => {
    await world.newCase();
    const made = await (await world.as('manager')).post<{ seq: number }>('/api/evidence/anchors', {});
    const name = `anchor-${String(made.body.seq).padStart(6, '0')}`;
    const outbox = await (
      await world.as('admin')
    ).get<{ items: { template: string; attachments: { fileName: string }[] }[] }>('/api/outbox?limit=200');
    const mail = outbox.body.items.find((one) => one.attachments.some((file) => file.fileName === `${name}.json`));
    expect(mail?.attachments.map((file) => file.fileName)).toEqual([`${name}.json`, `${name}.p7s`, `${name}.tst`]);
  });

  it('given the database alone, when the command verifies it, then it says up to when a third party vouches, and finds a time stamp that was changed', async () => {
    const said: string[] = [];
    const command = (...args: string[]): Promise<number> => {
      said.length = 0;
      return evidenceCommand(['verify', '--database', world.databaseUrl, ...args], {}, (line) => void said.push(line));
    };
    const { anchors } = await state();
    const [newest] = anchors;
    const time = new Date(newest?.stamp?.at ?? 0).toISOString();
    expect(await command('--tsa-ca', authority.caFile)).toBe(0);
    expect(said.join('\n')).toContain(
      `Loopback TSA vouches that everything up to anchor ${String(newest?.seq)} was there at ${time}`,
    );
    expect(said.join('\n')).toContain('leads to one that is trusted');
    expect(await command()).toBe(0);
    expect(said.join('\n')).toContain('held against none that is trusted');

    const intruder = new Intruder(world);
    const [older, newer] = await intruder.rows('time_stamp', { stamped_kind: 'anchor' }, 'stamped_at');
    if (!older || !newer) throw new Error('two anchors with time stamps');
    // The time stamp of another anchor: real, and over something else.
    await intruder.during(
      'time_stamp',
      newer,
      () => intruder.update('time_stamp', newer['id'], { token: older['token'] }),
      async () => {
        expect(await command('--tsa-ca', authority.caFile)).toBe(1);
        expect(said.join('\n')).toMatch(/FIRST BAD ROW: time_stamp number \d+ .* was changed: time-stamp \(imprint\)/);
      },
    );
    // An earlier time than the authority said.
    await intruder.during(
      'time_stamp',
      newer,
      () => intruder.update('time_stamp', newer['id'], { stamped_at: Number(newer['stamped_at']) - 86_400_000 }),
      async () => expect((await verify()).findings).toMatchObject([{ table: 'time_stamp', because: 'time-stamp' }]),
    );
    expect(await command()).toBe(0);
  });

  it('given a case, when its pack is exported, then openssl verifies every time stamp in it, and a foreign or exchanged one is found', async () => {
    const customer = await world.as('customer');
    await customer.post(`/api/cases/${caseNumber}/evidence/anchor`, {});
    const answer = await fetch(`${world.app.url}/api/cases/${caseNumber}/evidence/pack`, {
      headers: { authorization: `Bearer ${customer.accessToken ?? ''}` },
    });
    const parent = mkdtempSync(join(world.folder, 'pack-'));
    writeFileSync(join(parent, 'pack.zip'), Buffer.from(await answer.arrayBuffer()));
    execFileSync('unzip', ['-q', 'pack.zip'], { cwd: parent });
    const folder = join(parent, `evidence-${caseNumber}`);
    const script = (ca?: string): { status: number | null; stdout: string } =>
      spawnSync('sh', ['verify.sh'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...(ca === undefined ? {} : { TSA_CA: ca }) },
      });
    const list = readFileSync(join(folder, 'stamps/list.tsv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(list.some(([data]) => data?.startsWith('stamps/') === true)).toBe(true);
    expect(list.some(([data]) => data?.startsWith('anchors/') === true)).toBe(true);
    for (const [data = '', token = ''] of list) {
      const one = ['ts', '-verify', '-data', data, '-in', token, '-token_in', '-CAfile', authority.caFile];
      expect(execFileSync('openssl', one, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })).toContain('OK');
    }
    expect(readFileSync(join(folder, 'README.txt'), 'utf8')).toContain('openssl ts -verify -data anchors/');
    expect(readFileSync(join(folder, 'README.en.txt'), 'utf8')).toContain('TSA_CA=AUTHORITY.pem sh verify.sh');

    const all = script();
    expect(all.stdout).toContain('OK: ');
    expect(all.status).toBe(0);
    expect(all.stdout).toMatch(/20\d\d GMT {2}anchors\/anchor-\d+\.p7s/);
    expect(script(authority.caFile).status).toBe(0);
    const stranger = await TimeStampAuthority.start('Stranger');
    const foreign = script(stranger.caFile);
    await stranger.stop();
    expect(foreign.status).toBe(1);
    expect(foreign.stdout).toContain(`FAILED: time stamp ${list[0]?.[1] ?? ''}`);

    // A signature that is in no PDF, whatever time it is from.
    const seal = list.find(([data]) => data?.endsWith('.sig') === true)?.[0] ?? '';
    const bytes = readFileSync(join(folder, seal));
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    writeFileSync(join(folder, seal), bytes);
    const changed = script(authority.caFile);
    expect(changed.stdout).toContain(`FAILED: time stamp ${seal.replace('.sig', '.tst')}`);
    expect(changed.stdout).toContain(`FAILED: ${seal} is not the signature of documents/`);
  });
});
