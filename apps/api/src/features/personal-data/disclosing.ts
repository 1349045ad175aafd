import type { PersonalDataKind } from '@pledge/contracts';

/** What an answer shows of a customer's people. */
export interface Disclosure {
  readonly kind: PersonalDataKind;
  /** null: nobody knows yet whose it is, and nobody could be shown the access. */
  readonly partyId: string | null;
  /** Number or title, as the customer knows it. */
  readonly ref: string;
}

const disclosures = new WeakMap<object, Disclosure>();

/** Marks an answer as one that shows personal data: it leaves the server only after the access is on record. */
export function disclosing<T extends object>(answer: T, disclosure: Disclosure): T {
  disclosures.set(answer, disclosure);
  return answer;
}

/** What an answer shows of a customer's people; undefined: nothing. */
export function disclosureOf(answer: unknown): Disclosure | undefined {
  return typeof answer === 'object' && answer !== null ? disclosures.get(answer) : undefined;
}
