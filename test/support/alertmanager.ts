import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './server.js';

/** Where Debian's package puts it. */
const DEBIAN = '/usr/bin/prometheus-alertmanager';

/** Debian's Alertmanager, as `npm test` finds or installs it: ALERTMANAGER_PATH, else its usual place. Throws where there is none. */
function executable(): string {
  const path = process.env['ALERTMANAGER_PATH'] ?? DEBIAN;
  if (!existsSync(path))
    throw new Error('There is no Alertmanager: `npm test` installs prometheus-alertmanager or names it as not run.');
  return path;
}

/** A running Alertmanager that sends everything to one webhook, grouped and repeated after short intervals. */
export class Alertmanager {
  private log = '';
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  /** Starts it and waits until it is ready. Throws with its log when it is not within a minute. */
  static async start(webhook: string, token: string): Promise<Alertmanager> {
    const folder = mkdtempSync(join(tmpdir(), 'pledge-alertmanager-'));
    const config = {
      route: {
        receiver: 'pledge',
        group_by: ['alertname'],
        group_wait: '100ms',
        group_interval: '200ms',
        repeat_interval: '400ms',
      },
      receivers: [
        {
          name: 'pledge',
          webhook_configs: [
            { url: webhook, send_resolved: true, http_config: { authorization: { credentials: token } } },
          ],
        },
      ],
    };
    // JSON is YAML.
    writeFileSync(join(folder, 'alertmanager.yml'), JSON.stringify(config));
    const address = `127.0.0.1:${String(await freePort())}`;
    const child = spawn(
      executable(),
      [
        `--config.file=${join(folder, 'alertmanager.yml')}`,
        `--storage.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
        '--cluster.listen-address=',
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const started = new Alertmanager(child, folder, `http://${address}`);
    const collect = (chunk: Buffer): void => void (started.log = (started.log + chunk.toString()).slice(-10_000));
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    await started.ready();
    return started;
  }

  private async ready(): Promise<void> {
    const deadline = performance.now() + 60_000;
    for (;;) {
      if (this.child.exitCode !== null) throw new Error(`Alertmanager ended:\n${this.log}`);
      const ok = await fetch(`${this.url}/-/ready`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ok) return;
      if (performance.now() > deadline) throw new Error(`Alertmanager is not ready:\n${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** What it printed so far. */
  get output(): string {
    return this.log;
  }

  /** Posts alerts as Prometheus does; `endsAt` in the past resolves one. */
  async post(
    alerts: readonly {
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations?: Readonly<Record<string, string>>;
      readonly startsAt?: string;
      readonly endsAt?: string;
    }[],
  ): Promise<void> {
    const answer = await fetch(`${this.url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts),
    });
    if (!answer.ok) throw new Error(`Alertmanager: ${String(answer.status)} ${await answer.text()}`);
  }

  /** How often it sent to the webhook, and how often in vain, by its own metrics. */
  async notifications(): Promise<{ readonly sent: number; readonly failed: number }> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const figure = (name: string): number =>
      [...text.matchAll(new RegExp(`^${name}\\{integration="webhook"[^}]*\\} (\\S+)`, 'gm'))].reduce(
        (sum, match) => sum + Number(match[1]),
        0,
      );
    return {
      sent: figure('alertmanager_notifications_total'),
      failed: figure('alertmanager_notifications_failed_total'),
    };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
      this.child.kill('SIGTERM');
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
