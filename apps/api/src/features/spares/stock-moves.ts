import type { SpareMove, SpareState } from '@pledge/contracts';

/** What a person does with an item of the stock. */
export type StockDeed = Exclude<SpareMove['kind'], 'received'>;

/** From which states a deed may be done, and what it leads to (F-12). */
const DEEDS: Readonly<Record<StockDeed, { readonly from: readonly SpareState[]; readonly to: SpareState }>> = {
  reserved: { from: ['in-stock'], to: 'reserved' },
  released: { from: ['reserved'], to: 'in-stock' },
  issued: { from: ['reserved'], to: 'issued' },
  lent: { from: ['reserved'], to: 'on-loan' },
  extended: { from: ['on-loan'], to: 'on-loan' },
  returned: { from: ['issued', 'on-loan'], to: 'in-stock' },
  'returned-faulty': { from: ['issued', 'on-loan'], to: 'faulty' },
  'given-back': { from: ['in-stock', 'faulty'], to: 'gone' },
};

/** The state after a deed; null: it may not be done now. */
export function stateAfter(state: SpareState, deed: StockDeed): SpareState | null {
  const rule = DEEDS[deed];
  return rule.from.includes(state) ? rule.to : null;
}

/** A model of devices and how many of it are in scope. */
export interface ScopedDevice {
  readonly serialNumber: string;
  readonly model: string;
}
export interface Coverage {
  readonly devices: number;
  readonly covered: number;
  readonly percent: number | null;
  readonly missing: { readonly model: string; readonly devices: number; readonly serialNumbers: string[] }[];
}

/**
 * Whether every device in scope has a part that fits it in stock (S0i-26). One part stands for all devices of its model: they
 * fail one at a time. Pure.
 */
export function coverageOf(devices: readonly ScopedDevice[], held: ReadonlySet<string>): Coverage {
  const missing = new Map<string, string[]>();
  for (const { model, serialNumber } of devices)
    if (!held.has(modelKey(model))) missing.set(model, [...(missing.get(model) ?? []), serialNumber]);
  const bare = [...missing.values()].reduce((sum, serials) => sum + serials.length, 0);
  const covered = devices.length - bare;
  return {
    devices: devices.length,
    covered,
    percent: devices.length === 0 ? null : Math.floor((covered * 100) / devices.length),
    missing: [...missing].map(([model, serialNumbers]) => ({ model, devices: serialNumbers.length, serialNumbers })),
  };
}

/** Models are compared without regard to case and spaces: people type them. */
export const modelKey = (model: string): string => model.replace(/\s+/g, '').toUpperCase();
