import { describe, expect, it } from '@jest/globals';
import { evaluateRequest } from '@pledge/contracts';
import { toIso } from '@pledge/time';
import { shippedProfile } from '../profiles/index.js';
import { evaluateRequested } from './evaluation-request.js';

const ZONE = 'Asia/Shanghai';
const received = { type: 'request_received', occurredAt: '2026-03-02T10:00:00+08:00' };
const ask = async (body: Record<string, unknown>): Promise<string[]> => {
  const request = evaluateRequest.parse({ events: [received], at: '2026-03-02T10:04:00+08:00', ...body });
  const profile = shippedProfile(request.profileId ?? '') ?? null;
  const { clocks } = await evaluateRequested(request, profile, ZONE);
  return clocks.map(
    (c) => `${c.commitment.id} ${c.state} ${c.dueAt === null ? '-' : toIso(c.dueAt, ZONE).slice(5, 16)}`,
  );
};

describe('POST /api/service-levels/evaluate', () => {
  it('given a profile and a severity, when asked, then its rows are evaluated, the earliest first (S1-01..03)', async () => {
    expect(await ask({ profileId: 'P-S1', severity: 'T1' })).toEqual([
      'SLA-023 running 03-02T10:05',
      'SLA-024 running 03-02T11:00',
      'SLA-025 running 03-02T12:00',
    ]);
    expect(await ask({ profileId: 'P-S1', severity: 'T3' })).toEqual([
      'SLA-029 running 03-02T12:00',
      'SLA-030 running 03-03T10:00',
    ]);
  });

  it('given a region and working hours, when asked, then the row of the region counts from the opening (S0e-13, S0e-15)', async () => {
    const night = [{ type: 'request_received', occurredAt: '2026-03-06T20:00:00+08:00' }];
    const at = '2026-03-07T10:00:00+08:00';
    expect(await ask({ profileId: 'P-S0e', severity: 'L3', region: 'city', events: night, at })).toEqual([
      'SLA-013 running 03-09T16:00',
      'SLA-018 notStarted -',
    ]);
    expect(
      await ask({
        profileId: 'P-S0e',
        severity: 'L1',
        region: 'other',
        events: night,
        at: '2026-03-06T21:00:00+08:00',
      }),
    ).toEqual(['SLA-010 running 03-07T08:00', 'SLA-018 notStarted -']);
  });

  it('given hardware, when a part makes it usable or a standby machine is supplied, then the promises of 4 h and 24 h are met by it (S2-12, S4-05)', async () => {
    const broke = { type: 'fault_occurred', occurredAt: '2026-03-02T10:00:00+08:00' };
    const fourHours = async (...more: object[]) =>
      (
        await ask({
          ...{ profileId: 'P-S2', component: 'hardware', severity: 'ANY', at: '2026-03-02T15:00:00+08:00' },
          events: [received, broke, ...more],
        })
      ).find((line) => line.startsWith('SLA-039'));
    expect(await fourHours()).toBe('SLA-039 breached 03-02T14:00');
    expect(await fourHours({ type: 'usable_again', occurredAt: '2026-03-02T13:30:00+08:00' })).toBe(
      'SLA-039 met 03-02T14:00',
    );
    const standby = async (...more: object[]) =>
      (
        await ask({
          ...{ profileId: 'P-S4', component: 'hardware.key_part', severity: 'ANY', at: '2026-03-03T12:00:00+08:00' },
          events: [received, ...more],
        })
      ).find((line) => line.startsWith('SLA-051-STANDBY'));
    expect(await standby()).toBe('SLA-051-STANDBY breached 03-03T10:00');
    const at = '2026-03-03T09:00:00+08:00';
    expect(await standby({ type: 'standby_supplied', occurredAt: at })).toBe('SLA-051-STANDBY met 03-03T10:00');
    expect(await standby({ type: 'restored', occurredAt: at })).toBe('SLA-051-STANDBY cancelled 03-03T10:00');
  });

  it('given rows as they stand in sla-rows.json, when asked, then they are understood', async () => {
    const row = {
      id: 'SLA-056',
      severity: 'ANY',
      metric: 'fault_analysis_report',
      min: '',
      max: 3,
      unit: 'd',
      calendar: 'CAL-NATURAL-DAY',
      clock_start: 'onsite_fault_removed',
      clock_stop: 'report_delivered',
      source: 'S4-07',
    };
    const events = [{ type: 'onsite_fault_removed', occurredAt: '2026-03-02T09:00:00+08:00' }];
    expect(await ask({ commitments: [row], events })).toEqual(['SLA-056 running 03-06T00:00']);
  });

  it('given a corrected event by position, when asked, then it is replayed', async () => {
    const events = [
      received,
      { type: 'first_response', occurredAt: '2026-03-02T10:09:00+08:00' },
      { type: 'first_response', occurredAt: '2026-03-02T10:05:00+08:00', corrects: 2 },
    ];
    expect((await ask({ profileId: 'P-S1', severity: 'T1', events, at: '2026-03-02T10:30:00+08:00' }))[0]).toBe(
      'SLA-023 met 03-02T10:05',
    );
  });

  it.each([
    [{ profileId: 'P-NONE' }, 'PROFILE_UNKNOWN'],
    [{}, 'EVALUATION_EMPTY'],
    [{ commitments: [{ id: 'X', max: -2, unit: 'h', startEvents: ['a'], stopEvents: ['b'] }] }, 'COMMITMENT_INVALID'],
    [
      {
        commitments: [
          { id: 'X', max: 2, unit: 'h', calendar: 'CAL-MOON', startEvents: ['request_received'], stopEvents: ['b'] },
        ],
      },
      'CALENDAR_UNKNOWN',
    ],
    [{ profileId: 'P-S1', severity: 'T1', zone: 'Asia/Nowhere' }, 'ZONE_UNKNOWN'],
    [
      {
        commitments: [
          { id: 'X', max: 2, unit: 'h', calendar: 'C', startEvents: ['request_received'], stopEvents: ['b'] },
        ],
        calendars: [{ id: 'C', kind: 'windows', week: { 1: [{ from: '18:00', to: '08:00' }] } }],
      },
      'CALENDAR_INVALID',
    ],
    [
      {
        commitments: [
          { id: 'X', max: 2, unit: 'h', calendar: 'C', startEvents: ['request_received'], stopEvents: ['b'] },
        ],
        calendars: [{ id: 'C', kind: 'windows', week: {} }],
      },
      'CALENDAR_INVALID',
    ],
  ])('given %j, when asked, then the answer is %s', async (body, code) => {
    await expect(ask(body)).rejects.toMatchObject({ code });
  });
});
