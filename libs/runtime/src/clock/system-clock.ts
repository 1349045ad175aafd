import type { Clock } from '../ports/clock.js';

/** The machine's time for everything: production. */
export const systemClock: Clock = {
  now: () => Date.now(),
  systemNow: () => Date.now(),
};
