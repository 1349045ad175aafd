import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CaseEvidence, EvidenceState, EvidenceVerdict, PaperState } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { ConfirmationWorld } from '../../../../../test/support/confirmation-world.js';
import { tamperings } from '../../../../../test/support/tampering.js';
import { evidenceCommand } from '../../evidence.js';
import { ChangePlansRepository } from '../change-plans/index.js';
import { EvidenceRepository } from './evidence.repository.js';
import { statementSchema } from './verification/statement.js';
import { verifyEvidence } from './verification/verifier.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(300_000);

describe.each(testDatabases())('evidence on $name', (place) => {
  let world: ConfirmationWorld;
  let caseNumber: string;
  let planId: string;
  let quotationId: string;
  beforeAll(async () => {
    world = await ConfirmationWorld.start(place.name);
    ({ planId, caseNumber } = await world.newPlan());
  });
  afterAll(async () => {
    await world?.stop();
  });

  const paper = async (version: number): Promise<PaperState> => {
    const row = await world.app.app.get(ChangePlansRepository).version(planId, version);
    const answer = await world.nobody.get<PaperState>(`/api/public/verify/${row?.verifyCode ?? ''}`);
    expect(Object.keys(answer.body).sort()).toEqual(['pdfSha256', 'state']);
    return answer.body;
  };
  const verify = async (): Promise<EvidenceVerdict> =>
    (await (await world.as('manager')).post<EvidenceVerdict>('/api/evidence/verify', {})).body;

  it('given a paper, when its QR code is opened without an account, then the page says what it is worth, and nothing else', async () => {
    await world.untilAsked(caseNumber);
    expect((await paper(1)).state).toBe('unconfirmed');
    await world.providerSigns(caseNumber);
    expect((await paper(1)).state).toBe('unconfirmed');
    expect((await world.customerSigns(caseNumber)).status).toBe(200);
    const frozen = (await world.plan(planId)).versions[0];
    expect(await paper(1)).toEqual({ state: 'confirmed', pdfSha256: frozen?.pdfSha256 });
    for (const code of ['A'.repeat(24), '..%2F..', "' OR 1=1 --"]) {
      const answer = await world.nobody.get<PaperState>(`/api/public/verify/${encodeURIComponent(code)}`);
      expect(answer.body).toEqual({ state: 'unknown', pdfSha256: null });
    }
  });

  it('given an hour in which something happened, when it ends, then both parties have a signed anchor by mail; an hour of silence gives none', async () => {
    await world.advance('PT1H');
    const state = (await (await world.as('manager')).get<EvidenceState>('/api/evidence')).body;
    expect(state).toMatchObject({
      signing: { ready: true, problem: null },
      anchors: [{ seq: 1, counts: { change_plan_version: 1, confirmation_request: 2, confirmation_record: 2 } }],
      certificates: [{ name: '远景网络技术服务有限公司', selfSigned: true, demo: false }],
    });
    const outbox = await (
      await world.as('admin')
    ).get<{ items: { template: string; address: string; text: string; attachments: { fileName: string }[] }[] }>(
      '/api/outbox?limit=200',
    );
    const mails = outbox.body.items.filter((one) => one.template === 'evidence-anchor');
    expect(mails.map((one) => one.address).sort()).toEqual(
      expect.arrayContaining(['customer@demo.example', 'manager@demo.example']),
    );
    expect(mails.some((one) => one.address === 'other@demo.example')).toBe(false);
    expect(mails[0]?.attachments.map((one) => one.fileName)).toEqual(['anchor-000001.json', 'anchor-000001.p7s']);
    expect(mails[0]?.text).toContain(state.anchors[0]?.statementHash);
    await world.advance('PT3H');
    expect((await (await world.as('manager')).get<EvidenceState>('/api/evidence')).body.anchors).toHaveLength(1);
    expect(await verify()).toMatchObject({ intact: true, findings: [], lastAnchor: { seq: 1 } });
  });

  it('given several who anchor in the same moment, when all are answered, then there is one new anchor, and everybody has it', async () => {
    const [manager, customer] = [await world.as('manager'), await world.as('customer')];
    await world.newCase();
    const answers = await Promise.all([
      manager.post<{ seq: number }>('/api/evidence/anchors', {}),
      manager.post<{ seq: number }>('/api/evidence/anchors', {}),
      customer.post<CaseEvidence>(`/api/cases/${caseNumber}/evidence/anchor`, {}),
    ]);
    expect(answers.map((one) => one.status)).toEqual([201, 201, 200]);
    expect(answers.slice(0, 2).map((one) => (one.body as { seq: number }).seq)).toEqual([2, 2]);
    expect(await verify()).toMatchObject({ intact: true, lastAnchor: { seq: 2 } });
  });

  it('given rows changed, removed and added in the database, when the evidence is verified, then the first bad row is named; a verifier without anchors or without the bytes is caught', async () => {
    quotationId = await world.acceptedQuotation(caseNumber);
    // A second anchor, so that the first one has a successor.
    await (await world.as('dispatcher')).post(`/api/cases/${caseNumber}/events`, { type: 'note' });
    await world.newCase();
    await (await world.as('manager')).post('/api/evidence/anchors', {});
    const repository = world.app.app.get(EvidenceRepository);
    const reads = (change: Partial<EvidenceRepository>): EvidenceRepository =>
      Object.assign(Object.create(repository) as EvidenceRepository, change);
    const withoutAnchors = reads({ anchors: () => Promise.resolve([]), leaves: () => Promise.resolve([]) });
    const bytes = new Map<string, Buffer | null>();
    for await (const { row } of repository.versions(null))
      bytes.set(row.documentId, await repository.documentBytes(row.documentId));
    for await (const { row } of repository.quotations(null))
      bytes.set(row.documentId, await repository.documentBytes(row.documentId));
    const withoutBytes = reads({ documentBytes: (id) => Promise.resolve(bytes.get(id) ?? null) });
    const withoutQuotations = reads({ quotations: none });
    const missedByMutants = { withoutAnchors: [] as string[], withoutBytes: [] as string[] };
    for (const tampering of await tamperings(world, caseNumber, { planId, quotationId })) {
      const seen = await tampering.run(async () => ({
        real: await verifyEvidence(repository, { now: 0 }),
        withoutAnchors: await verifyEvidence(withoutAnchors, { now: 0 }),
        withoutBytes: await verifyEvidence(withoutBytes, { now: 0 }),
      }));
      expect({ name: tampering.name, first: seen.real.findings[0] }).toMatchObject({
        name: tampering.name,
        first: tampering.expected,
      });
      for (const mutant of ['withoutAnchors', 'withoutBytes'] as const)
        if (seen[mutant].intact) missedByMutants[mutant].push(tampering.name);
    }
    expect(missedByMutants.withoutAnchors).toEqual(
      expect.arrayContaining([
        'case_event: the chain is written anew from the third event on',
        'case_event: the last event is cut off, and the case says so',
        'a plan has a longer window',
        'a quotation is valid for longer',
      ]),
    );
    expect(missedByMutants.withoutBytes).toEqual([
      'a paper has other bytes',
      'the paper of a quotation has other bytes',
    ]);
    // A verifier that does not walk quotations takes every one of them for removed.
    expect((await verifyEvidence(withoutQuotations, { now: 0 })).findings[0]).toMatchObject({
      table: 'quotation_version',
      problem: 'removed',
    });
    // Everything was put back.
    expect(await verify()).toMatchObject({ intact: true });
  });

  it('given the database alone, when the command verifies it, then it says intact or names the row, and compares a mailed anchor', async () => {
    const said: string[] = [];
    const command = (...args: string[]): Promise<number> => {
      said.length = 0;
      return evidenceCommand(['verify', '--database', world.databaseUrl, ...args], {}, (line) => void said.push(line));
    };
    expect(await command()).toBe(0);
    expect(said.at(-1)).toBe('INTACT');
    const statement = (await world.app.app.get(EvidenceRepository).anchor(1))?.statement ?? '';
    const mailed = join(world.folder, 'anchor-000001.json');
    writeFileSync(mailed, statement);
    expect(await command('--anchor', mailed)).toBe(0);
    const another = { ...statementSchema.parse(JSON.parse(statement)), root: 'f'.repeat(64) };
    writeFileSync(mailed, JSON.stringify(another));
    expect(await command('--anchor', mailed)).toBe(1);
    const tampering = (await tamperings(world, caseNumber, { planId, quotationId })).find(
      (one) => one.name === 'a quotation costs less',
    );
    expect(await tampering?.run(() => command())).toBe(1);
    expect(said.join('\n')).toMatch(
      new RegExp(`FIRST BAD ROW: quotation_version .* was changed, case ${caseNumber}: event-differs \\(total\\)`),
    );
  });

  it('given a case, when its customer exports the pack, then it verifies with standard tools alone, and a changed file is found; no other customer gets it', async () => {
    const customer = await world.as('customer');
    const anchored = await customer.post<CaseEvidence>(`/api/cases/${caseNumber}/evidence/anchor`, {});
    expect(anchored.body).toMatchObject({ caseNumber, anchor: { events: anchored.body.events } });
    const folder = await unpack(world, caseNumber, customer.accessToken);
    const tool = (name: string, ...args: string[]) => spawnSync(name, args, { cwd: folder, encoding: 'utf8' });

    expect(tool('sha256sum', '-c', 'SHA256SUMS').status).toBe(0);
    const certificate = readdirSync(join(folder, 'certificates'))[0] ?? '';
    const cms = 'cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS -partial_chain -purpose any';
    const openssl = [
      ...cms.split(' '),
      '-no_check_time',
      '-out',
      '/dev/null',
      '-CAfile',
      `certificates/${certificate}`,
    ];
    expect(tool('openssl', ...openssl).stderr).toContain('successful');
    const sealed = readFileSync(join(folder, 'documents/sealed.txt'), 'utf8').trim().split('\n');
    expect(sealed).toHaveLength(3);
    expect(readFileSync(join(folder, 'quotations/hashes.tsv'), 'utf8')).toMatch(/^[0-9a-f]{64}\t\S+-BJ01-V1\n$/);
    for (const name of sealed)
      expect(tool('pdfsig', `documents/${name}`).stdout).toContain('Signature Validation: Signature is Valid.');
    const all = tool('sh', 'verify.sh');
    expect(all.stdout + all.stderr).toContain('OK: ');
    expect(all.status).toBe(0);
    expect(readFileSync(join(folder, 'README.txt'), 'utf8')).toContain('自签名证书不能证明');

    const file = join(folder, 'events/events.jsonl');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"actor":"customer"', '"actor":"engineer"'));
    expect(readFileSync(file, 'utf8')).not.toBe(text);
    // Whoever changes a line can write the sums anew, but not sign them.
    const names = [...readFileSync(join(folder, 'SHA256SUMS'), 'utf8').matchAll(/^\S+ {2}(.*)$/gm)].map(
      (one) => one[1] ?? '',
    );
    writeFileSync(join(folder, 'SHA256SUMS'), execFileSync('sha256sum', names, { cwd: folder }));
    const again = tool('sh', 'verify.sh');
    expect(again.status).toBe(1);
    expect(again.stdout).toMatch(/FAILED: SHA256SUMS is not signed[\s\S]*FAILED: event 1: hash/);

    const other = await world.as('other');
    for (const path of ['', '/pack'])
      expect((await other.get(`/api/cases/${caseNumber}/evidence${path}`)).status).toBe(404);
    expect((await other.post(`/api/cases/${caseNumber}/evidence/anchor`, {})).status).toBe(404);
    expect((await customer.get('/api/evidence')).status).toBe(403);
    expect((await world.nobody.get(`/api/cases/${caseNumber}/evidence/pack`)).status).toBe(401);
  });

  it('given a confirmed paper, when the plan is edited, then the paper is replaced', async () => {
    await world.edit(planId, { impact: '业务中断不超过 60 秒。' });
    expect((await paper(1)).state).toBe('replaced');
  });
});

async function* none(): AsyncGenerator<never> {
  // Nothing to walk.
}

/** Downloads and unpacks with the system's tools; the folder of the pack. */
async function unpack(world: ConfirmationWorld, caseNumber: string, token: string | null): Promise<string> {
  const answer = await fetch(`${world.app.url}/api/cases/${caseNumber}/evidence/pack`, {
    headers: { authorization: `Bearer ${token ?? ''}` },
  });
  expect(answer.headers.get('content-type')).toBe('application/zip');
  const folder = mkdtempSync(join(world.folder, 'pack-'));
  writeFileSync(join(folder, 'pack.zip'), Buffer.from(await answer.arrayBuffer()));
  execFileSync('unzip', ['-q', 'pack.zip'], { cwd: folder });
  return join(folder, `evidence-${caseNumber}`);
}
