import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem } from '@pledge/runtime';
import { isSameOrigin, isWrite } from '../authentication/csrf.js';
import { hasRole, SESSION_COOKIE, type PledgeRequest, type SessionResolver } from '../authentication/session-user.js';
import type { PlatformOptions } from '../platform-options.js';
import { HttpProblem } from '../problems/http-problem.js';
import { PLATFORM_OPTIONS, SESSION_RESOLVER } from '../tokens.js';
import { ENDPOINT, type EndpointOptions } from './endpoint.decorator.js';

/**
 * Every request passes here: who is it (session token as bearer or cookie), may they (roles of `@Endpoint`), and does a
 * cookie write come from our own pages.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(SESSION_RESOLVER) private readonly sessions: SessionResolver,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<PledgeRequest>();
    const endpoint = this.reflector.get<EndpointOptions | undefined>(ENDPOINT, context.getHandler());
    if (!endpoint) throw new Problem('not-found', 'ROUTE_NOT_FOUND');
    await this.authenticate(request);
    this.checkOrigin(request);
    if (endpoint.roles === 'public') return true;

    if (!request.session) throw new HttpProblem(401, 'forbidden', 'UNAUTHENTICATED');
    if (request.session.mustChangePassword && !request.path.startsWith('/api/auth/')) {
      throw new Problem('forbidden', 'PASSWORD_CHANGE_REQUIRED');
    }
    if (endpoint.roles !== 'authenticated' && !hasRole(request.session.user, ...endpoint.roles)) {
      throw new Problem('forbidden', 'FORBIDDEN');
    }
    return true;
  }

  private async authenticate(request: PledgeRequest): Promise<void> {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const cookies = request.cookies as Record<string, string> | undefined;
    const token = bearer ?? cookies?.[SESSION_COOKIE];
    if (!token) return;
    const session = await this.sessions.resolve(token);
    if (!session) return;
    request.session = session;
    request.sessionFrom = bearer ? 'bearer' : 'cookie';
  }

  private checkOrigin(request: PledgeRequest): void {
    if (!isWrite(request.method) || request.sessionFrom === 'bearer') return;
    // A write without a session (sign-in) may come from a program without these headers, but not from another site.
    const stated = request.headers['sec-fetch-site'] !== undefined || request.headers.origin !== undefined;
    if (request.sessionFrom !== 'cookie' && !stated) return;
    if (!isSameOrigin(request.headers, this.options.publicUrl)) throw new Problem('forbidden', 'CROSS_SITE_REQUEST');
  }
}
