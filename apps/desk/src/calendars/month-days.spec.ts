import { describe, expect, it } from '@jest/globals';
import { monthDays, readWindows, windowsText } from './month-days.js';

describe('a month on the screen', () => {
  it('given February of a leap year that begins on a Thursday, when laid out, then three blanks and 29 days', () => {
    const days = monthDays(2024, 2);
    expect(days.slice(0, 4)).toEqual([null, null, null, { date: '2024-02-01', day: 1, weekday: 4 }]);
    expect(days.at(-1)).toEqual({ date: '2024-02-29', day: 29, weekday: 4 });
  });
});

describe('hours as a person types them', () => {
  it('given windows, when read and written, then they are the same; nonsense is refused', () => {
    expect(readWindows('8:00-12:00，13:30–18:00')).toEqual([
      { from: '08:00', to: '12:00' },
      { from: '13:30', to: '18:00' },
    ]);
    expect(windowsText(readWindows('00:00-24:00') ?? [])).toBe('00:00-24:00');
    expect(readWindows('')).toEqual([]);
    for (const text of ['18:00-08:00', '8-12', '25:00-26:00', '08:00-12:75']) expect(readWindows(text)).toBeNull();
  });
});
