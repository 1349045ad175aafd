import { Controller, Get, Query } from '@nestjs/common';
import {
  promiseList,
  promiseListQuery,
  promiseSummary,
  promiseSummaryQuery,
  type PromiseList,
  type PromiseListQuery,
  type PromiseSummary,
  type PromiseSummaryQuery,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, scopeOf, type SessionUser } from '@pledge/nest';
import { promiseListExample, promiseSummaryExample } from './promises.examples.js';
import { PromisesService } from './promises.service.js';

/** Promises over many cases; a customer reads the own ones. */
@Controller('promises')
export class PromisesController {
  constructor(private readonly promises: PromisesService) {}

  @Get('summary')
  @Endpoint({
    roles: 'authenticated',
    summary: {
      zh: '承诺兑现情况，按合同、指标、区域和月份',
      en: 'Promises kept, by contract, metric, region and month',
    },
    query: promiseSummaryQuery,
    response: promiseSummary,
    example: promiseSummaryExample,
  })
  summary(@Query() query: PromiseSummaryQuery, @CurrentUser() user: SessionUser): Promise<PromiseSummary> {
    return this.promises.summary(scopeOf(user), query);
  }

  @Get()
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '逐条承诺，及即将到期的', en: 'Promises one by one, and what runs out next' },
    query: promiseListQuery,
    response: promiseList,
    example: promiseListExample,
  })
  list(@Query() query: PromiseListQuery, @CurrentUser() user: SessionUser): Promise<PromiseList> {
    return this.promises.list(scopeOf(user), query);
  }
}
