import { createApp, type CreateAppOptions, type RunningApp } from '../../apps/api/src/create-app.js';

/** Monday, 2 March 2026, 10:00 in Shanghai: a working hour of a working day. */
const A_MONDAY = Date.UTC(2026, 2, 2, 2);

/**
 * The server inside a spec: on a free port, with demo accounts, and quiet. Its virtual time begins on {@link A_MONDAY}: a
 * spec says the same on every day and at every hour of the machine. What `options` say comes on top, its environment
 * variable by variable.
 */
export function specApp(databaseUrl: string, options: CreateAppOptions = {}): Promise<RunningApp> {
  return createApp({
    quiet: true,
    startAt: A_MONDAY,
    ...options,
    environment: {
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: 'a secret of this spec',
      PORT: '0',
      PLEDGE_CLOCK: 'virtual',
      PLEDGE_DEMO: '1',
      ...options.environment,
    },
  });
}
