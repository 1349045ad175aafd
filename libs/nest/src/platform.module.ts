import { Global, Inject, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import type { ProcessEngine } from '@pledge/runtime';
import { AccessGuard } from './authorization/access.guard.js';
import { EndpointRegistry } from './authorization/endpoint-registry.js';
import { DelegateDiscovery } from './delegates/delegate-discovery.js';
import { JobPoller } from './job-poller.js';
import { CaseParties } from './live-events/case-parties.js';
import { LiveEventsController } from './live-events/live-events.controller.js';
import { LiveEvents } from './live-events/live-events.js';
import type { PlatformOptions } from './platform-options.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { ProblemCatalogue } from './problems/problem-texts.js';
import { RequestInterceptor } from './request.interceptor.js';
import { PLATFORM_OPTIONS, PROCESS_ENGINE } from './tokens.js';

/** What stands around every feature: access, problems, validation, idempotency, live events, discovery, the poller. */
@Global()
@Module({})
export class PlatformModule implements OnModuleInit {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    private readonly events: LiveEvents,
  ) {}

  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DiscoveryModule, ScheduleModule.forRoot()],
      controllers: [LiveEventsController],
      providers: [
        { provide: PLATFORM_OPTIONS, useValue: options },
        { provide: ProblemCatalogue, useValue: new ProblemCatalogue(options.problems) },
        EndpointRegistry,
        DelegateDiscovery,
        JobPoller,
        CaseParties,
        LiveEvents,
        ProblemFilter,
        { provide: APP_FILTER, useExisting: ProblemFilter },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: RequestInterceptor },
      ],
      exports: [
        PLATFORM_OPTIONS,
        ProblemCatalogue,
        ProblemFilter,
        EndpointRegistry,
        CaseParties,
        LiveEvents,
        JobPoller,
      ],
    };
  }

  /** What the engine committed becomes live events. */
  onModuleInit(): void {
    this.engine.onCommitted((changes) => {
      for (const { kind, id, businessKey, change } of changes) {
        this.events.publish({
          type: `${kind}.${change}`,
          ...(businessKey === null ? {} : { caseNumber: businessKey }),
          ...(kind === 'task' ? { taskId: id } : {}),
        });
      }
    });
  }
}
