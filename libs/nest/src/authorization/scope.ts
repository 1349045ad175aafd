import { Problem } from '@pledge/runtime';
import type { SessionUser } from '../authentication/session-user.js';

/** Which rows a person may see: repositories that return rows a customer may see take it (design D10). */
export type Scope = { readonly kind: 'provider' } | { readonly kind: 'customer'; readonly partyId: string };

/** Scope of the whole provider, for jobs and delegates that act for nobody in particular. */
export const PROVIDER_SCOPE: Scope = { kind: 'provider' };

/**
 * A person with a party sees that party's rows only; everybody else is on the provider's side.
 * @throws Problem `forbidden` for a customer without a party: such a row is broken, and must not see everything.
 */
export function scopeOf(user: Pick<SessionUser, 'roles' | 'partyId'>): Scope {
  if (user.partyId !== null) return { kind: 'customer', partyId: user.partyId };
  if (!user.roles.some((role) => role !== 'customer')) throw new Problem('forbidden', 'CUSTOMER_WITHOUT_PARTY');
  return PROVIDER_SCOPE;
}
