/** The databases every end-to-end spec runs on: the embedded one, and a real MariaDB when `npm test` provides it. */
import { createMariaDatabase } from '@pledge/testing';

export interface EndToEndDatabase {
  readonly name: string;
  /** URL of a fresh database; undefined: the server makes an embedded one. */
  create(): Promise<{ url: string | undefined; drop: () => Promise<void> }>;
}

export const endToEndDatabases: EndToEndDatabase[] = [
  { name: 'libsql', create: () => Promise.resolve({ url: undefined, drop: () => Promise.resolve() }) },
  ...(process.env.TEST_MYSQL_URL ? [{ name: 'MariaDB', create: () => createMariaDatabase() }] : []),
];
