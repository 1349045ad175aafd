/**
 * When the earliest unmet promise of a case runs out, as `service-levels` last said on this node: tasks that open later
 * inherit it. `setUrgency` writes the open ones.
 */
export class Urgencies {
  private readonly byKey = new Map<string, number | null>();

  constructor(private readonly limit = 50_000) {}

  /** Epoch ms; null when nothing is known. */
  of(businessKey: string): number | null {
    return this.byKey.get(businessKey) ?? null;
  }

  remember(businessKey: string, urgencyAt: number | null): void {
    this.byKey.delete(businessKey);
    if (urgencyAt === null) return;
    if (this.byKey.size >= this.limit) {
      const oldest = this.byKey.keys().next();
      if (!oldest.done) this.byKey.delete(oldest.value);
    }
    this.byKey.set(businessKey, urgencyAt);
  }
}
