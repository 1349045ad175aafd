import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  STAFF_ROLES,
  addEntryRequest,
  archiveEntry,
  contactPerson,
  customerFile,
  linkContactAccount,
  pageQuerySchema,
  recordChangeList,
  regionList,
  saveContactRequest,
  savePartyRequest,
  saveSiteRequest,
  site,
  type AddEntryRequest,
  type ArchiveEntry,
  type ContactPerson,
  type CustomerFile,
  type LinkContactAccount,
  type RecordChangeList,
  type RegionList,
  type SaveContactRequest,
  type SavePartyRequest,
  type SaveSiteRequest,
  type Site,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import type { z } from 'zod';
import { disclosing } from '../personal-data/index.js';
import { Archive } from './archive.service.js';
import { ChangeLog } from './change-log.js';
import { ContactAccounts } from './contact-accounts.service.js';
import { Contacts } from './contacts.service.js';
import {
  changesExample,
  contactAccountExample,
  contactExample,
  entryExample,
  fileExample,
  partyBody,
  regionsExample,
  siteExample,
} from './customers.examples.js';
import { Parties } from './parties.service.js';
import { FILE_KEEPERS } from './roles.js';

type Page = z.output<typeof pageQuerySchema>;

/** Customer files: customers, their sites and people (Y28). Staff only: customers read their contracts. */
@Controller()
export class CustomerFilesController {
  constructor(
    private readonly parties: Parties,
    private readonly contacts: Contacts,
    private readonly accounts: ContactAccounts,
    private readonly archive: Archive,
    private readonly log: ChangeLog,
  ) {}

  @Get('parties/:id')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '客户档案', en: 'Customer file' },
    response: customerFile,
    example: fileExample,
  })
  async file(@Param('id') id: string): Promise<CustomerFile> {
    const file = await this.parties.file(id);
    return disclosing(file, { kind: 'customer-file', partyId: file.id, ref: file.name });
  }

  @Post('parties')
  @Endpoint({
    roles: FILE_KEEPERS,
    summary: { zh: '新建客户', en: 'New customer' },
    body: savePartyRequest,
    response: customerFile,
    example: { body: partyBody, ...fileExample },
  })
  async create(@Body() body: SavePartyRequest, @CurrentUser() user: SessionUser): Promise<CustomerFile> {
    return this.parties.file(await this.parties.create(body, user.username));
  }

  @Put('parties/:id')
  @Endpoint({
    roles: FILE_KEEPERS,
    summary: { zh: '修改客户', en: 'Change a customer' },
    body: savePartyRequest,
    response: customerFile,
    example: { body: { ...partyBody, revision: 1 }, ...fileExample },
  })
  async change(
    @Param('id') id: string,
    @Body() body: SavePartyRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<CustomerFile> {
    await this.parties.change(id, body, user.username);
    return this.parties.file(id);
  }

  @Get('parties/:id/changes')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '客户档案的变更记录', en: 'Change log of a customer and all that belongs to it' },
    query: pageQuerySchema,
    response: recordChangeList,
    example: changesExample,
  })
  changes(@Param('id') id: string, @Query() query: Page): Promise<RecordChangeList> {
    return this.log.list({ partyId: id }, query.cursor, query.limit);
  }

  @Post('parties/:id/entries')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: {
      zh: '在客户档案中记一条（意见、拜访、文件）',
      en: 'Add an opinion, a visit or a paper to a customer file',
    },
    body: addEntryRequest,
    response: archiveEntry,
    example: entryExample,
  })
  async addEntry(
    @Param('id') id: string,
    @Body() body: AddEntryRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ArchiveEntry> {
    const party = await this.parties.party(id);
    return this.archive.add({ kind: 'party', id, partyId: party.id }, body, user);
  }

  @Post('sites')
  @Endpoint({
    roles: FILE_KEEPERS,
    summary: { zh: '新建站点', en: 'New site' },
    body: saveSiteRequest,
    response: site,
    example: siteExample,
  })
  createSite(@Body() body: SaveSiteRequest, @CurrentUser() user: SessionUser): Promise<Site> {
    return this.parties.saveSite(null, body, user.username);
  }

  @Put('sites/:id')
  @Endpoint({
    roles: FILE_KEEPERS,
    summary: { zh: '修改站点', en: 'Change a site' },
    body: saveSiteRequest,
    response: site,
    example: { body: { ...siteExample.body, revision: 1 }, response: siteExample.response },
  })
  changeSite(@Param('id') id: string, @Body() body: SaveSiteRequest, @CurrentUser() user: SessionUser): Promise<Site> {
    return this.parties.saveSite(id, body, user.username);
  }

  @Delete('sites/:id')
  @Endpoint({
    roles: FILE_KEEPERS,
    status: 204,
    summary: { zh: '删除没有设备的站点', en: 'Remove a site without devices' },
  })
  removeSite(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<void> {
    return this.parties.removeSite(id, user.username);
  }

  @Post('contacts')
  @Endpoint({
    roles: FILE_KEEPERS,
    summary: { zh: '新建客户代表、确认人或现场联系人', en: 'New representative, confirmer or site contact' },
    body: saveContactRequest,
    response: contactPerson,
    example: contactExample,
  })
  createContact(@Body() body: SaveContactRequest, @CurrentUser() user: SessionUser): Promise<ContactPerson> {
    return this.contacts.save(null, body, user);
  }

  @Put('contacts/:id')
  @Endpoint({
    roles: FILE_KEEPERS,
    summary: { zh: '修改联系人', en: 'Change a person' },
    body: saveContactRequest,
    response: contactPerson,
    example: { body: { ...contactExample.body, revision: 1 }, response: contactExample.response },
  })
  changeContact(
    @Param('id') id: string,
    @Body() body: SaveContactRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ContactPerson> {
    return this.contacts.save(id, body, user);
  }

  @Put('contacts/:id/account')
  @Endpoint({
    roles: ['admin'],
    summary: {
      zh: '指定联系人的门户账号（谁可以在门户中书面确认）',
      en: 'Say which portal account is this person (who may confirm in the portal)',
    },
    body: linkContactAccount,
    response: contactPerson,
    example: contactAccountExample,
  })
  linkAccount(
    @Param('id') id: string,
    @Body() body: LinkContactAccount,
    @CurrentUser() user: SessionUser,
  ): Promise<ContactPerson> {
    return this.accounts.link(id, body.account, body.revision, user.username);
  }

  @Delete('contacts/:id')
  @Endpoint({ roles: FILE_KEEPERS, status: 204, summary: { zh: '移除联系人', en: 'Remove a person' } })
  removeContact(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<void> {
    return this.contacts.remove(id, user.username);
  }

  @Get('regions')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '地区和支持中心', en: 'Regions and their support centres' },
    response: regionList,
    example: regionsExample,
  })
  regions(): Promise<RegionList> {
    return this.parties.regions();
  }
}
