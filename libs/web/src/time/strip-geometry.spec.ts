import { describe, expect, it } from '@jest/globals';
import { kindOf, stripGeometry } from './strip-geometry.js';

const day = (time: string): string => `2026-11-22T${time}:00+08:00`;
const at = (time: string): number => Date.parse(day(time));
const segment = (from: string, to: string, counted = true, reason = 'working-time') => ({
  from: day(from),
  to: day(to),
  counted,
  reason,
  text: { zh: '', en: '' },
});
const clock = {
  state: 'running' as const,
  startedAt: day('10:00'),
  warnAt: day('11:30'),
  dueAt: day('12:00'),
  stoppedAt: null,
  segments: [segment('10:00', '12:00')],
};
const round = (value: number | null | undefined): number | null => (value == null ? null : Math.round(value));

describe('a clock on its strip', () => {
  it('given half of the time used, when drawn, then the solid part ends at the line for now, before the marks', () => {
    const strip = stripGeometry(clock, at('11:00'));
    expect(strip?.parts).toHaveLength(1);
    expect(round(strip?.parts[0]?.width)).toBe(48);
    expect([round(strip?.now), round(strip?.warn), round(strip?.limit)]).toEqual([48, 72, 96]);
  });
  it('given the limit has passed, when drawn, then the part after it is marked late and the axis is longer', () => {
    const strip = stripGeometry({ ...clock, segments: [segment('10:00', '14:00')] }, at('14:00'));
    expect(strip?.parts.map((part) => part.late)).toEqual([false, true]);
    expect(round(strip?.limit)).toBe(48);
  });
  it('given a night, when drawn, then it is hatched beyond now, and a pause is striped', () => {
    const strip = stripGeometry(
      {
        ...clock,
        dueAt: day('18:00'),
        segments: [
          segment('10:00', '11:00'),
          segment('12:00', '13:00', false, 'non-working-day'),
          segment('13:00', '14:00', false, 'customer-wait'),
        ],
      },
      at('10:30'),
    );
    expect(strip?.parts.map((part) => part.kind)).toEqual(['counted', 'skipped', 'paused']);
    expect(kindOf({ counted: false, reason: 'receipt-shift' })).toBe('skipped');
  });
  it('given a clock that was met, when drawn later, then nothing moves any more', () => {
    const met = { ...clock, state: 'met' as const, stoppedAt: day('10:30') };
    expect(stripGeometry(met, at('11:00'))).toEqual(stripGeometry(met, at('23:00')));
    expect(stripGeometry(met, at('23:00'))?.now).toBeNull();
  });
  it('given a clock without a start, when drawn, then there is no strip', () => {
    expect(stripGeometry({ ...clock, startedAt: null, segments: [] }, at('11:00'))).toBeNull();
  });
});
