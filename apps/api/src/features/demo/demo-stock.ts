import { Injectable } from '@nestjs/common';
import type { ReceiveSpare, StoreInput } from '@pledge/contracts';
import { Spares } from '../spares/index.js';
import { DEMO_PARTIES } from './demo-data.js';

const KEEPER = 'pm';
const STORES = {
  site: { name: '兰州枢纽机房现场库', kind: 'site', searchOrder: 10, address: '', partyId: DEMO_PARTIES.telecom },
  centre: { name: '西北中心备件库', kind: 'centre', searchOrder: 30, address: '甘肃省兰州市', partyId: null },
  vendor: { name: '厂商备件', kind: 'vendor', searchOrder: 90, address: '', partyId: null },
} as const satisfies Readonly<Record<string, StoreInput>>;
type Part = Omit<ReceiveSpare, 'storeId'> & { readonly store: keyof typeof STORES };
const PARTS: readonly Part[] = [
  { store: 'site', serialNumber: 'SP-CRS-0001', model: 'CRS-8-PRP', name: '主控板', fits: ['Cisco CRS-8'] },
  { store: 'centre', serialNumber: 'SP-CRS-0002', model: 'CRS-8-PRP', name: '主控板', fits: ['Cisco CRS-8'] },
  { store: 'centre', serialNumber: 'SP-S57-0001', model: 'Huawei S5735', name: '接入交换机', fits: ['Huawei S5735'] },
  {
    store: 'centre',
    serialNumber: 'SP-HPE-0001',
    model: 'HPE 800W PSU',
    name: '服务器电源',
    fits: ['HPE DL380', 'HPE DL360'],
  },
  { store: 'vendor', serialNumber: 'SP-H3C-0001', model: 'H3C S7506', name: '汇聚交换机', fits: ['H3C S7506'] },
];

/** Stores and a few parts: one contract is covered, one lacks what only the vendor holds. */
@Injectable()
export class DemoStock {
  constructor(private readonly spares: Spares) {}

  async write(): Promise<void> {
    const ids = new Map<string, string>();
    for (const [key, store] of Object.entries(STORES)) ids.set(key, await this.spares.addStore(store));
    for (const { store, ...part } of PARTS)
      await this.spares.receive({ ...part, storeId: ids.get(store) ?? '' }, KEEPER);
  }
}
