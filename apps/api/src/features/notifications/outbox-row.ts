/** A stored document that goes along; its bytes are read when the mail is sent. */
export interface Attachment {
  readonly documentId: string;
  readonly fileName: string;
}

/** Kept with a message that wants an acknowledgement: enough to tell the next person the same. */
export interface ChainLink {
  /** Usernames still to be asked, in order. */
  readonly rest: readonly string[];
  /** Position of this recipient, from 0: part of the source of the next message. */
  readonly index: number;
  /** ISO 8601 duration each person has. */
  readonly wait: string;
  readonly source: string;
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly caseNumber: string | null;
  readonly taskId: string | null;
}
