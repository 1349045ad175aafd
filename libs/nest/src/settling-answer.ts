/** An answer that is worth reading again once the jobs of the command have settled. */
export class SettlingAnswer {
  constructor(
    /** What is stored under an idempotency key. */
    readonly body: unknown,
    readonly refresh: () => Promise<unknown>,
  ) {}
}

/**
 * Answer of a command with `@Endpoint({ settles: true })`: `body` as of the commit; `refresh` reads it again after
 * settling, so that an instance that ran through shows as completed.
 */
export function afterSettling<T>(body: T, refresh: () => Promise<T>): T {
  return new SettlingAnswer(body, refresh) as unknown as T;
}
