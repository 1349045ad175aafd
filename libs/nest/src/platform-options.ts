import type { ProblemTexts } from '@pledge/contracts';

/** What the application tells the platform at start. */
export interface PlatformOptions {
  /** `file:…` or `mysql://…`. */
  readonly databaseUrl: string;
  /** Address people use (links in mails, same-origin check behind a proxy), without a slash at the end; null: from the request. */
  readonly publicUrl: string | null;
  /** `virtual`: time stands still until `POST /api/clock/advance` moves it. */
  readonly clock: 'system' | 'virtual';
  /** IANA zone of the site: instants over HTTP carry its offset. */
  readonly zone: string;
  /** Problem texts of all features. */
  readonly problems: readonly ProblemTexts[];
}
