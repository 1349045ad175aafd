import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidDurationError, addDuration, durationMillis, formatDuration, parseDuration } from './iso-duration.js';
import { fromIso, toIso } from './zones.js';

describe('ISO 8601 durations', () => {
  it('given every part, when parsed, then each has its place', () => {
    expect(parseDuration('P1Y2M3W4DT5H6M7.5S')).toEqual({
      years: 1,
      months: 2,
      weeks: 3,
      days: 4,
      hours: 5,
      minutes: 6,
      seconds: 7,
      milliseconds: 500,
    });
  });

  it.each(['', 'P', 'PT', 'P1', '1D', 'P1DT', 'PT5X', 'pt5m', 'P1H', 'five minutes'])(
    'given %j, when parsed, then it is refused',
    (text) => {
      expect(() => parseDuration(text)).toThrow(InvalidDurationError);
    },
  );

  it('given a day with 23 hours, when P1D is added, then the time of day stays and only 23 hours pass', () => {
    const before = fromIso('2026-03-28T10:00:00+01:00');
    const after = addDuration(before, 'P1D', 'Europe/Berlin');
    expect(toIso(after, 'Europe/Berlin')).toBe('2026-03-29T10:00:00.000+02:00');
    expect(after - before).toBe(23 * 3_600_000);
    expect(addDuration(before, 'PT24H', 'Europe/Berlin') - before).toBe(24 * 3_600_000);
  });

  it('given the last of January, when P1M is added, then it is the last of February', () => {
    expect(toIso(addDuration(fromIso('2026-01-31T08:00:00+08:00'), 'P1M', 'Asia/Shanghai'), 'Asia/Shanghai')).toBe(
      '2026-02-28T08:00:00.000+08:00',
    );
  });

  it('given a length with days, when asked for milliseconds, then it is refused: a day has no fixed length', () => {
    expect(() => durationMillis('P1D')).toThrow(InvalidDurationError);
    expect(durationMillis('PT1H30M')).toBe(5_400_000);
  });

  it('given any length of time, when written and read, then it is the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 11 }), (millis) => {
        expect(durationMillis(formatDuration(millis))).toBe(millis);
      }),
    );
    expect(formatDuration(0)).toBe('PT0S');
    expect(formatDuration(26 * 3_600_000 + 180_000)).toBe('PT26H3M');
  });
});
