import type { Clock } from '../ports/clock.js';

/** Product time that stands still until it is moved; leases and back-off still see the machine's time (design section 6). */
export class VirtualClock implements Clock {
  constructor(
    private current: number,
    private readonly system: () => number = () => Date.now(),
  ) {}

  now(): number {
    return this.current;
  }

  systemNow(): number {
    return this.system();
  }

  /** Moves to `instant` (epoch ms); time never goes back, an earlier instant changes nothing. */
  moveTo(instant: number): void {
    this.current = Math.max(this.current, instant);
  }
}
