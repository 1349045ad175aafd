import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, ENGINE_STORE, LiveEvents } from '@pledge/nest';
import type { Clock, EngineStore } from '@pledge/runtime';
import type { NextFunction, Request, Response } from 'express';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Prometheus metrics of this node. Names carry no personal data and no ids. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'pledge_http_request_seconds',
    help: 'Duration of HTTP requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  constructor(
    @Inject(ENGINE_STORE) private readonly store: EngineStore,
    @Inject(CLOCK) private readonly clock: Clock,
    events: LiveEvents,
  ) {
    collectDefaultMetrics({ register: this.registry });
    const due = (): Promise<number> => this.store.countDue(this.clock.now());
    new Gauge({
      name: 'pledge_jobs_due',
      help: 'Jobs that are due and not done',
      registers: [this.registry],
      async collect() {
        this.set(await due());
      },
    });
    new Gauge({
      name: 'pledge_live_streams',
      help: 'Open server-sent event streams',
      registers: [this.registry],
      collect() {
        this.set(events.open);
      },
    });
  }

  /** Express middleware: measures every request. */
  readonly measure = (request: Request, response: Response, next: NextFunction): void => {
    const stop = this.requests.startTimer({ method: request.method });
    response.on('finish', () => {
      const route = (request.route as { path?: unknown } | undefined)?.path;
      stop({ route: typeof route === 'string' ? route : 'static', status: response.statusCode });
    });
    next();
  };
}
