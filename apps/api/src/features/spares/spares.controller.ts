import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  STAFF_ROLES,
  giveBackSpare,
  issueSpare,
  receiveSpare,
  releaseSpare,
  reserveSpare,
  returnSpare,
  spareCoverageList,
  spareItemAnswer,
  spareItemDetail,
  spareItemList,
  spareItemQuery,
  spareStoreList,
  storeInput,
  type GiveBackSpare,
  type IssueSpare,
  type ReceiveSpare,
  type ReleaseSpare,
  type ReserveSpare,
  type ReturnSpare,
  type Role,
  type SpareCoverageList,
  type SpareItemDetail,
  type SpareItemList,
  type SpareItemQuery,
  type SpareStoreList,
  type StoreInput,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { coverageExample, issueExample, itemExample, receiveExample, storeExample } from './spares.examples.js';
import { Spares } from './spares.service.js';
import { SpareViews } from './spares.views.js';

/** Who keeps the stock. */
const KEEPERS: readonly Role[] = ['pm', 'manager', 'dispatcher'];
/** Who reserves parts and takes them out. */
const USERS: readonly Role[] = ['engineer', ...KEEPERS];

/** Stores, stock by serial number, loans, and whether contracts are covered (F-12, S0i-26). */
@Controller('spares')
export class SparesController {
  constructor(
    private readonly spares: Spares,
    private readonly views: SpareViews,
  ) {}

  @Get('stores')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '备件库', en: 'Stores of spare parts' },
    response: spareStoreList,
    example: { response: { items: [storeExample], nextCursor: null } },
  })
  async stores(): Promise<SpareStoreList> {
    return { items: await this.views.stores(), nextCursor: null };
  }

  @Post('stores')
  @Endpoint({
    roles: KEEPERS,
    summary: { zh: '新增备件库', en: 'Add a store' },
    body: storeInput,
    response: spareStoreList,
    example: {
      body: { name: '兰州中心备件库', kind: 'centre', searchOrder: 30, address: '', partyId: null },
      response: { items: [storeExample], nextCursor: null },
    },
  })
  async addStore(@Body() body: StoreInput): Promise<SpareStoreList> {
    await this.spares.addStore(body);
    return this.stores();
  }

  @Put('stores/:id')
  @Endpoint({
    roles: KEEPERS,
    summary: { zh: '修改备件库', en: 'Change a store' },
    body: storeInput,
    response: spareStoreList,
    example: {
      body: { name: '兰州中心备件库', kind: 'centre', searchOrder: 30, address: '', partyId: null },
      response: { items: [storeExample], nextCursor: null },
    },
  })
  async changeStore(@Param('id') id: string, @Body() body: StoreInput): Promise<SpareStoreList> {
    await this.spares.changeStore(id, body);
    return this.stores();
  }

  @Get('coverage')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '各合同设备的备件覆盖率', en: 'Devices of contracts covered by the stock' },
    response: spareCoverageList,
    example: { response: { items: [coverageExample], nextCursor: null } },
  })
  async coverage(): Promise<SpareCoverageList> {
    return { items: await this.views.coverage(), nextCursor: null };
  }

  @Get('items')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '库存、借用与超期', en: 'The stock, loans, what is overdue' },
    query: spareItemQuery,
    response: spareItemList,
    example: { response: { items: [itemExample.summary], nextCursor: null } },
  })
  async items(@Query() query: SpareItemQuery): Promise<SpareItemList> {
    return { items: await this.views.items(query), nextCursor: null };
  }

  @Get('items/:id')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '一件备件及其经过', en: 'An item and what was done with it' },
    response: spareItemDetail,
    example: { response: itemExample.detail },
  })
  item(@Param('id') id: string): Promise<SpareItemDetail> {
    return this.views.item(id);
  }

  @Post('items')
  @Endpoint({
    roles: KEEPERS,
    summary: { zh: '入库（自有或厂商先行提供）', en: 'Receive an item, our own or lent by its vendor' },
    body: receiveSpare,
    response: spareItemDetail,
    example: { body: receiveExample, response: itemExample.detail },
  })
  async receive(@Body() body: ReceiveSpare, @CurrentUser() user: SessionUser): Promise<SpareItemDetail> {
    return this.views.item(await this.spares.receive(body, user.username));
  }

  @Post('items/:id/reserve')
  @Endpoint({
    roles: USERS,
    status: 200,
    settles: true,
    summary: { zh: '为工单预留', en: 'Reserve for a case' },
    body: reserveSpare,
    response: spareItemAnswer,
    example: { body: { caseNumber: 'GD-2026-0001' }, response: itemExample.answer },
  })
  async reserve(@Param('id') id: string, @Body() body: ReserveSpare, @CurrentUser() user: SessionUser) {
    await this.spares.reserve(id, body, user.username);
    return this.views.item(id);
  }

  @Post('items/:id/release')
  @Endpoint({
    roles: USERS,
    status: 200,
    summary: { zh: '取消预留', en: 'Take a reservation back' },
    body: releaseSpare,
    response: spareItemDetail,
    example: { body: {}, response: itemExample.detail },
  })
  async release(@Param('id') id: string, @Body() body: ReleaseSpare, @CurrentUser() user: SessionUser) {
    await this.spares.release(id, body, user.username);
    return this.views.item(id);
  }

  @Post('items/:id/issue')
  @Endpoint({
    roles: USERS,
    status: 200,
    settles: true,
    summary: { zh: '出库或借出，须签收', en: 'Issue or lend, signed for' },
    body: issueSpare,
    response: spareItemAnswer,
    example: { body: issueExample, response: itemExample.answer },
  })
  async issue(@Param('id') id: string, @Body() body: IssueSpare, @CurrentUser() user: SessionUser) {
    await this.spares.issue(id, body, user.username);
    return this.views.item(id);
  }

  @Post('items/:id/return')
  @Endpoint({
    roles: USERS,
    status: 200,
    settles: true,
    summary: { zh: '归还入库，须签收', en: 'Return to the stock, signed for' },
    body: returnSpare,
    response: spareItemAnswer,
    example: { body: { signedBy: '陈强', condition: 'usable' }, response: itemExample.answer },
  })
  async giveIn(@Param('id') id: string, @Body() body: ReturnSpare, @CurrentUser() user: SessionUser) {
    await this.spares.giveIn(id, body, user.username);
    return this.views.item(id);
  }

  @Post('items/:id/give-back')
  @Endpoint({
    roles: KEEPERS,
    status: 200,
    summary: { zh: '退还厂商或报废', en: 'Back to its vendor, or scrapped' },
    body: giveBackSpare,
    response: spareItemDetail,
    example: { body: { note: '故障件已退还厂商' }, response: itemExample.detail },
  })
  async giveBack(@Param('id') id: string, @Body() body: GiveBackSpare, @CurrentUser() user: SessionUser) {
    await this.spares.giveBack(id, body, user.username);
    return this.views.item(id);
  }
}
