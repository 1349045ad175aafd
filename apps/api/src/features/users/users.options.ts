/** What the users feature needs to know of the configuration; given by the application. */
export interface UsersOptions {
  /** Demo accounts may sign in. */
  readonly demo: boolean;
  /** Hashes tokens; null on a single machine with an embedded database. */
  readonly sessionSecret: string | null;
  /** Session cookies travel over https only. */
  readonly secureCookie: boolean;
}

export const USERS_OPTIONS = Symbol('USERS_OPTIONS');
