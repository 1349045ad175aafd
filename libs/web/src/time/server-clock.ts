/**
 * The server's time in the browser. Promises are judged by the server's clock, which may be virtual and may stand still, so
 * countdowns use `serverNow()` and never the machine's own time.
 */
export interface ClockReading {
  /** Server's instant, epoch ms. */
  readonly server: number;
  /** Monotonic local time of the reading, ms. */
  readonly local: number;
}

/** Keeps the offset and, from two readings, whether the server's clock runs (1) or stands (0). */
export class ServerClock {
  private reading: ClockReading | null = null;
  private rate: 0 | 1 = 1;

  /** @param local monotonic ms; @param fallback epoch ms used before the first reading */
  constructor(
    private readonly local: () => number,
    private readonly fallback: () => number,
  ) {}

  /** Takes a reading. Readings less than 2 s apart do not judge the rate. */
  read(server: number): void {
    const local = this.local();
    if (this.reading !== null && local - this.reading.local >= 2_000) {
      const passed = (server - this.reading.server) / (local - this.reading.local);
      // a jump forward is a virtual clock that was advanced: between jumps it stands
      this.rate = passed > 0.5 && passed < 1.5 ? 1 : 0;
    }
    this.reading = { server, local };
  }

  /** The server's instant now, epoch ms. */
  now(): number {
    if (this.reading === null) return this.fallback();
    return this.reading.server + this.rate * (this.local() - this.reading.local);
  }
}

/** The clock of this page. */
export const serverClock = new ServerClock(
  () => performance.now(),
  () => Date.now(),
);

/** The server's instant now, epoch ms. */
export function serverNow(): number {
  return serverClock.now();
}
