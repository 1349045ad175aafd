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
jest.setTimeout(60_000);

const KEY = 'ZB-default-2026-01-05-0900-first';
interface World {
  mustStay?: boolean;
  unfit?: boolean;
}

describe('duty-shift (F-11 steps 6 and 7)', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  /** It is 09:00 and the shift runs until 09:00 of the next day. */
  const begin = (world: World = {}): ProcessScenario => {
    const delegates: Record<string, ScenarioDelegate> = {
      'sign-in-shift': (job) => {
        if (world.mustStay === true && job.variables['inLocality'] !== true) throw new ScenarioError('SHIFT_MUST_STAY');
      },
      'take-over-shift': () => {
        if (world.unfit === true) throw new ScenarioError('SHIFT_UNFIT', { standInProblem: '已有班次' });
        return { engineer: 'engineer2' };
      },
      'hand-over-shift': () => undefined,
      'start-shifts': () => undefined,
      'tell-duty': () => undefined,
    };
    const s = new ProcessScenario(shipment, delegates, taken);
    return s.publish('duty-shift-starts', KEY, {
      shiftId: 's-1',
      shiftKey: KEY,
      engineer: 'engineer',
      backup: 'engineer2',
      dutyName: '张伟',
      dutyPhone: '13800000002',
      shiftText: '技术支持中心 · 法定节假日',
      hotlineNote: null,
      shiftEnds: '2026-01-06T09:00:00+08:00',
      standInProblem: null,
    });
  };
  const here = { phoneOn: true, inLocality: true };
  const told = (s: ProcessScenario): (string | undefined)[] =>
    s.jobsOf('tell-duty').map((job) => job.headers['template']);

  it('given the person signs in and hands over, when the shift ends, then nobody was bothered', () => {
    const s = begin();
    expect(s.task('sign-in')).toMatchObject({ assignee: 'engineer' });
    s.advance('PT4M').complete('sign-in', here);
    expect(s.waiting()).toEqual([]);
    s.advance('P1D');
    expect(s.task('hand-over-shift').assignee).toBe('engineer');
    s.complete('hand-over-shift', { handoverNote: 'GD-2026-0117 待客户确认' });
    expect(s.jobsOf('hand-over-shift')).toHaveLength(1);
    expect(told(s)).toEqual([]);
    expect(s.statusOf('duty-shift')).toEqual(['completed']);
  });

  it('given no sign-in, when 5 and 10 minutes pass, then the person is reminded, then the back-up is asked', () => {
    const s = begin();
    s.advance('PT5M');
    expect(told(s)).toEqual(['duty-reminder']);
    expect(s.waiting()).toEqual(['sign-in']);
    s.advance('PT5M');
    expect(told(s)).toEqual(['duty-reminder', 'duty-absent']);
    expect(s.task('stand-in')).toMatchObject({ candidateUsers: ['engineer2'], candidateGroups: ['manager'] });
    s.complete('stand-in', { standIn: 'reached' }, 'engineer2');
    expect(s.waiting()).toEqual(['sign-in']);
    s.complete('sign-in', here);
    expect(s.jobsOf('take-over-shift')).toEqual([]);
  });

  it('given the back-up takes over, when the shift ends, then the back-up hands over and no sign-in is left', () => {
    const s = begin().advance('PT10M').complete('stand-in', { standIn: 'take-over' }, 'engineer2');
    expect(s.waiting()).toEqual([]);
    s.advance('P1D');
    expect(s.task('hand-over-shift').assignee).toBe('engineer2');
  });

  it('given somebody who cannot take over, when refused, then the task comes back and says why', () => {
    const world: World = { unfit: true };
    const s = begin(world).advance('PT10M').complete('stand-in', { standIn: 'take-over' }, 'pm');
    expect(s.task('stand-in').variables).toMatchObject({ standInProblem: '已有班次', standIn: null });
    world.unfit = false;
    s.complete('stand-in', { standIn: 'take-over' }, 'engineer2');
    expect(s.waiting()).toEqual([]);
  });

  it('given a shift that must not leave the locality, when the person is away, then the back-up is asked at once', () => {
    const world: World = { mustStay: true };
    const s = begin(world);
    expect(() => s.complete('sign-in', { phoneOn: false, inLocality: false })).toThrow('is required');
    s.complete('sign-in', { phoneOn: true, inLocality: false });
    expect(told(s)).toEqual(['duty-absent']);
    expect(s.waiting()).toEqual(['replace-person']);
    world.unfit = true;
    s.complete('replace-person', { standIn: 'take-over' }, 'engineer2');
    expect(s.task('replace-person').variables).toMatchObject({ standInProblem: '已有班次' });
    world.unfit = false;
    s.complete('replace-person', { standIn: 'take-over' }, 'engineer2').advance('P1D');
    expect(s.task('hand-over-shift').assignee).toBe('engineer2');
  });

  it('given the back-up was asked already, when the person signs in from elsewhere, then one is asked, and may find the person back', () => {
    const s = begin({ mustStay: true }).advance('PT10M').complete('sign-in', { phoneOn: true, inLocality: false });
    expect(s.waiting()).toEqual(['replace-person']);
    s.complete('replace-person', { standIn: 'reached' }, 'engineer2');
    expect(s.waiting()).toEqual(['sign-in']);
  });

  it('given the roster page is used, when signed in and handed over there, then no task is left', () => {
    const s = begin().advance('PT10M').publish('duty-signed-in', KEY);
    expect(s.waiting()).toEqual([]);
    s.publish('duty-handed-over', KEY);
    expect(s.statusOf('duty-shift')).toEqual(['completed']);
    const late = begin().complete('sign-in', here).advance('P1D').publish('duty-handed-over', KEY);
    expect(late.statusOf('duty-shift')).toEqual(['completed']);
  });

  it('given no handover, when two hours have passed, then the manager is told and the task stays', () => {
    const s = begin().complete('sign-in', here).advance('P1D').advance('PT2H');
    expect(told(s)).toEqual(['duty-no-handover']);
    expect(s.waiting()).toEqual(['hand-over-shift']);
  });

  it('given somebody else gets the shift, when it runs, then the new person is asked and the old one is left alone', () => {
    const s = begin().publish('duty-person-changed', KEY);
    expect(s.waiting()).toEqual([]);
    expect(s.jobsOf('start-shifts').map((job) => job.headers['only'])).toEqual(['this']);
    expect(s.statusOf('duty-shift')).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'duty-shift', taken)).toEqual([]);
  });
});
