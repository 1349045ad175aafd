import { describe, expect, it } from '@jest/globals';
import { BusinessCalendar } from '@pledge/time';
import { retime, type TimerText } from './retime.js';

const ZONE = 'Asia/Shanghai';
const day = [{ from: '09:00', to: '18:00' }];
const office = new BusinessCalendar(
  { kind: 'windows', week: { '1': day, '2': day, '3': day, '4': day, '5': day } },
  ZONE,
);
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const duration = (text: string, calendar?: BusinessCalendar): TimerText => ({ timer: 'duration', text, calendar });

describe('the time of a timer whose text changed', () => {
  // Armed on Monday 5 January 09:00, asked on Monday 11:00: two hours have passed.
  it.each([
    ['a shorter duration', duration('PT10H'), '2026-01-05T19:00', duration('PT4H'), '2026-01-05T13:00'],
    ['a duration that is over', duration('PT10H'), '2026-01-05T19:00', duration('PT1H'), '2026-01-05T10:00'],
    ['days', duration('P1M'), '2026-02-05T09:00', duration('P1M3D'), '2026-02-08T09:00'],
    ['working hours', duration('PT10H', office), '2026-01-06T10:00', duration('PT12H', office), '2026-01-06T12:00'],
    [
      'working hours that are over',
      duration('PT10H', office),
      '2026-01-06T10:00',
      duration('PT1H', office),
      '2026-01-05T11:00',
    ],
    [
      'working hours instead of hours',
      duration('PT10H'),
      '2026-01-05T19:00',
      duration('PT10H', office),
      '2026-01-06T10:00',
    ],
    [
      'hours instead of working hours',
      duration('PT10H', office),
      '2026-01-06T10:00',
      duration('PT10H'),
      '2026-01-05T19:00',
    ],
    [
      'working days, which are armed anew',
      duration('P2D', office),
      '2026-01-07T09:00',
      duration('P1D', office),
      '2026-01-06T11:00',
    ],
  ])('given %s, when it migrates, then what has passed counts', (_name, before, dueAt, after, expected) => {
    const wait = { kind: 'timer', id: 't', dueAt: at(dueAt) } as const;
    expect(retime(wait, before, after, at('2026-01-05T11:00'), ZONE)).toEqual({ kind: 'due', dueAt: at(expected) });
  });

  it('given a daily cycle, when it becomes one of two days, then its days are counted from its last firing', () => {
    const wait = {
      kind: 'timer',
      id: 't',
      dueAt: at('2026-01-08T09:00'),
      cycle: { every: 'P1D', left: 2, first: at('2026-01-05T09:00'), fired: 3 },
    } as const;
    const before = { timer: 'cycle', text: 'R5/P1D' } as const;
    const after = { timer: 'cycle', text: 'R6/P2D' } as const;
    expect(retime(wait, before, after, at('2026-01-07T11:00'), ZONE)).toEqual({
      kind: 'due',
      dueAt: at('2026-01-09T09:00'),
      cycle: { every: 'P2D', left: 3, first: at('2026-01-07T09:00'), fired: 1 },
    });
  });
});
