/** Things that will happen, in order of time and then of booking. */
export class Agenda<T> {
  private readonly entries: { at: number; seq: number; what: T }[] = [];
  private seq = 0;

  /** @param at epoch ms. */
  add(at: number, what: T): void {
    const entry = { at, seq: this.seq++, what };
    let index = this.entries.length;
    while (index > 0 && this.entries[index - 1].at > at) index--;
    this.entries.splice(index, 0, entry);
  }
  /** The earliest not later than `limit`, taken off; null when there is none. */
  next(limit: number): { readonly at: number; readonly what: T } | null {
    const first = this.entries[0];
    if (!first || first.at > limit) return null;
    this.entries.shift();
    return first;
  }
  /** Drops what will not happen any more. */
  drop(which: (what: T) => boolean): void {
    for (let index = this.entries.length - 1; index >= 0; index--)
      if (which(this.entries[index].what)) this.entries.splice(index, 1);
  }
}
