import { describe, expect, it } from '@jest/globals';
import { ServerClock } from './server-clock.js';

function clockAt(start: number): { readonly clock: ServerClock; pass(ms: number): void } {
  let local = start;
  return {
    clock: new ServerClock(
      () => local,
      () => 42,
    ),
    pass: (ms) => {
      local += ms;
    },
  };
}

describe('the server time in the browser', () => {
  it('given no reading yet, when asked, then the machine time serves', () => {
    expect(clockAt(0).clock.now()).toBe(42);
  });
  it('given a reading, when local time passes, then the server time moves along', () => {
    const { clock, pass } = clockAt(1_000);
    clock.read(500_000);
    pass(1_500);
    expect(clock.now()).toBe(501_500);
  });
  it('given a virtual clock that stands, when it was read twice, then countdowns stand too', () => {
    const { clock, pass } = clockAt(0);
    clock.read(500_000);
    pass(60_000);
    clock.read(500_000);
    pass(30_000);
    expect(clock.now()).toBe(500_000);
  });
  it('given a virtual clock advanced by 2 h, when it is read, then the time jumps and stands', () => {
    const { clock, pass } = clockAt(0);
    clock.read(500_000);
    pass(5_000);
    clock.read(500_000 + 7_200_000);
    pass(5_000);
    expect(clock.now()).toBe(7_700_000);
  });
  it('given a standing clock that runs again, when it is read twice, then countdowns run', () => {
    const { clock, pass } = clockAt(0);
    clock.read(1_000);
    pass(10_000);
    clock.read(1_000);
    pass(10_000);
    clock.read(11_000);
    pass(2_000);
    expect(clock.now()).toBe(13_000);
  });
});
