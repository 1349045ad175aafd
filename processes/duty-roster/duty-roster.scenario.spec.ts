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

const KEY = 'ZB-default-2026-02-01';
/** What the feature would find, and what the customers do. The scenario begins on 5 January 2026. */
interface World {
  people?: boolean;
  taken?: boolean;
  gaps?: number;
  gone?: boolean;
  customers?: number;
  shifts?: string[];
}

describe('duty-roster (F-11)', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  const delegatesOf = (world: World): Record<string, ScenarioDelegate> => ({
    'draft-roster': () => {
      if (world.people === false) throw new ScenarioError('ROSTER_NO_PEOPLE');
      if (world.taken === true) throw new ScenarioError('ROSTER_OVERLAPS');
      return {
        rosterGaps: world.gaps ?? 0,
        rosterSummary: '56 个班位',
        rosterProblem: null,
        remindAt: '2026-01-29T00:00:00+08:00',
        callAt: '2026-01-31T00:00:00+08:00',
        unitName: '技术支持中心',
        rosterPeriod: '2026-02-01 – 2026-02-28',
      };
    },
    'approve-roster': (job) => {
      if (world.gone === true) {
        world.gone = false;
        throw new ScenarioError('ROSTER_GONE');
      }
      if ((world.gaps ?? 0) > 0 && job.variables['acceptGaps'] !== true)
        throw new ScenarioError('ROSTER_HAS_GAPS', { rosterProblem: '还有 2 个班次无人' });
    },
    'discard-roster': () => undefined,
    'send-roster': () => ({ rosterCustomers: world.customers ?? 1, rosterVersion: 1, customersWaiting: '甘肃联通' }),
    'remind-roster': () => undefined,
    'tell-duty': () => undefined,
    'next-shift-start': () => ({ nextShiftAt: world.shifts?.shift() ?? null }),
    'start-shifts': () => undefined,
  });
  const begin = (world: World = {}): ProcessScenario => {
    const s = new ProcessScenario(shipment, delegatesOf(world), taken);
    s.start('duty-roster', { unit: 'default', from: '2026-02-01', to: '2026-02-28', rosterKey: KEY }, KEY);
    return s;
  };
  const approve = { rosterDecision: 'approve' };

  it('given a whole draft, when the manager approves, then customers get it, departments are told and shifts begin on time', () => {
    const s = begin({ shifts: ['2026-02-01T09:00:00+08:00', '2026-02-02T09:00:00+08:00'] });
    expect(s.task('review-roster').candidateGroups).toEqual(['manager']);
    s.complete('review-roster', approve);
    expect(s.jobsOf('send-roster')).toHaveLength(1);
    expect(s.jobsOf('tell-duty').map((job) => job.headers['template'])).toEqual(['roster-published']);
    s.publish('roster-acknowledged', KEY);
    expect(s.jobsOf('start-shifts')).toEqual([]);
    s.advance('P30D');
    expect(s.jobsOf('start-shifts').map((job) => job.variables['nextShiftAt'])).toEqual([
      '2026-02-01T09:00:00+08:00',
      '2026-02-02T09:00:00+08:00',
    ]);
    expect(s.statusOf('duty-roster')).toEqual(['completed']);
    expect(s.jobsOf('remind-roster')).toEqual([]);
  });

  it('given customers who do not answer, when the days come near, then they are reminded, then telephoned', () => {
    const s = begin().complete('review-roster', approve);
    s.advance('P23D');
    expect(s.jobsOf('remind-roster')).toEqual([]);
    s.advance('P1D');
    expect(s.jobsOf('remind-roster')).toHaveLength(1);
    expect(s.waiting()).toEqual([]);
    s.advance('P2D');
    expect(s.waiting()).toEqual(['phone-customers']);
    expect(() => s.complete('phone-customers', {})).toThrow('is required');
    s.complete('phone-customers', { phoneNote: '已告知李建国' });
    expect(s.statusOf('duty-roster')).toEqual(['completed']);
  });

  it('given a unit without customers, when it is in force, then nobody is waited for', () => {
    const s = begin({ customers: 0 }).complete('review-roster', approve);
    expect(s.statusOf('duty-roster')).toEqual(['completed']);
  });

  it('given empty places, when they are not accepted, then the review comes back with the reason and then lets it pass', () => {
    const s = begin({ gaps: 2, customers: 0 }).complete('review-roster', approve);
    expect(s.task('review-roster').variables).toMatchObject({
      rosterProblem: '还有 2 个班次无人',
      rosterDecision: null,
    });
    s.complete('review-roster', { ...approve, acceptGaps: true });
    expect(s.statusOf('duty-roster')).toEqual(['completed']);
  });

  it('given it was approved on the roster page, when the message comes, then the review is no longer asked for', () => {
    const s = begin({ customers: 0 });
    s.publish('roster-approved', KEY);
    expect(s.waiting()).toEqual([]);
    expect(s.jobsOf('approve-roster')).toEqual([]);
    expect(s.statusOf('duty-roster')).toEqual(['completed']);
  });

  it('given a roster that was drafted and approved by hand, when the message comes, then its process begins there', () => {
    const s = new ProcessScenario(shipment, delegatesOf({ customers: 0, shifts: [] }), taken);
    s.publish('roster-approved', KEY, { unit: 'default', from: '2026-02-01', to: '2026-02-28', rosterKey: KEY });
    expect(s.jobsOf('draft-roster')).toEqual([]);
    expect(s.jobsOf('send-roster')).toHaveLength(1);
    expect(s.statusOf('duty-roster')).toEqual(['completed']);
  });

  it('given the draft was discarded meanwhile, when it is approved, then it is drafted again', () => {
    const s = begin({ gone: true }).complete('review-roster', approve);
    expect(s.jobsOf('draft-roster')).toHaveLength(2);
    expect(s.waiting()).toEqual(['review-roster']);
  });

  it('given nobody in the rotation, when people are named, then it is drafted', () => {
    const world: World = { people: false };
    const s = begin(world);
    expect(s.waiting()).toEqual(['name-people']);
    world.people = true;
    s.complete('name-people', { peopleNamed: true });
    expect(s.waiting()).toEqual(['review-roster']);
  });

  it('given the days are taken, or the manager does not want it, when it ends, then nothing was published', () => {
    expect(begin({ taken: true }).statusOf('duty-roster')).toEqual(['completed']);
    const s = begin().complete('review-roster', { rosterDecision: 'draft-again' });
    expect(s.jobsOf('draft-roster')).toHaveLength(2);
    s.complete('review-roster', { rosterDecision: 'discard' });
    expect(s.jobsOf('discard-roster')).toHaveLength(1);
    expect(s.jobsOf('send-roster')).toEqual([]);
    expect(s.statusOf('duty-roster')).toEqual(['completed']);
  });

  it('given two swaps within a quarter of an hour, when they settle, then the new version goes out after it', () => {
    const s = begin({ shifts: ['2026-02-20T09:00:00+08:00'] }).complete('review-roster', approve);
    s.publish('roster-changed', KEY);
    s.advance('PT14M');
    expect(s.jobsOf('send-roster')).toHaveLength(1);
    s.advance('PT1M');
    expect(s.jobsOf('send-roster')).toHaveLength(2);
    expect(s.statusOf('duty-roster')).toEqual(['active']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'duty-roster', taken)).toEqual([]);
  });
});

describe('duty-roster-round (F-11 step 1)', () => {
  const taken = new Set<string>();

  it.each([2, 0])(
    'given %i rosters to draft, when the month begins or somebody asks, then the round ends',
    async (due) => {
      const shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
      const s = new ProcessScenario(shipment, { 'begin-rosters': () => ({ rostersBegun: due }) }, taken);
      s.start('duty-roster-round', {}, undefined, 'month-begins');
      s.start('duty-roster-round', {}, undefined, 'round-asked');
      expect(s.statusOf('duty-roster-round')).toEqual(['completed', 'completed']);
      expect(s.jobsOf('begin-rosters')[0]?.headers).toEqual({ monthsAhead: '1' });
      if (due === 0) expect(untakenFlows(shipment, 'duty-roster-round', taken)).toEqual([]);
    },
  );
});
