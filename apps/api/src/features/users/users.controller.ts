import { Body, Controller, Get, Inject, Param, Patch, Post, Query, Req } from '@nestjs/common';
import {
  STAFF_ROLES,
  createUserResponseSchema,
  createUserSchema,
  listSchema,
  resetPasswordResponseSchema,
  updateUserSchema,
  userListSchema,
  userPickSchema,
  userQuerySchema,
  userSchema,
  type CreatedUser,
  type ListOf,
  type ResetPassword,
  type UpdateUser,
  type User,
  type UserPick,
  type UserQuery,
} from '@pledge/contracts';
import {
  CurrentUser,
  Endpoint,
  PLATFORM_OPTIONS,
  hasRole,
  type PlatformOptions,
  type PledgeRequest,
  type SessionUser,
} from '@pledge/nest';
import { toIso } from '@pledge/time';
import { z } from 'zod';
import { UsersService } from './users.service.js';
import { userPick } from './users.views.js';

const exampleUser = {
  username: 'li.na',
  displayName: '李娜',
  mail: 'li.na@example.com',
  mobile: '13800000000',
  roles: ['engineer'],
  groups: ['north'],
  partyId: null,
  language: 'zh-CN',
  side: 'provider',
  disabled: false,
  demo: false,
  mustChangePassword: false,
  invited: true,
  lastLoginAt: null,
  createdAt: '2026-03-02T10:00:00.000+08:00',
};

/** Accounts. Administrators manage them; the provider's staff may look up colleagues for pickers. */
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  @Get()
  @Endpoint({
    roles: STAFF_ROLES,
    summary: {
      zh: '用户列表（管理员看到全部信息，其他员工只看到姓名和角色）',
      en: 'Users; administrators see everything, other staff names and roles',
    },
    query: userQuerySchema,
    response: z.union([userListSchema, listSchema(userPickSchema)]),
    example: { response: { items: [exampleUser], nextCursor: null, total: 1 } },
  })
  async list(@Query() query: UserQuery, @CurrentUser() user: SessionUser): Promise<ListOf<User | UserPick>> {
    if (hasRole(user, 'admin')) {
      const page = await this.users.list(query);
      return { ...page, items: page.items.map((found) => this.users.view(found)) };
    }
    const { role, group, partyId, search, cursor, limit } = query;
    const found = await this.users.enabled({ role, group, partyId, search, afterUsername: cursor, limit: limit + 1 });
    const items = found.slice(0, limit);
    return { items: items.map(userPick), nextCursor: found.length > limit ? (items.at(-1)?.username ?? null) : null };
  }

  @Post()
  @Endpoint({
    roles: ['admin'],
    idempotent: false,
    summary: { zh: '新建或邀请用户', en: 'Create or invite a user' },
    body: createUserSchema,
    response: createUserResponseSchema,
    example: {
      body: {
        username: 'li.na',
        displayName: '李娜',
        roles: ['engineer'],
        groups: ['north'],
        mail: 'li.na@example.com',
      },
      response: { ...exampleUser, invitationUrl: 'https://pledge.example.com/invitation/kq3…' },
    },
  })
  async create(@Body() body: z.output<typeof createUserSchema>, @Req() request: PledgeRequest): Promise<CreatedUser> {
    const { user, invitationPath } = await this.users.create(body);
    return { ...this.users.view(user), invitationUrl: invitationPath && this.url(request, invitationPath) };
  }

  @Get(':username')
  @Endpoint({
    roles: ['admin'],
    summary: { zh: '查看用户', en: 'One user' },
    response: userSchema,
    example: { response: exampleUser },
  })
  async get(@Param('username') username: string): Promise<User> {
    return this.users.view(await this.users.get(username));
  }

  @Patch(':username')
  @Endpoint({
    roles: ['admin'],
    summary: { zh: '修改、停用或启用用户', en: 'Change, disable or enable a user' },
    body: updateUserSchema,
    response: userSchema,
    example: { body: { disabled: true }, response: { ...exampleUser, disabled: true } },
  })
  async update(@Param('username') username: string, @Body() body: UpdateUser): Promise<User> {
    return this.users.view(await this.users.update(username, body));
  }

  @Post(':username/reset-password')
  @Endpoint({
    roles: ['admin'],
    status: 200,
    idempotent: false,
    summary: { zh: '重置密码：生成一次性链接', en: 'Reset the password: makes a one-time link' },
    response: resetPasswordResponseSchema,
    example: {
      response: { resetUrl: 'https://pledge.example.com/reset/kq3…', expiresAt: '2026-03-03T10:00:00.000+08:00' },
    },
  })
  async resetPassword(@Param('username') username: string, @Req() request: PledgeRequest): Promise<ResetPassword> {
    const { path, expiresAt } = await this.users.resetPassword(username);
    return { resetUrl: this.url(request, path), expiresAt: toIso(expiresAt, this.platform.zone) };
  }

  private url(request: PledgeRequest, path: string): string {
    return `${this.platform.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`}${path}`;
  }
}
