/** How long the first waits for the second, which may stand before a lock of the first and never come, ms of real time. */
const HOLD_MS = 15;

/**
 * Where two transactions meet before they commit: the first to arrive waits until the second has arrived too, or holds what
 * it has locked for a while, so that the second runs into it.
 */
export class Barrier {
  private armed = false;
  private arrived = 0;
  private inside = 0;
  private mostInside = 0;
  private waiting: (() => void)[] = [];
  /** Rounds in which both transactions were open at the same time. */
  overlaps = 0;

  arm(): void {
    this.armed = true;
    this.arrived = 0;
    this.mostInside = 0;
  }
  disarm(): void {
    this.armed = false;
    this.release();
    if (this.mostInside > 1) this.overlaps += 1;
  }

  /** A transaction begins. @returns to be called at its end */
  enter(): () => void {
    this.inside += 1;
    this.mostInside = Math.max(this.mostInside, this.inside);
    return () => {
      this.inside -= 1;
    };
  }

  async arrive(): Promise<void> {
    if (!this.armed) return;
    this.arrived += 1;
    // Those after the first two, retries above all, are not held.
    if (this.arrived >= 2) return this.release();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, HOLD_MS);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private release(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
