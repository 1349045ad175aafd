import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import {
  STAFF_ROLES,
  createProfileRequest,
  differenceQuery,
  exampleProfile,
  findingList,
  profileDifference,
  profileList,
  profileVersionDetail,
  profileVersionList,
  publishRequest,
  saveDraftRequest,
  serviceLevelProfile,
  validateProfileRequest,
  versionQuery,
  type CreateProfileRequest,
  type DifferenceQuery,
  type FindingList,
  type ProfileDifference,
  type ProfileList,
  type ProfileVersion,
  type ProfileVersionDetail,
  type ProfileVersionList,
  type PublishRequest,
  type Role,
  type SaveDraftRequest,
  type ServiceLevelProfile,
  type ValidateProfileRequest,
  type VersionQuery,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, PLATFORM_OPTIONS, type PlatformOptions, type SessionUser } from '@pledge/nest';
import { toIso } from '@pledge/time';
import type { ProfileVersionEntity } from './profiles.entity.js';
import {
  createProfileExample,
  differenceExample,
  findingsExample,
  profilesExample,
  publishExample,
  saveDraftExample,
  versionExample,
  versionsExample,
} from './profiles.examples.js';
import { ProfilesService, type CheckedVersion } from './profiles.service.js';
import { validateProfile } from './validation/validate-profile.js';

/** Who may write profiles: the managers of the support centres; administrators always may. */
const PROFILE_EDITORS: readonly Role[] = ['manager'];

/** Service-level profiles: read by staff, written by managers. What holds for a customer stands in the contract. */
@Controller('service-levels/profiles')
export class ProfilesController {
  constructor(
    private readonly profiles: ProfilesService,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  @Get()
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '服务级别目录', en: 'Service-level profiles' },
    response: profileList,
    example: profilesExample,
  })
  async list(): Promise<ProfileList> {
    return { items: await this.profiles.list() };
  }

  @Post()
  @Endpoint({
    roles: PROFILE_EDITORS,
    summary: {
      zh: '新建服务级别（可从已有版本复制），从草稿开始',
      en: 'New profile, empty or a copy; begins as a draft',
    },
    body: createProfileRequest,
    response: profileVersionDetail,
    example: createProfileExample,
  })
  async create(@Body() body: CreateProfileRequest, @CurrentUser() user: SessionUser): Promise<ProfileVersionDetail> {
    return this.detail(await this.profiles.create(body, user.username));
  }

  @Post('validate')
  @Endpoint({
    roles: STAFF_ROLES,
    status: 200,
    summary: { zh: '检查服务级别，不保存', en: 'Check a profile; stores nothing' },
    body: validateProfileRequest,
    response: findingList,
    example: { body: { profile: exampleProfile }, ...findingsExample },
  })
  validate(@Body() body: ValidateProfileRequest): FindingList {
    return { findings: validateProfile(body.profile) };
  }

  @Get(':id')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '服务级别（默认最新发布版本）', en: 'A profile, by default its newest published version' },
    query: versionQuery,
    response: serviceLevelProfile,
    example: { response: exampleProfile },
  })
  async profile(@Param('id') id: string, @Query() query: VersionQuery): Promise<ServiceLevelProfile> {
    return (await this.profiles.version(id, query.version)).row.profile;
  }

  @Get(':id/versions')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '服务级别的全部版本', en: 'All versions of a profile' },
    response: profileVersionList,
    example: versionsExample,
  })
  async versions(@Param('id') id: string): Promise<ProfileVersionList> {
    const rows = await this.profiles.versions(id);
    return { items: rows.reverse().map((row) => this.view(row)) };
  }

  @Get(':id/versions/:version')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '服务级别的一个版本和检查结果', en: 'One version and what the validator says' },
    response: profileVersionDetail,
    example: versionExample,
  })
  async version(@Param('id') id: string, @Param('version') version: string): Promise<ProfileVersionDetail> {
    return this.detail(await this.profiles.version(id, Number(version)));
  }

  @Get(':id/difference')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '两个版本的差异', en: 'What differs between two versions' },
    query: differenceQuery,
    response: profileDifference,
    example: differenceExample,
  })
  difference(@Param('id') id: string, @Query() query: DifferenceQuery): Promise<ProfileDifference> {
    return this.profiles.difference(id, query.from, query.to);
  }

  @Put(':id/draft')
  @Endpoint({
    roles: PROFILE_EDITORS,
    summary: { zh: '保存草稿；不带 revision 则新建草稿', en: 'Save the draft; without a revision a draft begins' },
    body: saveDraftRequest,
    response: profileVersionDetail,
    example: saveDraftExample,
  })
  async saveDraft(
    @Param('id') id: string,
    @Body() body: SaveDraftRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ProfileVersionDetail> {
    return this.detail(await this.profiles.saveDraft(id, body, user.username));
  }

  @Delete(':id/draft')
  @Endpoint({ roles: PROFILE_EDITORS, status: 204, summary: { zh: '放弃草稿', en: 'Discard the draft' } })
  discard(@Param('id') id: string): Promise<void> {
    return this.profiles.discardDraft(id);
  }

  @Post(':id/publish')
  @Endpoint({
    roles: PROFILE_EDITORS,
    status: 200,
    summary: {
      zh: '发布草稿：矛盾必须改正，疑问必须确认',
      en: 'Publish the draft: errors are corrected, questions answered',
    },
    body: publishRequest,
    response: profileVersionDetail,
    example: publishExample,
  })
  async publish(
    @Param('id') id: string,
    @Body() body: PublishRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ProfileVersionDetail> {
    return this.detail(await this.profiles.publish(id, body, user.username));
  }

  private detail({ row, findings }: CheckedVersion): ProfileVersionDetail {
    return { ...this.view(row), profile: row.profile, findings: [...findings] };
  }

  private view(row: ProfileVersionEntity): ProfileVersion {
    return {
      id: row.profileId,
      version: row.version,
      name: row.profile.name,
      state: row.state,
      origin: row.origin,
      comment: row.comment,
      by: row.writtenBy,
      at: toIso(row.writtenAt, this.platform.zone),
      revision: row.revision,
    };
  }
}
