import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadShipment, ProcessScenario, untakenFlows, type Shipment } from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(60_000);

describe('command-use', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  /** The scenario starts on 2026-01-05 09:00 in Shanghai; an hour is given to report. */
  function begin(): ProcessScenario {
    const s = new ProcessScenario(
      shipment,
      {
        notify: () => undefined,
        'open-command-violation': () => undefined,
        'open-command-use': () => ({
          ticketId: 'ticket-1',
          remindAt: '2026-01-05T01:30:00.000Z',
          reportBy: '2026-01-05T02:00:00.000Z',
        }),
      },
      taken,
    );
    const variables = { caseNumber: 'GD-2026-0001', engineer: 'engineer' };
    s.start('command-use', variables, 'GD-2026-0001');
    return s;
  }
  const reviews = (s: ProcessScenario) => s.jobsOf('open-command-violation').map((job) => job.headers['source']);

  it('given a ticket that was taken, when what came out is reported before half the time, then nobody is reminded', () => {
    const s = begin();
    s.advance('PT29M');
    s.publish('command-reported', 'ticket-1', {});
    s.advance('P1D');
    expect(s.statusOf('command-use')).toEqual(['completed']);
    expect(s.jobsOf('notify')).toEqual([]);
    expect(reviews(s)).toEqual([]);
  });

  it('given nobody who reports, when half and all of the time are over, then who took it is reminded once, and a review opens once', () => {
    const s = begin();
    s.publish('command-reported', 'ticket-2', {});
    s.advance('PT30M');
    expect(s.jobsOf('notify').map((job) => [job.headers['template'], job.headers['audience']])).toEqual([
      ['command-unreported', 'engineer'],
    ]);
    s.advance('PT29M');
    expect(reviews(s)).toEqual([]);
    s.advance('PT1M');
    expect(reviews(s)).toEqual(['unreported']);
    expect(s.statusOf('command-use')).toEqual(['completed']);
  });

  it('given all scenarios, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'command-use', taken)).toEqual([]);
  });
});
