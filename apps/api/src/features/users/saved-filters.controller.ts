import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { STAFF_ROLES, savedFiltersSchema, type SavedFilters } from '@pledge/contracts';
import { CurrentUser, Endpoint, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import type { UnitOfWork } from '@pledge/runtime';
import { SettingsRepository } from './settings.repository.js';

const SETTING = 'inbox-filters';
const example: SavedFilters = { items: [{ name: '甘肃的', words: '甘肃', due: 'today' }] };

/** Filters that people keep for their inbox; everybody has their own. */
@Controller('inbox/filters')
export class SavedFiltersController {
  constructor(
    private readonly settings: SettingsRepository,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get()
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '我保存的待办筛选', en: 'My saved filters of the inbox' },
    response: savedFiltersSchema,
    example: { response: example },
  })
  async get(@CurrentUser() { username }: SessionUser): Promise<SavedFilters> {
    // What an older version stored and this one cannot read is no reason to show no inbox.
    const stored = savedFiltersSchema.safeParse(await this.settings.find(username, SETTING));
    return stored.success ? stored.data : { items: [] };
  }

  @Put()
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '保存我的待办筛选（整份替换）', en: 'Replace my saved filters of the inbox' },
    body: savedFiltersSchema,
    response: savedFiltersSchema,
    example: { body: example, response: example },
  })
  async put(@Body() body: SavedFilters, @CurrentUser() { username }: SessionUser): Promise<SavedFilters> {
    await this.unitOfWork.run((tx) => this.settings.save(tx, username, SETTING, body));
    return body;
  }
}
