import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CustomerFile, DeviceList, ImportPreview, ProblemBody, RecordChangeList } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { readSheet } from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { TestApi } from '../../../../../test/support/api.js';
import type { Client } from '../../../../../test/support/client.js';
import { DEMO_PARTIES } from '../demo/demo-data.js';

const TELECOM = DEMO_PARTIES.telecom;
const HEAD = ['序列号', '名称', '型号', '类别', '站点', '合同编号', '固件版本'];
const workbook = (rows: readonly (readonly (string | number)[])[]): Promise<Buffer> =>
  writeXlsxFile(
    rows.map((row) => row.map((value) => ({ value, type: typeof value === 'number' ? Number : String }))),
  ).toBuffer();
const device = (n: number, site = '兰州枢纽机房'): string[] => [
  `BULK-${String(n).padStart(5, '0')}`,
  `设备 ${n}`,
  'H3C S5130',
  n % 2 === 0 ? '网络设备' : 'network',
  site,
  'P-DEMO',
  '7.1.070',
];

describe.each(testDatabases())('sheets on $name', (place) => {
  let api: TestApi;
  let pm: Client;
  beforeAll(async () => {
    api = await TestApi.start(place);
    pm = await api.as('pm');
  }, 60_000);
  afterAll(() => api.stop());

  const send = async (
    kind: string,
    bytes: Buffer,
    name = '清单.xlsx',
  ): Promise<{ status: number; body: ImportPreview & ProblemBody }> => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const answer = await fetch(`${api.running.url}/api/parties/${TELECOM}/imports?kind=${kind}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${pm.accessToken ?? ''}`, 'accept-language': 'en' },
      body: form,
    });
    return { status: answer.status, body: (await answer.json()) as ImportPreview & ProblemBody };
  };
  const download = async (path: string, language = 'zh-CN'): Promise<string[][]> => {
    const answer = await fetch(`${api.running.url}/api${path}`, {
      headers: { Authorization: `Bearer ${pm.accessToken ?? ''}`, 'accept-language': language },
    });
    expect(answer.status).toBe(200);
    const rows = await readSheet(Buffer.from(await answer.arrayBuffer()), { parseNumber: (text: string) => text });
    return rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  };
  const count = async (): Promise<number> => (await pm.get<DeviceList>('/api/devices?q=BULK-')).body.total ?? -1;

  it('given an export, when read again, then nothing differs, in either language', async () => {
    for (const language of ['zh-CN', 'en']) {
      const exported = await download(`/parties/${TELECOM}/export?kind=devices`, language);
      expect(exported).toHaveLength(6);
      const back = await send('devices', await workbook(exported));
      expect(back.body.totals).toEqual({ new: 0, changed: 0, same: 5, wrong: 0 });
    }
  });

  it('given 10,000 rows with three bad ones, when imported, then the three are named, the others are complete, and nothing is lost', async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => device(n));
    rows[16] = device(16, '没有的站点');
    rows[5_000] = device(4_000);
    rows[9_999]![3] = '什么';
    const preview = await send('devices', await workbook([HEAD, ...rows]));
    expect(preview).toMatchObject({ status: 201, body: { totals: { new: 9_997, changed: 0, same: 0, wrong: 3 } } });
    expect(await count()).toBe(0);
    const { id } = preview.body;
    const wrong = (await pm.get<ImportPreview>(`/api/imports/${id}?state=wrong`)).body.rows;
    expect(wrong.map(({ row, errors }) => `${row} ${errors[0]?.field ?? ''}`)).toEqual([
      '18 site',
      '5002 serialNumber',
      '10001 component',
    ]);
    expect(wrong[1]?.errors[0]?.message).toEqual({ zh: '与第 4002 行重复。', en: 'The same as row 4002.' });
    const stopped = await pm.post<ProblemBody>(`/api/imports/${id}/apply`, {});
    expect(stopped).toMatchObject({ status: 409, body: { code: 'IMPORT_HAS_WRONG_ROWS' } });
    expect(await count()).toBe(0);

    const applied = await pm.post<ImportPreview>(`/api/imports/${id}/apply`, { leaveWrong: true });
    expect(applied).toMatchObject({ status: 200, body: { state: 'applied', totals: { new: 9_997, wrong: 3 } } });
    expect(await count()).toBe(9_997);
    const again = await pm.post<ProblemBody>(`/api/imports/${id}/apply`, { leaveWrong: true });
    expect(again).toMatchObject({ status: 409, body: { code: 'IMPORT_ALREADY_APPLIED' } });

    const left = await download(`/imports/${id}/wrong-rows`);
    expect(left).toHaveLength(4);
    expect(left[3]?.at(-1)).toContain('什么');
    left[1]![4] = '兰州枢纽机房';
    left[2]![0] = 'BULK-05000';
    left[3]![3] = '服务器';
    const rest = await send('devices', await workbook(left));
    expect(rest.body.totals).toEqual({ new: 3, changed: 0, same: 0, wrong: 0 });
    await pm.post(`/api/imports/${rest.body.id}/apply`, {});
    expect(await count()).toBe(10_000);
  }, 180_000);

  it('given a changed cell, when previewed, then the difference is shown and lands in the archive; columns that are missing change nothing', async () => {
    const sheet = await workbook([
      ['Serial number', 'Name', 'Model', 'Component', 'Site', 'Firmware'],
      ['CR-LZ-0002', '核心路由器 2', 'Cisco CRS-8', 'Network', '兰州枢纽机房', '7.0.1'],
    ]);
    const { body } = await send('devices', sheet, 'firmware.xlsx');
    expect(body.rows[0]).toMatchObject({
      state: 'changed',
      fields: [{ field: 'firmware', from: null, to: '7.0.1' }],
    });
    await pm.post(`/api/imports/${body.id}/apply`, {});
    const file = (
      await pm.get<{ firmware: string; contractNumber: string; timeline: { text: string }[] }>(
        '/api/devices/CR-LZ-0002',
      )
    ).body;
    expect(file).toMatchObject({ firmware: '7.0.1', contractNumber: 'P-DEMO' });
    expect(file.timeline[0]?.text).toBe('firmware.xlsx');
  });

  it('given sites and people, when imported, then regions and the limit of five representatives hold row by row', async () => {
    const sites = await send(
      'sites',
      await workbook([
        ['站点名称', '地址', '地区', '远近'],
        ['定西机房', '定西市', '西北', '其它地区'],
        ['月球机房', '月球', '月球', '市内'],
      ]),
    );
    expect(sites.body.rows.map((row) => row.state)).toEqual(['new', 'wrong']);
    await pm.post(`/api/imports/${sites.body.id}/apply`, { leaveWrong: true });
    const people = ['一', '二', '三', '四', '五'].map((name, n) => [name, '客户代表', `1390000000${n}`, '定西机房']);
    const contacts = await send('contacts', await workbook([['姓名', '类别', '电话', '站点'], ...people]));
    expect(contacts.body.rows.map((row) => row.state)).toEqual(['new', 'new', 'new', 'wrong', 'wrong']);
    expect(contacts.body.rows[3]?.errors[0]).toMatchObject({ field: 'kind' });
    await pm.post(`/api/imports/${contacts.body.id}/apply`, { leaveWrong: true });
    const file = (await pm.get<CustomerFile>(`/api/parties/${TELECOM}`)).body;
    expect(file.contacts.filter((one) => one.kind === 'representative')).toHaveLength(5);
    expect(file.sites.find((one) => one.name === '定西机房')).toMatchObject({
      regionCode: 'northwest',
      zone: 'Asia/Shanghai',
    });
    const { items } = (await pm.get<RecordChangeList>(`/api/parties/${TELECOM}/changes?limit=3`)).body;
    expect(items.every((item) => item.action === 'imported' && item.note === '清单.xlsx')).toBe(true);
  });

  it('given something else than a sheet, then it is said what is missing', async () => {
    const code = async (bytes: Buffer): Promise<string> => (await send('devices', bytes)).body.code;
    expect(await code(Buffer.from('no sheet'))).toBe('SHEET_UNREADABLE');
    expect(
      await code(
        await workbook([
          ['序列号', '名称'],
          ['A', 'B'],
        ]),
      ),
    ).toBe('SHEET_COLUMNS_MISSING');
    expect(await code(await workbook([HEAD]))).toBe('SHEET_EMPTY');
    const long = Array.from({ length: 20_001 }, () => ['X']);
    expect(await code(await workbook([HEAD, ...long]))).toBe('SHEET_TOO_LONG');
    const big = await workbook([HEAD, ['2102351234567890123', 'N', 'M', 'network', '兰州枢纽机房', '', '']]);
    expect((await send('devices', big)).body.rows[0]?.key).toBe('2102351234567890123');
    expect((await pm.get<ProblemBody>('/api/imports/none')).body.code).toBe('IMPORT_NOT_FOUND');
  }, 60_000);
});
