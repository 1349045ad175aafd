import { Injectable } from '@nestjs/common';
import type { LockReason, PublicConfirmation } from '@pledge/contracts';
import type { Transaction } from '@pledge/runtime';

/** The version of something that is in force: what a confirmation must be of. Instants are epoch ms. */
export interface ConfirmableVersion {
  readonly version: number;
  /** SHA-256 over the canonical JSON, a line feed, and the bytes of the PDF. */
  readonly hash: string;
  readonly number: string;
  readonly title: string;
  readonly documentId: string;
  readonly window: { readonly from: number; readonly to: number };
  readonly caseNumber: string;
  readonly partyId: string | null;
  readonly mode: 'live' | 'drill';
  /** It was carried out: it may not begin again; its result may still be approved. */
  readonly carriedOut: boolean;
  /** Usernames that may not confirm it for the provider: who asked does not approve (S1-55). */
  readonly notBy?: readonly string[];
}
/** What the hash of one version is taken over, beside its PDF, and the public page that its QR code opens. */
export interface ConfirmableProof {
  /** Canonical JSON: `cat` of it, a line feed and the PDF give the hash. */
  readonly canonical: string;
  readonly verifyUrl: string;
}
export type SubjectSection = PublicConfirmation['sections'][number];

/** Something that is confirmed in writing. Served by the feature that owns it. */
export interface ConfirmableSubject {
  /**
   * The version in force, or null: nothing is frozen, it was edited since, or it is over. With `tx` its row is locked
   * until the end of the transaction, so that an edit cannot slip between the check and what was allowed by it.
   */
  current(id: string, tx?: Transaction): Promise<ConfirmableVersion | null>;
  /** The subject that a process instance is about; null: none. */
  ofInstance(instanceId: string): Promise<string | null>;
  /** What the person reads before confirming: all of it. */
  sections(id: string, version: number, language: 'zh-CN' | 'en'): Promise<readonly SubjectSection[]>;
  /** What else stands in the way of carrying it out, beside its confirmations and its window. Absent: nothing. */
  obstacles?(id: string, now: number, tx?: Transaction): Promise<readonly LockReason[]>;
  /** What proves a version; null: there is none of that number. */
  proof(id: string, version: number): Promise<ConfirmableProof | null>;
}

/** Kinds of subjects that can be confirmed: kind of the `subject` row → the feature that knows it. */
@Injectable()
export class ConfirmableSubjects {
  private readonly byKind = new Map<string, ConfirmableSubject>();

  /** @throws Error when the kind is served already */
  register(kind: string, subject: ConfirmableSubject): void {
    if (this.byKind.has(kind)) throw new Error(`the subject kind ${kind} is served twice`);
    this.byKind.set(kind, subject);
  }

  /** null: not a kind that is confirmed. */
  find(kind: string): ConfirmableSubject | null {
    return this.byKind.get(kind) ?? null;
  }

  /** @throws Error for a kind that nobody serves */
  get(kind: string): ConfirmableSubject {
    const subject = this.byKind.get(kind);
    if (!subject) throw new Error(`nobody serves the subject kind ${kind}`);
    return subject;
  }

  /** The one subject that an instance is about. */
  async ofInstance(instanceId: string): Promise<{ readonly kind: string; readonly id: string } | null> {
    for (const [kind, subject] of this.byKind) {
      const id = await subject.ofInstance(instanceId);
      if (id !== null) return { kind, id };
    }
    return null;
  }
}

/** The person who is asked is one who may not confirm this. */
export function isBarred(
  person: { readonly personKind: 'contact' | 'user'; readonly personId: string },
  current: Pick<ConfirmableVersion, 'notBy'>,
): boolean {
  return person.personKind === 'user' && (current.notBy ?? []).includes(person.personId);
}
