import type { EmergencyContact } from '@pledge/contracts';
import type { Bilingual } from '../common/bilingual.js';

export const NO_TEXT: Bilingual = { zh: '', en: '' };

/** An id that no row has yet: readiness checks and contacts are kept apart by it over the versions. */
export function nextId(rows: readonly { readonly id: string }[]): string {
  const taken = new Set(rows.map((row) => row.id));
  let count = rows.length + 1;
  while (taken.has(`item-${String(count)}`)) count += 1;
  return `item-${String(count)}`;
}

/** How a contact is found: everybody of a role, the customer's representatives, or a person by name. */
export type ContactKind = 'role' | 'representatives' | 'named';
export const kindOf = (contact: EmergencyContact): ContactKind =>
  contact.representatives === true ? 'representatives' : contact.role === undefined ? 'named' : 'role';

/** The contact found in another way; what belonged to the old one is gone. */
export function asKind(contact: EmergencyContact, kind: ContactKind): EmergencyContact {
  const { id, duty, side, channels } = contact;
  switch (kind) {
    case 'role':
      return { id, duty, side, channels, role: contact.role ?? 'engineer' };
    case 'representatives':
      return { id, duty, side: 'customer', channels, representatives: true };
    case 'named':
      return { id, duty, side, channels, name: contact.name ?? '' };
  }
}
