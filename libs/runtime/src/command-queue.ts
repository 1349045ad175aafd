/** At least every n-th place of a batch is for jobs while both wait: neither starves the other. */
const SHARE_OF_JOBS = 4;

/**
 * What waits for the next batch. Somebody waits for the answer of a command, nobody for that of a job: commands go first,
 * so that a hundred thousand timers that come due at once do not stand between a person and their answer. Each kind
 * keeps its order.
 */
export class CommandQueue<T> {
  private readonly commands: T[] = [];
  private readonly jobs: T[] = [];

  get isEmpty(): boolean {
    return this.commands.length + this.jobs.length === 0;
  }

  add(entry: T, isJob: boolean): void {
    (isJob ? this.jobs : this.commands).push(entry);
  }

  /** At most `limit` entries, the oldest of each kind. */
  take(limit: number): T[] {
    const reserved = Math.min(this.jobs.length, Math.ceil(limit / SHARE_OF_JOBS));
    const taken = this.commands.splice(0, Math.max(limit - reserved, 1));
    return taken.concat(this.jobs.splice(0, limit - taken.length));
  }
}
