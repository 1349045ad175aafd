import type { EmergencyReach } from '@pledge/contracts';

/** Nobody told this person yet, and no message is on its way for the first time. */
const MISSED: ReadonlySet<EmergencyReach['state']> = new Set(['retrying', 'not-sent', 'failed', 'call']);

export const isMissed = (contact: EmergencyReach): boolean => MISSED.has(contact.state);

/** Who was not reached, those first whom somebody has to telephone. */
export function notReached(contacts: readonly EmergencyReach[]): EmergencyReach[] {
  const order = (contact: EmergencyReach): number =>
    contact.state === 'call' ? 0 : contact.state === 'failed' ? 1 : 2;
  return contacts.filter(isMissed).toSorted((a, b) => order(a) - order(b));
}

/** How far a notice has come. */
export interface ReachCount {
  readonly total: number;
  readonly reached: number;
  readonly missed: number;
  /** On their way, not failed so far. */
  readonly sending: number;
  /** Kept inside: a drill sends nothing. */
  readonly kept: number;
}
export function countReach(contacts: readonly EmergencyReach[]): ReachCount {
  const of = (state: EmergencyReach['state']): number => contacts.filter((one) => one.state === state).length;
  return {
    total: contacts.length,
    reached: of('reached'),
    missed: contacts.filter(isMissed).length,
    sending: of('sending'),
    kept: of('drill'),
  };
}
