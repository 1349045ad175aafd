import { Global, Logger, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Inject } from '@nestjs/common';
import { createPersistence, type FeatureMigration, type Persistence } from '@pledge/persistence';
import {
  VirtualClock,
  createProcessEngine,
  systemClock,
  type Clock,
  type DeploymentReview,
  type ProcessEngine,
  type RuntimeLogger,
  type ProcessCheck,
  type RuleCheck,
  type TemplateCheck,
} from '@pledge/runtime';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { IdempotentUnitOfWork } from './idempotency/idempotent-unit-of-work.js';
import { CLOCK, ENGINE_STORE, PROCESS_ENGINE, RAW_UNIT_OF_WORK, READER, UNIT_OF_WORK } from './tokens.js';

/** The open database, for readiness and shutdown. */
export const PERSISTENCE = Symbol('PERSISTENCE');

export interface ProcessEngineModuleOptions {
  readonly databaseUrl: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly FeatureMigration[];
  readonly clock: Clock;
  /** IANA zone of the site. */
  readonly zone: string;
  /** Owner of the leases: stable over restarts, different on every node of a database; default the name of the machine. */
  readonly nodeName?: string;
  /** Second opinion on what administrators deploy (design D1). */
  readonly review?: DeploymentReview;
  /** Load-time checks of templates: a bad one is refused at its deployment. */
  readonly checkProcess?: ProcessCheck;
  readonly checkTemplate?: TemplateCheck;
  readonly checkRules?: RuleCheck;
}

/** The only place that knows persistence: opens the database, makes the engine on it and hands out the tokens. */
@Global()
@Module({})
export class ProcessEngineModule implements OnApplicationShutdown {
  constructor(
    @Inject(PERSISTENCE) private readonly persistence: Persistence,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  static forRoot(options: ProcessEngineModuleOptions): DynamicModule {
    return {
      module: ProcessEngineModule,
      providers: [
        { provide: CLOCK, useValue: options.clock },
        {
          provide: PERSISTENCE,
          useFactory: () =>
            createPersistence(options.databaseUrl, {
              entities: options.entities,
              migrations: options.migrations,
              clock: options.clock,
            }),
        },
        { provide: ENGINE_STORE, inject: [PERSISTENCE], useFactory: (persistence: Persistence) => persistence.store },
        {
          provide: RAW_UNIT_OF_WORK,
          inject: [PERSISTENCE],
          useFactory: (persistence: Persistence) => persistence.unitOfWork,
        },
        {
          provide: UNIT_OF_WORK,
          inject: [PERSISTENCE],
          useFactory: (persistence: Persistence) => new IdempotentUnitOfWork(persistence.unitOfWork),
        },
        {
          provide: READER,
          inject: [PERSISTENCE],
          useFactory: (persistence: Persistence) => () => persistence.reader(),
        },
        {
          provide: PROCESS_ENGINE,
          inject: [PERSISTENCE],
          useFactory: async (persistence: Persistence): Promise<ProcessEngine> => {
            const engine = createProcessEngine({
              store: persistence.store,
              unitOfWork: persistence.unitOfWork,
              clock: options.clock,
              zone: options.zone,
              logger: runtimeLogger(),
              ...(options.nodeName === undefined ? {} : { nodeName: options.nodeName }),
              ...(options.review ? { review: options.review } : {}),
              ...(options.checkProcess ? { checkProcess: options.checkProcess } : {}),
              ...(options.checkRules ? { checkRules: options.checkRules } : {}),
              ...(options.checkTemplate ? { checkTemplate: options.checkTemplate } : {}),
            });
            // No job runs before `start()`: what features write at their start waits until delegates and models are there.
            await engine.stop();
            return engine;
          },
        },
      ],
      exports: [CLOCK, ENGINE_STORE, RAW_UNIT_OF_WORK, UNIT_OF_WORK, READER, PROCESS_ENGINE, PERSISTENCE],
    };
  }

  /** Takes no more jobs, waits for the running ones, closes the database. */
  async onApplicationShutdown(): Promise<void> {
    await this.engine.stop();
    await this.persistence.close();
  }
}

/** The clock of `PLEDGE_CLOCK`. */
export function clockOf(kind: 'system' | 'virtual', startAt: number = Date.now()): Clock {
  return kind === 'virtual' ? new VirtualClock(startAt) : systemClock;
}

function runtimeLogger(): RuntimeLogger {
  const logger = new Logger('Engine');
  const line = (message: string, detail?: Readonly<Record<string, unknown>>): string =>
    detail === undefined ? message : `${message} ${JSON.stringify(detail)}`;
  return {
    info: (message, detail) => logger.log(line(message, detail)),
    warn: (message, detail) => logger.warn(line(message, detail)),
    error: (message, detail) => logger.error(line(message, detail)),
  };
}
