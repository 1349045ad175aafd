import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const product = join(process.cwd(), 'dist', 'apps', 'api', 'server', 'main.js');

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

export interface ServerOptions {
  /** `mysql://…`, else a fresh embedded database in a temporary folder. */
  readonly databaseUrl?: string;
  readonly virtualClock?: boolean;
  /** Where another build starts; the product's own by default. */
  readonly entry?: string;
  readonly env?: Record<string, string>;
}

/** The built product in a process of its own, as a user starts it; survives `kill()` and `restart()`. */
export class TestServer {
  private child: ChildProcess | null = null;
  private readonly folder = mkdtempSync(join(tmpdir(), 'pledge-test-'));
  private log = '';
  private constructor(
    readonly port: number,
    private readonly options: ServerOptions,
  ) {}

  /** Starts the built server with demo data and waits until it is ready. Throws with its log when it is not within 3 minutes. */
  static async start(options: ServerOptions = {}): Promise<TestServer> {
    if (!existsSync(options.entry ?? product))
      throw new Error('The product is not built: run `npm run build` first (npm test does).');
    const server = new TestServer(await freePort(), options);
    await server.boot();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }
  get pid(): number | undefined {
    return this.child?.pid;
  }
  /** What the server printed so far. */
  get output(): string {
    return this.log;
  }

  private async boot(): Promise<void> {
    const child = spawn(process.execPath, [this.options.entry ?? product], {
      cwd: process.cwd(),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        PORT: String(this.port),
        HOST: '127.0.0.1',
        DATABASE_URL: this.options.databaseUrl ?? `file:${join(this.folder, 'pledge.db')}`,
        PLEDGE_DEMO: '1',
        PLEDGE_CLOCK: this.options.virtualClock ? 'virtual' : 'system',
        SESSION_SECRET: 'test-session-secret-0123456789abcdef',
        PUBLIC_URL: this.url,
        ...this.options.env,
      },
    });
    this.child = child;
    const collect = (chunk: Buffer): void => void (this.log = (this.log + chunk.toString()).slice(-20_000));
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const deadline = performance.now() + 180_000;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}:\n${this.log}`);
      const ready = await fetch(`${this.url}/api/ready`).then(
        (r) => r.ok,
        () => false,
      );
      if (ready) return;
      if (performance.now() > deadline) throw new Error(`The server is not ready after 3 minutes:\n${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ends the process without any warning, as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }
  async restart(): Promise<void> {
    await this.end('SIGTERM');
    await this.boot();
  }
  /** Boots again after `kill()`. */
  async revive(): Promise<void> {
    await this.boot();
  }
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }
  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await gone;
  }
}
