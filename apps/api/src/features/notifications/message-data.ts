import { caseData, type CaseFacts, type TemplateLanguage } from '../documents/index.js';

/** What a message can speak of beside its case. Times are ISO 8601; everything is optional, templates get null for it. */
export interface MessageFacts {
  readonly task?: { readonly name: string };
  readonly promise?: { readonly metricName: string; readonly clause: string; readonly dueAt: string | null };
  readonly severity?: { readonly from: string | null; readonly to: string };
  readonly engineer?: { readonly name: string };
  readonly document?: { readonly number: string; readonly title: string };
  /** The contract a welcome is about (F-23). */
  readonly contract?: {
    readonly number: string;
    readonly name: string;
    readonly provider: string;
    readonly hotline: string;
    readonly warrantyUntil: string | null;
    readonly engineerPhone: string | null;
  };
  readonly reason?: string;
  /** What somebody did to a task; `kind` is a key of the labels `notice`, `by` a name. */
  readonly notice?: { readonly kind: string; readonly by: string };
  readonly expiresAt?: string;
  /** Page the message leads to, instead of the case's. */
  readonly url?: string;
  /** One-time code; it is never shown where others read along. */
  readonly code?: string;
  /** How long the code is good for, in minutes. */
  readonly minutes?: number;
  /** What is mailed of an anchor: all records of its moment under one signature. */
  readonly anchor?: {
    readonly seq: number;
    readonly at: string;
    readonly statementHash: string;
    /** SHA-256 of the certificate. */
    readonly fingerprint: string;
    /** Chains and rows that are new or changed since the anchor before. */
    readonly changes: number;
  };
  /** An emergency and what its plan says of it, in the reader's language (S3-29, S3-30). */
  readonly emergency?: {
    readonly number: string;
    readonly title: string;
    /** Key of the labels `emergencyNotice`. */
    readonly kind: string;
    readonly text: string;
    readonly substitutes: readonly string[];
  };
  /** A written notice (F-24), in the reader's language. */
  readonly written?: {
    readonly number: string;
    readonly title: string;
    /** Paragraphs. */
    readonly lines: readonly string[];
    readonly changedAt: string;
    readonly provider: string;
    readonly customer: string;
  };
  /** A machine that is lent, and when it is due (ISO 8601). */
  readonly loan?: { readonly serialNumber: string; readonly name: string; readonly dueAt: string };
  /** What is to be confirmed: a sentence in the reader's language. */
  readonly subject?: string;
}

const NO_CASE = {
  zone: 'Asia/Shanghai',
  provider: { name: '', label: '' },
  customer: { name: '', label: '' },
  case: null,
};

/** The data that every message template gets: strict templates fail on what is absent, so nothing is. */
export function messageData(
  caseFacts: CaseFacts | null,
  facts: MessageFacts,
  recipient: { readonly name: string; readonly language: TemplateLanguage },
  publicUrl: string,
): Record<string, unknown> {
  return {
    ...(caseFacts === null ? NO_CASE : caseData(caseFacts, recipient.language)),
    recipient: { name: recipient.name },
    task: facts.task ?? null,
    promise: facts.promise ?? null,
    severity: facts.severity ?? null,
    engineer: facts.engineer ?? null,
    document: facts.document ?? null,
    contract: facts.contract ?? null,
    reason: facts.reason ?? null,
    notice: facts.notice ?? null,
    expiresAt: facts.expiresAt ?? null,
    code: facts.code ?? null,
    minutes: facts.minutes ?? null,
    subject: facts.subject ?? null,
    anchor: facts.anchor ?? null,
    emergency: facts.emergency ?? null,
    written: facts.written ?? null,
    loan: facts.loan ?? null,
    url: facts.url ?? (caseFacts === null ? publicUrl : `${publicUrl}/cases/${encodeURIComponent(caseFacts.number)}`),
    ackUrl: null,
    ackBy: null,
  };
}
