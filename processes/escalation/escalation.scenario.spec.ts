import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  loadShipment,
  ProcessScenario,
  untakenFlows,
  type ScenarioDelegate,
  type Shipment,
} from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

const CASE = 'GD-2026-0001';
const breach = { caseNumber: CASE, clockId: 'clock-1', metric: 'onsite_arrival', metricName: '到场', severity: 'T3' };
const LADDER = [['pm', 'manager'], ['director', 'supervisor'], ['deputy'], ['gm']];

/** The delegates as the profile answers them: an on-site failure begins at the general manager (S1-51). */
const delegates = (outcome: string): Record<string, ScenarioDelegate> => ({
  'raise-severity': ({ variables }) => ({
    outcome,
    severity: 'T2',
    previousSeverity: 'T3',
    ladderIndex: variables['reason'] === 'onsite-failed' ? LADDER.length - 1 : 0,
  }),
  'ladder-step': ({ variables }) => {
    const index = Number(variables['ladderIndex']);
    const roles = LADDER[index];
    return {
      ladderStep: roles === undefined ? null : { index, roles, waitFor: 'PT15M', top: index === LADDER.length - 1 },
      engineers: [
        { label: '张工', value: 'engineer' },
        { label: '李工', value: 'engineer2' },
      ],
    };
  },
  notify: () => undefined,
});

describe('escalation', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });
  const breached = (outcome: string): ProcessScenario =>
    new ProcessScenario(shipment, delegates(outcome), taken).publish('promise-breached', CASE, breach);
  const templates = (s: ProcessScenario): (string | undefined)[] =>
    s.jobsOf('notify').map((job) => job.headers['template']);

  it('given a severity that can be raised, when a promise is missed, then customer and handlers are told and it ends', () => {
    const s = breached('raised');
    expect(templates(s)).toEqual(['promise-breached', 'severity-raised']);
    expect(s.statusOf('escalation')).toEqual(['completed']);
  });

  it('given an escalation that runs already, when another promise is missed, then it joins in silence', () => {
    const s = breached('joined');
    expect([s.jobs.length, s.statusOf('escalation')]).toEqual([2, ['completed']]);
  });

  it('given standby equipment that was not supplied, when that promise is missed, then its supply is asked for beside the escalation', () => {
    const s = new ProcessScenario(shipment, delegates('raised'), taken);
    s.publish('promise-breached', CASE, { ...breach, metric: 'standby_supplied' });
    expect(s.statusOf('standby-supply')).toEqual(['active']);
    expect(templates(s)).toEqual(['promise-breached', 'severity-raised']);
    expect(s.statusOf('escalation')).toEqual(['completed']);
  });

  it('given the highest severity, when a level takes over, then the ladder stops and the customer learns who is in charge', () => {
    const s = breached('ladder');
    expect(s.task('take-over').candidateGroups).toEqual(['pm', 'manager']);
    s.complete('take-over', { instruction: '我来协调' });
    expect(templates(s)).toEqual(['promise-breached', 'engineer-appointed']);
    expect(s.statusOf('escalation')).toEqual(['completed']);
    expect(s.buffered).toEqual([]);
  });

  it('given nobody takes over, when each level has waited its time, then the ladder climbs to the general manager, who appoints', () => {
    const s = breached('ladder');
    const climbed: string[][] = [];
    for (let level = 0; level < LADDER.length; level++) {
      climbed.push([...s.task('take-over').candidateGroups]);
      if (level < LADDER.length - 1) s.advance('PT15M');
    }
    expect(climbed).toEqual(LADDER);
    expect(() => s.complete('take-over', { instruction: '派人' })).toThrow('"指派工程师" is required');
    s.complete('take-over', { instruction: '派人', engineer: 'engineer2' });
    expect(s.buffered).toEqual([{ name: 'engineer-appointed', key: CASE, variables: { engineer: 'engineer2' } }]);
    expect(templates(s)).toEqual(['promise-breached', 'engineer-appointed']);
    expect(s.statusOf('escalation')).toEqual(['completed']);
  });

  it('given nobody at all takes over, when the ladder is climbed, then the general manager keeps the task for 30 days', () => {
    const s = breached('ladder').advance('PT45M').advance('P29D');
    expect(s.task('take-over').candidateGroups).toEqual(['gm']);
    s.advance('P1D');
    expect(s.waiting()).toEqual([]);
    expect(s.statusOf('escalation')).toEqual(['completed']);
  });

  it('given work on site that failed, when it is called, then it begins at the general manager', () => {
    const s = new ProcessScenario(shipment, delegates('ladder'), taken);
    s.start('escalation', { caseNumber: CASE, reason: 'onsite-failed' }, CASE);
    expect(s.task('take-over').candidateGroups).toEqual(['gm']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'escalation', taken)).toEqual([]);
  });
});
