import { join } from 'node:path';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { JobPoller, PROCESS_ENGINE, UNIT_OF_WORK, clockOf } from '@pledge/nest';
import { VirtualClock, type CheckMemory, type Clock, type ProcessEngine, type UnitOfWork } from '@pledge/runtime';
import cookieParser from 'cookie-parser';
import express from 'express';
import { serveApiDocs } from './api-docs.js';
import { AppModule } from './app.module.js';
import { environmentWith, readConfig, type AppConfig } from './config.js';
import { AuthService } from './features/users/index.js';
import { productRoot } from './root.js';
import { deployShipped, shippedFingerprint } from './shipped.js';
import { Metrics } from './system/metrics.js';
import { SystemMarksRepository } from './system/system-marks.repository.js';
import { VirtualTimeRepository } from './system/virtual-time.repository.js';
import { securityHeaders, serveWebApps } from './web-apps.js';

/** Largest request body: a 5 MB model or a 10 MB variable must arrive, so that the answer is a clear problem. */
const BODY_LIMIT = '12mb';

const SHIPPED_MARK = 'shipped';
const CHECKED_MARK = 'definitions checked';

export interface CreateAppOptions {
  /** Instead of `process.env` and `.env`; a spec gives DATABASE_URL, PORT: '0', PLEDGE_CLOCK … */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Start of the virtual clock, epoch ms; else the machine's time. */
  readonly startAt?: number;
  /** Deploy the models and templates that come with the product; default true. */
  readonly shipped?: boolean;
  /** Only warnings and errors are logged. */
  readonly quiet?: boolean;
}

/** A server that listens. */
export interface RunningApp {
  readonly app: NestExpressApplication;
  readonly config: AppConfig;
  readonly engine: ProcessEngine;
  readonly clock: Clock;
  /** `http://127.0.0.1:3000`, without a slash at the end. */
  readonly url: string;
  /** One-time address for the first administrator, when nobody exists and demo is off. */
  readonly setupUrl: string | null;
  close(): Promise<void>;
}

/**
 * Migrates, deploys what is shipped, starts the engine and listens.
 * @throws ConfigError when a variable is wrong, Error when the database or a shipped file is
 */
export async function createApp(options: CreateAppOptions = {}): Promise<RunningApp> {
  const root = productRoot();
  const config = readConfig(options.environment ?? environmentWith(join(root, '.env')));
  const clock = clockOf(config.clock, options.startAt);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config, clock), {
    bodyParser: false,
    // Event streams and idle connections must not hold up the shutdown.
    forceCloseConnections: true,
    abortOnError: false,
    logger: new StartLogger({
      logLevels: options.quiet ? ['warn', 'error', 'fatal'] : ['log', 'warn', 'error', 'fatal'],
    }),
  });
  try {
    configureHttp(app, config, root);
    await app.init();
    const engine = app.get<ProcessEngine>(PROCESS_ENGINE);
    await restoreVirtualTime(app, clock);
    if (options.shipped !== false) await deployShippedOnce(app, engine, root);
    engine.start(checkMemory(app));
    await engine.ready();
    app.get(JobPoller).start();
    keepConnections(app);
    await app.listen(config.port, config.host);
    const url = addressOf(app, config);
    const setupPath = config.demo ? null : await app.get(AuthService).makeSetupLink();
    const setupUrl = setupPath === null ? null : `${config.publicUrl ?? url}${setupPath}`;
    return { app, config, engine, clock, url, setupUrl, close: () => closeApp(app) };
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
}

function configureHttp(app: NestExpressApplication, config: AppConfig, root: string): void {
  app.setGlobalPrefix('api');
  app.set('trust proxy', config.publicUrl === null ? false : 'loopback');
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(app.get(Metrics).measure);
  app.use(securityHeaders(config.publicUrl?.startsWith('https:') ?? false));
  app.use(cookieParser());
  serveApiDocs(app);
  serveWebApps(app, root);
  app.use(express.json({ limit: BODY_LIMIT }));
}

/** Checking unchanged files again at every start would cost a good part of its five seconds. */
async function deployShippedOnce(app: NestExpressApplication, engine: ProcessEngine, root: string): Promise<void> {
  const marks = app.get(SystemMarksRepository);
  const fingerprint = shippedFingerprint(root);
  if ((await marks.read(SHIPPED_MARK)) === fingerprint) return;
  await deployShipped(engine, root);
  await app.get<UnitOfWork>(UNIT_OF_WORK).run((tx) => marks.write(tx, SHIPPED_MARK, fingerprint));
}

function checkMemory(app: NestExpressApplication): CheckMemory {
  const marks = app.get(SystemMarksRepository);
  return {
    read: () => marks.read(CHECKED_MARK),
    write: (value) => app.get<UnitOfWork>(UNIT_OF_WORK).run((tx) => marks.write(tx, CHECKED_MARK, value)),
  };
}

async function restoreVirtualTime(app: NestExpressApplication, clock: Clock): Promise<void> {
  if (!(clock instanceof VirtualClock)) return;
  const at = await app.get(VirtualTimeRepository).read();
  if (at !== null) clock.moveTo(at);
}

async function closeApp(app: NestExpressApplication): Promise<void> {
  app.get(JobPoller).stop();
  await app.close();
}

function addressOf(app: NestExpressApplication, config: AppConfig): string {
  const address: unknown = app.getHttpServer().address();
  const port =
    typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : config.port;
  const anywhere = config.host === '0.0.0.0' || config.host === '::';
  const host = anywhere
    ? 'localhost'
    : config.host.includes(':')
      ? `[${config.host.replace(/[[\]]/g, '')}]`
      : config.host;
  return `http://${host}:${port}`;
}

/** Nest's own lines about modules and routes are noise at start. */
class StartLogger extends ConsoleLogger {
  private static readonly noise = new Set([
    'InstanceLoader',
    'RoutesResolver',
    'RouterExplorer',
    'NestFactory',
    'NestApplication',
  ]);

  override log(message: unknown, ...rest: unknown[]): void {
    if (!StartLogger.noise.has(String(rest.at(-1)))) super.log(message, ...(rest as [string]));
  }
}

/** Longer than the idle time of common reverse proxies: Node's 5 s close a connection on which the next request is already under way. */
const KEEP_ALIVE_MS = 75_000;

function keepConnections(app: NestExpressApplication): void {
  const server = app.getHttpServer();
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 5_000;
}
