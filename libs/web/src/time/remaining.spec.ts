import { describe, expect, it } from '@jest/globals';
import { formatSpan, instant, toneOf, usedShare, type ClockLike } from './remaining.js';

const at = (text: string): number => Date.parse(`2026-11-22T${text}+08:00`);
const running: ClockLike = {
  state: 'running',
  startedAt: '2026-11-22T10:00:00+08:00',
  warnAt: '2026-11-22T11:30:00+08:00',
  dueAt: '2026-11-22T12:00:00+08:00',
};

describe('tone of a promise clock', () => {
  it('given a running clock, when time passes, then it is neutral, amber from the warning on and red only after the limit', () => {
    expect(toneOf(running, at('11:29:59'))).toBe('run');
    expect(toneOf(running, at('11:30:00'))).toBe('warn');
    expect(toneOf(running, at('12:00:00'))).toBe('warn');
    expect(toneOf(running, at('12:00:00') + 1)).toBe('breach');
  });
  it('given a clock that ended or does not count, when it is shown, then the present does not matter', () => {
    const late = at('23:00:00');
    expect(toneOf({ ...running, state: 'met' }, late)).toBe('met');
    expect(toneOf({ ...running, state: 'breached' }, at('10:00:00'))).toBe('breach');
    expect(toneOf({ ...running, state: 'paused' }, late)).toBe('idle');
    expect(toneOf({ ...running, state: 'notStarted' }, late)).toBe('idle');
    expect(toneOf({ ...running, state: 'cancelled' }, late)).toBe('idle');
  });
  it('given no warning mark, when the limit is near, then it stays neutral', () => {
    expect(toneOf({ ...running, warnAt: null }, at('11:59:59'))).toBe('run');
  });
});

describe('share of the span used up', () => {
  it('given start and limit, when asked, then it grows from 0 to 1 and stays there', () => {
    expect(usedShare(running.startedAt, running.dueAt, at('09:00:00'))).toBe(0);
    expect(usedShare(running.startedAt, running.dueAt, at('11:00:00'))).toBe(0.5);
    expect(usedShare(running.startedAt, running.dueAt, at('18:00:00'))).toBe(1);
  });
  it('given no start or no limit, when asked, then there is no bar', () => {
    expect(usedShare(null, running.dueAt, at('11:00:00'))).toBeNull();
    expect(usedShare(running.startedAt, null, at('11:00:00'))).toBeNull();
  });
});

describe('words for a span', () => {
  const zh = { day: '天', hour: '小时' };
  it('given less than a day, when formatted, then hours, minutes and seconds are two digits each', () => {
    expect(formatSpan(41 * 60_000 + 20_999, zh)).toBe('00:41:20');
    expect(formatSpan(86_400_000 - 1, zh)).toBe('23:59:59');
  });
  it('given a day or more, when formatted, then it says days and hours', () => {
    expect(formatSpan(86_400_000, zh)).toBe('1 天');
    expect(formatSpan(51 * 3_600_000 + 59 * 60_000, zh)).toBe('2 天 3 小时');
    expect(formatSpan(51 * 3_600_000, { day: 'd', hour: 'h' })).toBe('2 d 3 h');
  });
  it('given a negative span, when formatted, then the sign is left to the word beside it', () => {
    expect(formatSpan(-725_000, zh)).toBe('00:12:05');
  });
  it('given nothing or nonsense, when read as an instant, then it is null', () => {
    expect([instant(null), instant(''), instant('soon')]).toEqual([null, null, null]);
  });
});
