import { testDatabases, type TestDatabase } from '@pledge/testing';
import { createApp, type RunningApp } from '../../apps/api/src/create-app.js';
import { Client } from './client.js';

/** Noon in Shanghai on Monday 2 March 2026. */
export const TEST_NOW = Date.UTC(2026, 2, 2, 4, 0);

/** The whole server inside the spec, with demo data and the virtual clock, on one database. */
export class TestApi {
  private readonly clients = new Map<string, Client>();
  private constructor(
    private readonly database: TestDatabase,
    public running: RunningApp,
    private readonly environment: Record<string, string>,
    private readonly shipped: boolean,
  ) {}

  /** `shipped`: deploy the models that ship; slower, needed where a process runs. */
  static async start(
    place: ReturnType<typeof testDatabases>[number],
    { shipped = false }: { readonly shipped?: boolean } = {},
  ): Promise<TestApi> {
    const database = await place.create();
    const environment = {
      DATABASE_URL: database.url,
      PORT: '0',
      PLEDGE_CLOCK: 'virtual',
      PLEDGE_DEMO: '1',
      SESSION_SECRET: 'test-session-secret-0123456789abcdef',
    };
    const running = await createApp({ environment, shipped, quiet: true, startAt: TEST_NOW });
    return new TestApi(database, running, environment, shipped);
  }

  async as(username: string): Promise<Client> {
    const known = this.clients.get(username) ?? (await Client.as(this.running.url, username));
    this.clients.set(username, known);
    return known;
  }

  /** Ends the server and starts it again on the same database. */
  async restart(): Promise<void> {
    await this.running.close();
    this.clients.clear();
    this.running = await createApp({ environment: this.environment, shipped: this.shipped, quiet: true });
  }

  async stop(): Promise<void> {
    await this.running.close();
    await this.database.drop();
  }
}
