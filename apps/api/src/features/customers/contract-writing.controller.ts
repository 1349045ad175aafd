import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  STAFF_ROLES,
  activateContractRequest,
  addEntryRequest,
  archiveEntry,
  contractDetail,
  exampleProfile,
  pageQuerySchema,
  recordChangeList,
  saveContractRequest,
  type ActivateContractRequest,
  type AddEntryRequest,
  type ArchiveEntry,
  type ContractDetail,
  type RecordChangeList,
  type SaveContractRequest,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, PROVIDER_SCOPE, type SessionUser } from '@pledge/nest';
import { z } from 'zod';
import { ContractsService, contractDetailExample } from '../contracts/index.js';
import { Archive } from './archive.service.js';
import { ChangeLog } from './change-log.js';
import { ContractWriting } from './contract-writing.service.js';
import { activateBody, changesExample, contractBodyExample, entryExample } from './customers.examples.js';
import { CONTRACT_SIGNERS, CONTRACT_WRITERS } from './roles.js';

type Page = z.output<typeof pageQuerySchema>;
const entryList = z.object({ items: z.array(archiveEntry) });
const draftExample = {
  body: contractBodyExample,
  response: { ...contractDetailExample.response, state: 'draft' as const, signedAt: null, profile: exampleProfile },
};

/** Contracts as staff writes and signs them (Y01). */
@Controller('contracts')
export class ContractWritingController {
  constructor(
    private readonly writing: ContractWriting,
    private readonly contracts: ContractsService,
    private readonly archive: Archive,
    private readonly log: ChangeLog,
  ) {}

  @Post()
  @Endpoint({
    roles: CONTRACT_WRITERS,
    summary: { zh: '新建合同（草稿）', en: 'New contract; begins as a draft' },
    body: saveContractRequest,
    response: contractDetail,
    example: draftExample,
  })
  async create(@Body() body: SaveContractRequest, @CurrentUser() user: SessionUser): Promise<ContractDetail> {
    await this.writing.create(body, user.username);
    return this.contracts.detail(body.number.toUpperCase(), PROVIDER_SCOPE);
  }

  @Put(':number')
  @Endpoint({
    roles: CONTRACT_WRITERS,
    summary: { zh: '修改合同', en: 'Change a contract' },
    body: saveContractRequest,
    response: contractDetail,
    example: { ...draftExample, body: { ...contractBodyExample, revision: 1 } },
  })
  async change(
    @Param('number') number: string,
    @Body() body: SaveContractRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ContractDetail> {
    await this.writing.change(number, body, user.username);
    return this.contracts.detail(body.number.toUpperCase(), PROVIDER_SCOPE);
  }

  @Post(':number/activate')
  @Endpoint({
    roles: CONTRACT_SIGNERS,
    status: 200,
    summary: {
      zh: '合同生效：复制服务级别；有空格或矛盾则拒绝',
      en: 'Activate: copies the profile; empty cells are refused',
    },
    body: activateContractRequest,
    response: contractDetail,
    example: { body: activateBody, ...contractDetailExample },
  })
  async activate(
    @Param('number') number: string,
    @Body() body: ActivateContractRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ContractDetail> {
    await this.writing.activate(number, body, user.username);
    return this.contracts.detail(number, PROVIDER_SCOPE);
  }

  @Get(':number/changes')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '合同的变更记录', en: 'Change log of a contract' },
    query: pageQuerySchema,
    response: recordChangeList,
    example: changesExample,
  })
  async changes(@Param('number') number: string, @Query() query: Page): Promise<RecordChangeList> {
    const { id } = await this.writing.contract(number);
    return this.log.list({ kind: 'contract', id }, query.cursor, query.limit);
  }

  @Get(':number/entries')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '合同的文件', en: 'Papers of a contract' },
    response: entryList,
    example: { response: { items: [{ ...entryExample.response, kind: 'document' }] } },
  })
  async entries(@Param('number') number: string): Promise<{ items: ArchiveEntry[] }> {
    const { id } = await this.writing.contract(number);
    return { items: await this.archive.list('contract', id) };
  }

  @Post(':number/entries')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '在合同中存一份文件或记一条', en: 'Add a paper or a remark to a contract' },
    body: addEntryRequest,
    response: archiveEntry,
    example: { ...entryExample, body: { ...entryExample.body, kind: 'document' } },
  })
  async addEntry(
    @Param('number') number: string,
    @Body() body: AddEntryRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ArchiveEntry> {
    const { id, partyId } = await this.writing.contract(number);
    return this.archive.add({ kind: 'contract', id, partyId }, body, user);
  }
}
