import { Body, Controller, Get, Inject, Param, Patch, Post, Req, Res } from '@nestjs/common';
import {
  changePasswordSchema,
  demoAccountsSchema,
  linkSchema,
  loginRequestSchema,
  loginResponseSchema,
  meResponseSchema,
  setupSchema,
  takeLinkSchema,
  updateMeSchema,
  visitorSchema,
  type ChangePassword,
  type DemoAccounts,
  type Language,
  type LinkInfo,
  type LoginRequest,
  type LoginResponse,
  type MeResponse,
  type Setup,
  type VisitorResponse,
} from '@pledge/contracts';
import {
  CurrentUser,
  Endpoint,
  PLATFORM_OPTIONS,
  SESSION_COOKIE,
  type PlatformOptions,
  type PledgeRequest,
  type SessionUser,
} from '@pledge/nest';
import { toIso } from '@pledge/time';
import type { Response } from 'express';
import { AuthService, type SignedIn } from './auth.service.js';
import { SessionsService } from './sessions.service.js';
import { USERS_OPTIONS, type UsersOptions } from './users.options.js';
import { DEMO_PASSWORD, UsersService } from './users.service.js';
import { meUserOf } from './users.views.js';

const exampleUser = {
  username: 'engineer',
  displayName: '张伟',
  roles: ['engineer'],
  groups: ['engineer'],
  partyId: null,
  language: 'zh-CN',
  side: 'provider',
  mustChangePassword: false,
};
const exampleLogin = { accessToken: 'kq3…', expiresAt: '2026-03-03T10:00:00.000+08:00', user: exampleUser };

/** Signing in and out, and one's own password and language. */
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    @Inject(USERS_OPTIONS) private readonly options: UsersOptions,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  @Post('login')
  @Endpoint({
    roles: 'public',
    status: 200,
    idempotent: false,
    summary: { zh: '登录', en: 'Sign in' },
    body: loginRequestSchema,
    response: loginResponseSchema,
    example: { body: { username: 'engineer', password: 'pledge-demo' }, response: exampleLogin },
  })
  async login(
    @Body() body: LoginRequest,
    @Req() request: PledgeRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoginResponse> {
    return this.signIn(response, await this.auth.login(body.username, body.password, addressOf(request)));
  }

  @Post('logout')
  @Endpoint({ roles: 'public', status: 204, summary: { zh: '退出登录', en: 'Sign out' } })
  async logout(@Req() request: PledgeRequest, @Res({ passthrough: true }) response: Response): Promise<void> {
    if (request.session) await this.sessions.close(request.session.sessionId);
    response.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @Get('session')
  @Endpoint({
    roles: 'public',
    summary: { zh: '是否已登录，是谁', en: 'Who is signed in, if anybody' },
    response: visitorSchema,
    example: { response: { user: null, demo: true } },
  })
  async session(@Req() request: PledgeRequest): Promise<VisitorResponse> {
    const { session } = request;
    return { user: session ? meUserOf(await this.users.get(session.user.username)) : null, demo: this.options.demo };
  }

  @Get('me')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '当前用户', en: 'The signed-in person' },
    response: meResponseSchema,
    example: { response: { user: exampleUser, demo: true } },
  })
  async me(@CurrentUser() user: SessionUser): Promise<MeResponse> {
    return { user: meUserOf(await this.users.get(user.username)), demo: this.options.demo };
  }

  @Patch('me')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '修改界面语言', en: 'Change the own language' },
    body: updateMeSchema,
    response: meResponseSchema,
    example: { body: { language: 'en' }, response: { user: { ...exampleUser, language: 'en' }, demo: true } },
  })
  async updateMe(@Body() body: { language: Language }, @CurrentUser() user: SessionUser): Promise<MeResponse> {
    return { user: meUserOf(await this.auth.setLanguage(user.username, body.language)), demo: this.options.demo };
  }

  @Post('password')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    idempotent: false,
    summary: { zh: '修改密码（其他会话随即失效）', en: 'Change the own password; other sessions end' },
    body: changePasswordSchema,
    response: loginResponseSchema,
    example: { body: { currentPassword: 'pledge-demo', newPassword: 'a longer one 2026' }, response: exampleLogin },
  })
  async changePassword(
    @Body() body: ChangePassword,
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoginResponse> {
    const { currentPassword, newPassword } = body;
    return this.signIn(
      response,
      await this.auth.changePassword(user.username, currentPassword, newPassword, addressOf(request)),
    );
  }

  @Get('demo-accounts')
  @Endpoint({
    roles: 'public',
    summary: { zh: '演示账号（仅演示模式）', en: 'Demo accounts; empty without demo' },
    response: demoAccountsSchema,
    example: {
      response: {
        items: [{ username: 'engineer', displayName: '张伟', password: 'pledge-demo', roles: ['engineer'] }],
      },
    },
  })
  async demoAccounts(): Promise<DemoAccounts> {
    const accounts = await this.users.demoAccounts();
    return {
      items: accounts.map(({ username, displayName, roles }) => ({
        username,
        displayName,
        roles,
        password: DEMO_PASSWORD,
      })),
    };
  }

  @Post('setup')
  @Endpoint({
    roles: 'public',
    idempotent: false,
    summary: { zh: '建立首个管理员', en: 'Make the first administrator' },
    body: setupSchema,
    response: loginResponseSchema,
    example: {
      body: { token: 'from the printed link', username: 'zhang', displayName: '张敏', password: 'a long password' },
      response: exampleLogin,
    },
  })
  async setUp(@Body() body: Setup, @Res({ passthrough: true }) response: Response): Promise<LoginResponse> {
    return this.signIn(response, await this.auth.setUp(body));
  }

  @Get('links/:token')
  @Endpoint({
    roles: 'public',
    summary: { zh: '查看邀请或重置链接', en: 'Whom an invitation or reset link is for' },
    response: linkSchema,
    example: {
      response: {
        kind: 'invitation',
        username: 'li.na',
        displayName: '李娜',
        expiresAt: '2026-03-09T10:00:00.000+08:00',
      },
    },
  })
  async showLink(@Param('token') token: string): Promise<LinkInfo> {
    const { link, user } = await this.auth.showLink(token);
    return {
      kind: link.kind,
      username: user?.username ?? null,
      displayName: user?.displayName ?? null,
      expiresAt: toIso(link.expiresAt, this.platform.zone),
    };
  }

  @Post('links/:token')
  @Endpoint({
    roles: 'public',
    status: 200,
    idempotent: false,
    summary: { zh: '使用邀请或重置链接设置密码', en: 'Take an invitation or reset link: set the password' },
    body: takeLinkSchema,
    response: loginResponseSchema,
    example: { body: { password: 'a long password' }, response: exampleLogin },
  })
  async takeLink(
    @Param('token') token: string,
    @Body() body: { password: string },
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoginResponse> {
    return this.signIn(response, await this.auth.takeLink(token, body.password));
  }

  private signIn(response: Response, { token, expiresAt, user }: SignedIn): LoginResponse {
    response.cookie(SESSION_COOKIE, token, {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.options.secureCookie,
      path: '/',
      expires: new Date(expiresAt),
    });
    response.setHeader('Cache-Control', 'no-store');
    return { accessToken: token, expiresAt: toIso(expiresAt, this.platform.zone), user: meUserOf(user) };
  }
}

function addressOf(request: PledgeRequest): string {
  return request.ip ?? 'unknown';
}
