import { Controller, Get, Header, Inject } from '@nestjs/common';
import {
  CLOCK,
  ENGINE_STORE,
  Endpoint,
  EndpointRegistry,
  PLATFORM_OPTIONS,
  PROCESS_ENGINE,
  openApiDocument,
  type PlatformOptions,
} from '@pledge/nest';
import { Problem, type Clock, type EngineStore, type ProcessEngine } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { z } from 'zod';
import { Metrics } from './metrics.js';

const healthSchema = z.object({
  status: z.literal('ok'),
  now: z.iso.datetime({ offset: true }),
  clock: z.enum(['system', 'virtual']),
});
/** The description's own schema is the OpenAPI specification's; here only what every reader needs. */
const openApiSchema = z.looseObject({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.unknown()),
});
const readySchema = z.object({ status: z.enum(['ok', 'degraded']), reasons: z.array(z.string()) });

/** Liveness, readiness, metrics, and the description of the API. */
@Controller()
export class SystemController {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(ENGINE_STORE) private readonly store: EngineStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    private readonly registry: EndpointRegistry,
    private readonly metrics: Metrics,
  ) {}

  @Get('health')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    roles: 'public',
    summary: { zh: '存活检查与产品时间', en: 'Liveness, and the product’s time' },
    response: healthSchema,
    example: { response: { status: 'ok', now: '2026-03-02T10:00:00.000+08:00', clock: 'system' } },
  })
  health(): z.infer<typeof healthSchema> {
    return { status: 'ok', now: toIso(this.clock.now(), this.options.zone), clock: this.options.clock };
  }

  @Get(['health/ready', 'ready'])
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    roles: 'public',
    summary: { zh: '就绪检查：ok，或 degraded 及原因', en: 'Readiness: ok, or degraded with reasons' },
    response: readySchema,
    example: { response: { status: 'ok', reasons: [] } },
  })
  async ready(): Promise<z.infer<typeof readySchema>> {
    try {
      await this.store.nextDueAt();
    } catch {
      throw new Problem('unavailable', 'DATABASE_UNAVAILABLE');
    }
    const reasons = [...this.engine.degraded()];
    return { status: reasons.length === 0 ? 'ok' : 'degraded', reasons };
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Endpoint({
    roles: 'public',
    summary: { zh: 'Prometheus 指标', en: 'Prometheus metrics' },
    produces: 'text/plain',
    response: z.string(),
    example: { response: 'pledge_jobs_due 0\n' },
  })
  async prometheus(): Promise<string> {
    return this.metrics.registry.metrics();
  }

  @Get('openapi.json')
  @Endpoint({
    roles: 'public',
    summary: { zh: '接口描述（OpenAPI 3.1）', en: 'This description, OpenAPI 3.1' },
    response: openApiSchema,
    example: {
      response: {
        openapi: '3.1.0',
        info: { title: 'Pledge', version: '0.1.0', description: 'Service commitments that run.' },
        paths: {},
      },
    },
  })
  openApi(): Record<string, unknown> {
    return openApiDocument(this.registry.routes, {
      title: 'Pledge',
      version: '0.1.0',
      description: 'Service commitments that run. Errors are RFC 9457 problems; times are ISO 8601 with offset.',
    });
  }
}
