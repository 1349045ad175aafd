import type { Client } from '../../support/client.js';

/** Who acts over HTTP, whatever the server they talk to is for. */
export interface People {
  client(username: string): Promise<Client>;
  /** Somebody without an account. */
  readonly nobody: Client;
}
