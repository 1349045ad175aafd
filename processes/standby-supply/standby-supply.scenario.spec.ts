import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadShipment, ProcessScenario, untakenFlows, type Shipment } from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

const CASE = 'GD-2026-0001';
const CLOCK = `${CASE}/SLA-051-STANDBY`;
const promise = {
  caseNumber: CASE,
  clockId: CLOCK,
  metric: 'standby_supplied',
  metricName: '提供备机',
  clause: '24小时；备用设备',
  serialNumber: 'CR-LZ-0001',
  owner: 'engineer',
  dueAt: '2026-01-05T14:00:00.000+08:00',
};
const offers = { sparesFound: true, spareOffers: [{ label: '备机 SP-1', value: 'spare-1' }] };

describe('standby-supply (F-12.5, S4-05)', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });
  const idle = (): ProcessScenario =>
    new ProcessScenario(
      shipment,
      {
        notify: () => undefined,
        'raise-severity': () => ({ outcome: 'joined' }),
        'find-spares': () => offers,
        'reserve-spare': () => ({ spareSerial: 'SP-1' }),
        'issue-spare': () => undefined,
      },
      taken,
    );
  const warned = (): ProcessScenario => idle().publish('promise-warning', CASE, promise);

  it('given the promise is about to be missed, then the project manager supplies by a loan that has to be returned', () => {
    const s = warned();
    expect(s.task('supply-standby')).toMatchObject({
      candidateGroups: ['pm'],
      variables: { clause: promise.clause, serialNumber: 'CR-LZ-0001', engineer: 'engineer' },
    });
    s.complete('supply-standby', { standbyWay: 'supply' });
    expect(s.task('choose-spare').assignee).toBe('engineer');
    s.complete('choose-spare', { spareId: 'spare-1' });
    // What is handed out for this is always a loan: nobody has to remember the tick that stops the clock.
    expect(() => s.complete('hand-out', { spareSignedBy: '马建国' })).toThrow();
    s.complete('hand-out', { spareSignedBy: '马建国', loanUntil: '2026-01-12T18:00+08:00' });
    expect(s.jobsOf('issue-spare')[0]?.variables).toMatchObject({ asLoan: true, spareId: 'spare-1' });
    // The clock is met by the loan; what remains is to install it.
    s.publish('promise-kept', CLOCK);
    s.complete('install-spare', { installResult: 'usable' });
    expect(s.statusOf('standby-supply')).toEqual(['completed']);
  });

  it('given the promise is missed, then the task is there too, once, and the escalation goes on', () => {
    const s = idle().publish('promise-breached', CASE, promise);
    expect(s.waiting()).toEqual(['supply-standby']);
    expect(s.statusOf('escalation')).toEqual(['completed']);
    const twice = warned().publish('promise-breached', CASE, promise);
    expect(twice.waiting()).toEqual(['supply-standby']);
    expect(twice.statusOf('standby-supply')).toEqual(['active']);
    twice.publish('promise-warning', 'GD-2026-0002', { ...promise, caseNumber: 'GD-2026-0002' });
    expect(twice.waiting()).toEqual(['supply-standby', 'supply-standby']);
  });

  it('given another promise, then nobody is asked for standby equipment', () => {
    const s = idle().publish('promise-warning', CASE, { ...promise, metric: 'resolve' });
    s.publish('promise-breached', CASE, { ...promise, metric: 'resolve' });
    expect(s.statusOf('standby-supply')).toEqual([]);
  });

  it('given it is not needed, then the reason is asked for and kept', () => {
    const s = warned();
    expect(() => s.complete('supply-standby', { standbyWay: 'not-needed' })).toThrow();
    s.complete('supply-standby', { standbyWay: 'not-needed', standbyReason: '软件故障，马建国同意' });
    expect(s.statusOf('standby-supply')).toEqual(['completed']);
    expect(s.variablesOf('standby-supply')['standbyReason']).toBe('软件故障，马建国同意');
    expect(s.jobsOf('find-spares')).toEqual([]);
  });

  it('given somebody lent one by hand, then the task goes', () => {
    const s = warned().publish('promise-kept', `${CASE}/another`);
    expect(s.waiting()).toEqual(['supply-standby']);
    s.publish('promise-kept', CLOCK);
    expect([s.waiting(), s.statusOf('standby-supply')]).toEqual([[], ['completed']]);
  });

  it('given the service is restored or the case is over, then whatever waits is withdrawn', () => {
    const s = warned().publish('promise-lapsed', CLOCK);
    expect([s.waiting(), s.statusOf('standby-supply')]).toEqual([[], ['completed']]);
    const chosen = warned().complete('supply-standby', { standbyWay: 'supply' }).publish('promise-lapsed', CLOCK);
    expect([chosen.waiting(), chosen.statusOf('spare-parts')]).toEqual([[], ['cancelled']]);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'standby-supply', taken)).toEqual([]);
    expect(untakenFlows(shipment, 'promise-warning', taken)).toEqual([]);
  });
});
