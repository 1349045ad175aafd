import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  loadShipment,
  ProcessScenario,
  ScenarioError,
  untakenFlows,
  type ScenarioDelegate,
  type Shipment,
} from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

const CASE = 'GD-2026-0001';
const offers = { sparesFound: true, spareOffers: [{ label: '主控板 SP-1', value: 'spare-1' }] };
const nothing = { sparesFound: false, spareOffers: [] };
const usable = { installResult: 'usable', installNotes: '正常' };

describe('spare-parts (F-12)', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });
  /** What the stock offers, and which deeds somebody else was faster with: the first time only. */
  function begin(found: Record<string, unknown>, faults: Record<string, string> = {}): ProcessScenario {
    const left = { ...faults };
    const delegate =
      (name: string, result: Record<string, unknown>): ScenarioDelegate =>
      () => {
        const code = left[name];
        delete left[name];
        if (code !== undefined) throw new ScenarioError(code, {});
        return result;
      };
    const s = new ProcessScenario(
      shipment,
      {
        'find-spares': () => found,
        'reserve-spare': delegate('reserve-spare', { spareSerial: 'SP-1' }),
        'issue-spare': () => undefined,
        'receive-vendor-spare': delegate('receive-vendor-spare', { spareId: 'spare-9', spareSerial: 'V-9' }),
      },
      taken,
    );
    s.start('spare-parts', { caseNumber: CASE, serialNumber: 'CR-LZ-0001', engineer: 'engineer' }, CASE);
    return s;
  }

  it('given a part in stock, then it is chosen, reserved, handed out signed, installed, and the device is usable again', () => {
    const s = begin(offers);
    expect(s.task('choose-spare')).toMatchObject({ assignee: 'engineer', candidateGroups: ['engineer'] });
    s.complete('choose-spare', { spareId: 'spare-1' });
    expect(s.task('hand-out').candidateGroups).toEqual(['pm', 'dispatcher']);
    s.complete('hand-out', { spareSignedBy: '张伟', replacedSerial: 'CR-LZ-0001' });
    s.complete('install-spare', usable);
    expect(s.eventTypes()).toEqual(['usable_again']);
    expect(s.statusOf('spare-parts')).toEqual(['completed']);
    expect(s.jobsOf('issue-spare')).toHaveLength(1);
  });

  it('given somebody else reserved it first, or the part does not work, then the stores are searched again', () => {
    const s = begin(offers, { 'reserve-spare': 'SPARE_TAKEN' }).complete('choose-spare', { spareId: 'spare-1' });
    expect(s.waiting()).toEqual(['choose-spare']);
    s.complete('choose-spare', { spareId: 'spare-1' }).complete('hand-out', {
      spareSignedBy: '张伟',
      asLoan: true,
      loanUntil: '2026-01-12T18:00+08:00',
    });
    s.complete('install-spare', { installResult: 'faulty' });
    expect(s.waiting()).toEqual(['choose-spare']);
    expect(s.jobsOf('find-spares')).toHaveLength(3);
    expect(s.eventTypes()).toEqual([]);
  });

  it('given none that fits, when it is repaired on the spot, then the device is usable again', () => {
    const s = begin(offers).complete('choose-spare', { noneFits: true });
    expect(s.task('decide-supply').candidateGroups).toEqual(['pm']);
    s.complete('decide-supply', { supplyWay: 'repair' }).complete('repair-locally', { repaired: 'yes' });
    expect(s.eventTypes()).toEqual(['usable_again']);
    expect(s.statusOf('spare-parts')).toEqual(['completed']);
  });

  it('given nothing in stock and no repair, then the vendor supplies a device of the same kind first (S2-22)', () => {
    const s = begin(nothing, { 'receive-vendor-spare': 'SPARE_SERIAL_TAKEN' });
    s.complete('decide-supply', { supplyWay: 'repair' }).complete('repair-locally', { repaired: 'no' });
    const device = {
      vendorName: '示例厂商',
      vendorModel: 'Cisco CRS-8',
      vendorSerial: 'V-9',
      vendorDueBack: '2026-02-05T18:00+08:00',
    };
    s.complete('ask-vendor', device);
    expect(s.waiting()).toEqual(['ask-vendor']);
    s.complete('ask-vendor', device).complete('hand-out', { spareSignedBy: '张伟' }).complete('install-spare', usable);
    expect(s.statusOf('spare-parts')).toEqual(['completed']);
    begin(nothing).complete('decide-supply', { supplyWay: 'vendor' }).task('ask-vendor');
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'spare-parts', taken)).toEqual([]);
  });
});
