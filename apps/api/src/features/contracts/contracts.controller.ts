import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  contractDetail,
  contractList,
  pageQuerySchema,
  partyList,
  type ContractDetail,
  type ContractList,
  type PartyList,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, scopeOf, type SessionUser } from '@pledge/nest';
import type { z } from 'zod';
import { disclosing } from '../personal-data/index.js';
import { contractDetailExample, contractsExample, partiesExample } from './contracts.examples.js';
import { ContractsService } from './contracts.service.js';

type PageQuery = z.output<typeof pageQuerySchema>;

/** Parties and contracts; a customer sees the own ones only. */
@Controller()
export class ContractsController {
  constructor(private readonly contracts: ContractsService) {}

  @Get('parties')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '客户列表', en: 'Customers' },
    query: pageQuerySchema,
    response: partyList,
    example: partiesExample,
  })
  parties(@Query() query: PageQuery, @CurrentUser() user: SessionUser): Promise<PartyList> {
    return this.contracts.parties(scopeOf(user), query.cursor, query.limit);
  }

  @Get('contracts')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '合同列表', en: 'Contracts' },
    query: pageQuerySchema,
    response: contractList,
    example: contractsExample,
  })
  list(@Query() query: PageQuery, @CurrentUser() user: SessionUser): Promise<ContractList> {
    return this.contracts.list(scopeOf(user), query.cursor, query.limit);
  }

  @Get('contracts/:number')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '合同：承诺、站点、设备、联系人', en: 'A contract: promises, sites, devices, contacts' },
    response: contractDetail,
    example: contractDetailExample,
  })
  async detail(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<ContractDetail> {
    const contract = await this.contracts.detail(number, scopeOf(user));
    return disclosing(contract, { kind: 'contract', partyId: contract.partyId, ref: contract.number });
  }
}
