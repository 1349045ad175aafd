/** A file that goes along with a mail. */
export interface Attachment {
  /** A stored document, whose bytes are read when the mail is sent; null: `content` is all there is. */
  readonly documentId: string | null;
  readonly fileName: string;
  /** A small file, in base64. */
  readonly content?: string;
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
