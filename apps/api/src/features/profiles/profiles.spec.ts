import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ProblemBody,
  ProfileDifference,
  ProfileList,
  ProfileVersionDetail,
  ProfileVersionList,
} from '@pledge/contracts';
import { UNIT_OF_WORK } from '@pledge/nest';
import type { UnitOfWork } from '@pledge/runtime';
import { testDatabases } from '@pledge/testing';
import { TestApi } from '../../../../../test/support/api.js';
import type { Client } from '../../../../../test/support/client.js';
import { ProfilesRepository } from './profiles.repository.js';
import { ProfilesService } from './profiles.service.js';

const AT = '/api/service-levels/profiles';

describe.each(testDatabases())('profiles over HTTP on $name', (place) => {
  let api: TestApi;
  let manager: Client;
  beforeAll(async () => {
    api = await TestApi.start(place);
    manager = await api.as('manager');
  }, 60_000);
  afterAll(() => api.stop());

  const draftOf = async (id: string, from: string): Promise<ProfileVersionDetail> => {
    const answer = await manager.post<ProfileVersionDetail>(AT, { id, name: { zh: id, en: id }, from: { id: from } });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const openKeys = (detail: ProfileVersionDetail): { key: string; reason: string }[] =>
    detail.findings
      .filter((finding) => finding.kind === 'question' && !finding.accepted)
      .map(({ key }) => ({ key, reason: '按原文保留' }));

  it('given a first start, when listed, then all nine profiles and the demo are there; S0i is a template', async () => {
    const { items } = (await manager.get<ProfileList>(AT)).body;
    expect(items.map((item) => item.id)).toEqual([
      'P-DEMO',
      'P-S0a',
      'P-S0c',
      'P-S0e',
      'P-S0h',
      'P-S0i',
      'P-S1',
      'P-S2',
      'P-S3',
      'P-S4',
    ]);
    expect(items.find((item) => item.id === 'P-S0i')).toMatchObject({ blanks: 9, errors: 0, published: true });
  });

  it('given a contradictory profile, when published, then it is refused at the row in both languages, and corrected it becomes version 1 (C05)', async () => {
    const draft = await draftOf('P-C05', 'P-S2');
    const profile = structuredClone(draft.profile);
    profile.commitments.find((row) => row.id === 'SLA-036')!.calendar = 'CAL-NONE';
    const saved = await manager.put<ProfileVersionDetail>(`${AT}/P-C05/draft`, { profile, revision: draft.revision });
    expect(saved.status).toBe(200);
    const refused = await manager.post<ProblemBody>(`${AT}/P-C05/publish`, {
      revision: saved.body.revision,
      comment: 'first',
      accept: openKeys(saved.body),
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'PROFILE_CONTRADICTS' } });
    expect(refused.body.errors[0]).toMatchObject({ field: 'commitments.SLA-036.calendar', rule: 'UNKNOWN_CALENDAR' });
    const asked = await manager.put<ProfileVersionDetail>(`${AT}/P-C05/draft`, {
      profile: draft.profile,
      revision: saved.body.revision,
    });
    const { revision } = asked.body;
    const open = await manager.post<ProblemBody>(`${AT}/P-C05/publish`, { revision, comment: 'first' });
    expect(open).toMatchObject({ status: 422, body: { code: 'PROFILE_QUESTIONS_OPEN' } });
    expect(open.body.errors.map((error) => error.rule)).toContain('GRAVER_IS_SLOWER');
    const accept = openKeys(asked.body);
    const published = await manager.post<ProfileVersionDetail>(`${AT}/P-C05/publish`, {
      revision,
      comment: 'first',
      accept,
    });
    expect(published).toMatchObject({ status: 200, body: { state: 'published', version: 1, comment: 'first' } });
    expect(published.body.profile.acceptedFindings).toEqual(accept);
    expect(published.body.findings.every((finding) => finding.accepted)).toBe(true);
  });

  it('given a second version, when compared, then the changed cell stands there; a published version stays as it was', async () => {
    const first = await draftOf('P-V', 'P-S4');
    await manager.post(`${AT}/P-V/publish`, { revision: first.revision, comment: 'one', accept: openKeys(first) });
    const profile = structuredClone((await manager.get<ProfileVersionDetail>(`${AT}/P-V/versions/1`)).body.profile);
    profile.commitments.find((row) => row.id === 'SLA-050')!.max = 3;
    const draft = await manager.put<ProfileVersionDetail>(`${AT}/P-V/draft`, { profile });
    expect(draft).toMatchObject({ status: 200, body: { version: 2, state: 'draft' } });
    const accept = openKeys(draft.body);
    const two = await manager.post(`${AT}/P-V/publish`, { revision: draft.body.revision, comment: 'two', accept });
    expect(two.status).toBe(200);
    const difference = await manager.get<ProfileDifference>(`${AT}/P-V/difference?from=1&to=2`);
    expect(difference.body.changes.filter((change) => change.section === 'commitments')).toEqual([
      { section: 'commitments', row: 'SLA-050', change: 'changed', fields: [{ field: 'max', from: '2', to: '3' }] },
    ]);
    const { items } = (await manager.get<ProfileVersionList>(`${AT}/P-V/versions`)).body;
    expect(items.map((item) => [item.version, item.state])).toEqual([
      [2, 'published'],
      [1, 'published'],
    ]);
    const old = await manager.get<ProfileVersionDetail>(`${AT}/P-V/versions/1`);
    expect(old.body.profile.commitments.find((row) => row.id === 'SLA-050')?.max).toBe(2);
    const evaluated = await manager.post<{ items: { commitmentId: string; limit: string }[] }>(
      '/api/service-levels/evaluate',
      {
        profileId: 'P-V',
        events: [{ type: 'request_received', occurredAt: '2026-03-02T10:00:00+08:00' }],
        at: '2026-03-02T10:01:00+08:00',
      },
    );
    expect(evaluated.body.items.find((item) => item.commitmentId === 'SLA-050')?.limit).toBe('PT3H');
  });

  it('given somebody saved meanwhile, when saved with the older revision, then nothing is lost and the other one is named', async () => {
    const draft = await draftOf('P-TWO', 'P-S1');
    const admin = await api.as('admin');
    const path = `${AT}/P-TWO/draft`;
    const both = await Promise.all([
      manager.put(path, { profile: draft.profile, revision: draft.revision }),
      admin.put(path, { profile: draft.profile, revision: draft.revision }),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(both.find((answer) => answer.status === 409)?.body).toMatchObject({ code: 'PROFILE_CHANGED_MEANWHILE' });
    expect((await manager.delete(path)).status).toBe(204);
    expect((await manager.delete<ProblemBody>(path)).body.code).toBe('PROFILE_NO_DRAFT');
  });

  it('given bad input, then it is refused and said in words', async () => {
    const taken = await manager.post<ProblemBody>(AT, { id: 'P-S1', name: { zh: 'x', en: 'x' } });
    expect(taken).toMatchObject({ status: 409, body: { code: 'PROFILE_EXISTS' } });
    expect((await manager.get<ProblemBody>(`${AT}/P-NONE`)).body.code).toBe('PROFILE_UNKNOWN');
    expect((await manager.get<ProblemBody>(`${AT}/P-S1/versions/9`)).body.code).toBe('PROFILE_VERSION_UNKNOWN');
    const bad = await manager.put<ProblemBody>(`${AT}/P-S1/draft`, { profile: { id: 'P-S1' } });
    expect(bad.status).toBe(422);
    expect((await (await api.as('engineer')).post(AT, { id: 'P-X', name: { zh: 'x', en: 'x' } })).status).toBe(403);
    expect((await (await api.as('customer')).get(AT)).status).toBe(403);
  });

  it('given a newer shipped file, when started, then a written version stays the newest one and the shipped one is offered (design D9)', async () => {
    const { app } = api.running;
    const [profiles, repository] = [app.get(ProfilesService), app.get(ProfilesRepository)];
    const unitOfWork = app.get<UnitOfWork>(UNIT_OF_WORK);
    const older = async (id: string): Promise<void> => {
      const row = (await repository.versions(id))[0]!;
      await unitOfWork.run((tx) => repository.update(tx, { ...row, shippedHash: 'older' }, row.revision));
    };
    await older('P-S0h');
    const detail = (await manager.get<ProfileVersionDetail>(`${AT}/P-S3/versions/1`)).body;
    const draft = await manager.put<ProfileVersionDetail>(`${AT}/P-S3/draft`, { profile: detail.profile });
    const accept = openKeys(draft.body);
    await manager.post(`${AT}/P-S3/publish`, { revision: draft.body.revision, comment: 'ours', accept });
    await older('P-S3');
    await profiles.storeShipped();
    const states = async (id: string): Promise<string[]> =>
      (await repository.versions(id)).map((row) => `${row.version} ${row.origin} ${row.state}`);
    expect(await states('P-S0h')).toEqual(['1 shipped published', '2 shipped published']);
    expect(await states('P-S3')).toEqual(['1 shipped published', '2 written published', '3 shipped offered']);
    const { items } = (await manager.get<ProfileList>(AT)).body;
    expect(items.find((item) => item.id === 'P-S3')).toMatchObject({ version: 2, offered: true });
    await profiles.storeShipped();
    expect(await states('P-S3')).toHaveLength(3);
  });
});
