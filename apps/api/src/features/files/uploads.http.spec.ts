import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { FileView, UploadState } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { TestApi } from '../../../../../test/support/api.js';

jest.setTimeout(120_000);

/** A scan of 20 MB, in bytes that differ from place to place, so that a part in the wrong order is found. */
const scan = Buffer.concat([
  Buffer.from('%PDF-1.4\n'),
  Buffer.from(Uint32Array.from({ length: 5 * 1024 * 1024 }, (_, index) => index * 2_654_435_761).buffer),
]);

describe.each(testDatabases())('uploads in parts on $name', (place) => {
  let api: TestApi;

  beforeAll(async () => {
    api = await TestApi.start(place);
  });
  afterAll(() => api?.stop());

  const begin = async (username: string, body: object) =>
    (await api.as(username)).post<UploadState & { code?: string }>('/api/files/uploads', body);
  const part = async (
    username: string,
    id: string,
    offset: number,
    bytes: Buffer,
  ): Promise<{ status: number; body: UploadState & { code?: string } }> => {
    const form = new FormData();
    form.append('offset', String(offset));
    form.append('file', new Blob([new Uint8Array(bytes)]), 'part');
    const response = await fetch(`${api.running.url}/api/files/uploads/${id}/parts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${(await api.as(username)).accessToken}` },
      body: form,
    });
    return { status: response.status, body: (await response.json()) as UploadState };
  };
  const finish = async (username: string, id: string) =>
    (await api.as(username)).post<FileView & { code?: string }>(`/api/files/uploads/${id}/complete`);

  it('given a scan of 20 MB, a lost answer and a restarted server, when it is sent on, then the file has the very bytes', async () => {
    const { body, status } = await begin('engineer', { name: '盖章确认单.pdf', size: scan.length });
    expect(status).toBe(201);
    let { received } = body;
    while (received < scan.length) {
      const bytes = scan.subarray(received, received + body.partBytes);
      const sent = await part('engineer', body.id, received, bytes);
      expect(sent.status).toBe(200);
      // the answer got lost: the same part once more changes nothing
      if (received === 3 * body.partBytes)
        expect((await part('engineer', body.id, received, bytes)).body).toEqual(sent.body);
      if (received === 5 * body.partBytes) await api.restart();
      const state = await (await api.as('engineer')).get<UploadState>(`/api/files/uploads/${body.id}`);
      expect(state.body).toEqual(sent.body);
      received = state.body.received;
    }
    const done = await finish('engineer', body.id);
    const sha256 = createHash('sha256').update(scan).digest('hex');
    expect(done).toMatchObject({
      status: 201,
      body: { id: body.id, name: '盖章确认单.pdf', mediaType: 'application/pdf', size: scan.length, sha256 },
    });
    expect((await finish('engineer', body.id)).body).toEqual(done.body);
    const content = await fetch(`${api.running.url}/api/files/${body.id}/content`, {
      headers: { authorization: `Bearer ${(await api.as('engineer')).accessToken}` },
    });
    expect(
      createHash('sha256')
        .update(Buffer.from(await content.arrayBuffer()))
        .digest('hex'),
    ).toBe(sha256);
  });

  it('given two requests with the same part at once, then it is stored once', async () => {
    const bytes = scan.subarray(0, 1000);
    const { body } = await begin('engineer', { name: 'twice.pdf', size: 2000 });
    const both = await Promise.all([part('engineer', body.id, 0, bytes), part('engineer', body.id, 0, bytes)]);
    expect(both.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect((await part('engineer', body.id, 1000, scan.subarray(1000, 2000))).body.received).toBe(2000);
    expect((await finish('engineer', body.id)).body.sha256).toBe(
      createHash('sha256').update(scan.subarray(0, 2000)).digest('hex'),
    );
  });

  it('given a gap, too many bytes, an unfinished or foreign upload, when asked, then each is said and nothing is lost', async () => {
    const { body } = await begin('engineer', { name: 'scan.pdf', size: 3000 });
    await part('engineer', body.id, 0, scan.subarray(0, 1000));
    expect((await part('engineer', body.id, 2000, scan.subarray(2000, 3000))).body.code).toBe('UPLOAD_OFFSET');
    expect((await part('engineer', body.id, 1000, scan.subarray(1000, 4000))).body.code).toBe('UPLOAD_TOO_LONG');
    expect((await finish('engineer', body.id)).body.code).toBe('UPLOAD_INCOMPLETE');
    for (const status of [
      (await part('engineer2', body.id, 1000, scan.subarray(1000, 2000))).status,
      (await finish('customer', body.id)).status,
      (await (await api.as('customer')).get(`/api/files/uploads/${body.id}`)).status,
    ])
      expect(status).toBe(404);
    const state = await (await api.as('engineer')).get<UploadState>(`/api/files/uploads/${body.id}`);
    expect(state.body.received).toBe(1000);
    expect((await begin('engineer', { name: 'huge.pdf', size: 31 * 1024 * 1024 })).status).toBe(422);
  });

  it('given a program named as a PDF, when it is whole, then it is refused and its bytes are gone', async () => {
    const program = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(500)]);
    const { body } = await begin('customer', { name: '../../scan.pdf', size: program.length });
    expect(body.name).toBe('scan.pdf');
    await part('customer', body.id, 0, program);
    expect((await finish('customer', body.id)).body.code).toBe('FILE_TYPE_REFUSED');
    expect((await finish('customer', body.id)).body.code).toBe('UPLOAD_UNKNOWN');
  });

  it('given unfinished uploads, when there are ten, then an eleventh waits until a day has passed over the others', async () => {
    for (let count = 0; count < 10; count++)
      expect((await begin('pm', { name: `${count}.pdf`, size: 10 })).status).toBe(201);
    expect((await begin('pm', { name: '11.pdf', size: 10 })).body.code).toBe('UPLOADS_TOO_MANY');
    await (await api.as('admin')).post('/api/clock/advance', { by: 'P2D' });
    expect((await begin('pm', { name: '11.pdf', size: 10 })).status).toBe(201);
  });
});
