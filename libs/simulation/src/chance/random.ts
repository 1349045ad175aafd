/** Numbers that look like chance and repeat for a seed (mulberry32). */
export class Random {
  private state: number;
  /** @param seed any integer; @param run what tells apart the runs of one seed */
  constructor(seed: number, run = 0) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b)) >>> 0;
  }

  /** 0 (inclusive) to 1 (exclusive). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  /** One of a list; undefined for an empty one. */
  pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.next() * list.length)];
  }
  /** Between two positive spans, short ones as likely as long ones by their ratio (log-uniform): most work is short, some is long. */
  span(min: number, max: number): number {
    const low = Math.max(1, min);
    return Math.round(low * Math.pow(Math.max(1, max / low), this.next()));
  }
}
