import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import {
  OPERATION_ROLES,
  migrationProposalQuerySchema,
  migrationProposalSchema,
  migrationReportSchema,
  migrationSchema,
  plainMapping,
  type Migration,
  type MigrationAnswer,
  type MigrationProposalView,
} from '@pledge/contracts';
import {
  CurrentUser,
  Endpoint,
  IdempotencyKey,
  PLATFORM_OPTIONS,
  PROCESS_ENGINE,
  type IdempotencyKeyHandle,
  type PlatformOptions,
  type SessionUser,
} from '@pledge/nest';
import type { MigrationReport, ProcessEngine } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { migrationAnswer } from './migrations.views.js';
import { exampleIds, exampleProposal, exampleReport } from './operations.examples.js';

/** One instance to another version of its process, and where the elements of two versions correspond. */
@Controller()
export class InstanceMigrationController {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  @Get('process-definitions/:id/migration-proposal')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: {
      zh: '建议的元素映射（按标识、名称和结构）',
      en: 'Proposed mapping of elements, by id, name and structure',
    },
    query: migrationProposalQuerySchema,
    response: migrationProposalSchema,
    example: { response: exampleProposal },
  })
  async proposal(@Param('id') id: string, @Query() query: { to: string }): Promise<MigrationProposalView> {
    const { mapped, unmapped } = await this.engine.proposeMigration(id, query.to);
    return { fromDefinitionId: id, toDefinitionId: query.to, mapped: [...mapped], unmapped: [...unmapped] };
  }

  @Post('process-instances/:id/migration')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    settles: true,
    summary: {
      zh: '迁移流程实例到另一版本（dryRun=true 时只检查并报告）',
      en: 'Migrate an instance to another version; with dryRun=true only check and report',
    },
    body: migrationSchema,
    response: migrationReportSchema,
    example: {
      body: { definitionId: exampleIds.newVersion, mapping: { repair: 'mend' }, reason: '新版流程上线', dryRun: true },
      response: { ...exampleReport, settled: true },
    },
  })
  async migrate(
    @Param('id') id: string,
    @Body() body: Migration,
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key: IdempotencyKeyHandle | undefined,
  ): Promise<MigrationAnswer> {
    const { mapping, ...rest } = body;
    const request = { ...rest, ...(mapping === undefined ? {} : { mapping: plainMapping(mapping) }) };
    const answer = (result: unknown): MigrationAnswer =>
      migrationAnswer(result as MigrationReport, (ms) => toIso(ms, this.options.zone));
    return answer(await this.engine.migrateInstance(id, request, { userId: user.username }, key?.claim(answer)));
  }
}
