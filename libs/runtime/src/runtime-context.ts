import type { InstanceState } from '@pledge/engine';
import type { CommandSession } from './command-session.js';
import type { DefinitionCache } from './definitions/definition-cache.js';
import type { Registry } from './delegates/registry.js';
import type { Clock } from './ports/clock.js';
import type { EngineStore } from './ports/engine-store.js';
import type { Transaction, UnitOfWork } from './ports/unit-of-work.js';

/** Where the runtime tells what nobody asked for: failed jobs, retried batches, errors of listeners. */
export interface RuntimeLogger {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void;
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void;
  error(message: string, detail?: Readonly<Record<string, unknown>>): void;
}

export interface RuntimeLimits {
  /** Commands in one transaction (design D4). */
  readonly batchSize: number;
  /** Tries of a command that runs alone after a database error. */
  readonly tries: number;
  /** Variables of one command as JSON text, in characters (design D3: 256 KB). */
  readonly variablesSize: number;
  /** Lease of a job, ms of system time; a lost node's jobs are taken over after it. */
  readonly leaseMs: number;
  /** Jobs leased at once by the poller. */
  readonly leaseLimit: number;
  /** Jobs with a transaction of their own that run at the same time on this node; those that ride in batches are not counted. */
  readonly jobConcurrency: number;
  /** Waits before the second, third … try of a job, ms of product time; the last one repeats. */
  readonly backOffMs: readonly number[];
  /** Default time to live of a message, ISO 8601 duration (contracts, Models). */
  readonly messageTimeToLive: string;
}

export const defaultLimits: RuntimeLimits = {
  batchSize: 64,
  tries: 5,
  variablesSize: 256 * 1024,
  leaseMs: 30_000,
  leaseLimit: 64,
  jobConcurrency: 16,
  backOffMs: [5_000, 30_000],
  messageTimeToLive: 'PT1H',
};

/** What every part of the runtime works with; made once by `createProcessEngine`. */
export interface RuntimeContext {
  readonly store: EngineStore;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** IANA zone of the installation. */
  readonly zone: string;
  /** Stable over restarts of the same node, different on every node: owner of the leases. */
  readonly nodeName: string;
  /** UUIDv7. */
  readonly newId: () => string;
  readonly logger: RuntimeLogger;
  readonly limits: RuntimeLimits;
  readonly definitions: DefinitionCache;
  /** The only way to read a stored state: it brings older versions up to date. Throws on an unknown version. */
  readonly readState: (json: string) => InstanceState;
  readonly registry: Registry;
  /** What an open transaction knows of the urgency of cases (epoch ms), by business key: read, or set by a feature in it. */
  readonly urgenciesOf: WeakMap<Transaction, Map<string, number | null>>;
  /** Jobs that an open transaction carries out: what features write in it belongs to them. */
  readonly jobsOf: WeakMap<Transaction, readonly string[]>;
  /** Called after the commit of a session: wakes the job executor and tells the listeners. */
  committed(session: CommandSession): void;
}
