import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Language, Role } from '@pledge/contracts';
import type { Request } from 'express';
import { HttpProblem } from '../problems/http-problem.js';

/** The person behind a request. `username` is the identity everywhere: engine actor, assignee, `user` in the API. */
export interface SessionUser {
  readonly username: string;
  readonly displayName: string;
  /** As stored; `admin` implies every other one: ask with `hasRole`. */
  readonly roles: readonly Role[];
  /** Candidate groups: the roles, the groups the person was put in, and `customer:<partyId>` for a customer. */
  readonly groups: readonly string[];
  /** Set for a customer's user: the party whose rows they may see. null on the provider's side. */
  readonly partyId: string | null;
  readonly language: Language;
}

/** What a session token resolves to. */
export interface ResolvedSession {
  readonly sessionId: string;
  readonly user: SessionUser;
  /** Until it is changed, only `/api/auth/*` answers. */
  readonly mustChangePassword: boolean;
}

/** Port of the platform to the users feature. */
export interface SessionResolver {
  /** null: unknown, expired, ended, or the user is disabled. */
  resolve(token: string): Promise<ResolvedSession | null>;
}

/** Express request after authentication. */
export interface PledgeRequest extends Request {
  session?: ResolvedSession;
  /** How the token came: cookie writes need the same-origin check. */
  sessionFrom?: 'bearer' | 'cookie';
}

/** Name of the HttpOnly SameSite=Lax cookie that carries the session token of the web apps. */
export const SESSION_COOKIE = 'pledge_session';

/** True when the person has the role, or is an administrator (has every role). */
export function hasRole(user: Pick<SessionUser, 'roles'>, ...roles: readonly Role[]): boolean {
  return user.roles.includes('admin') || roles.some((role) => user.roles.includes(role));
}

/** Parameter decorator: the signed-in person. Throws 401 on an endpoint that is `public` when nobody is signed in. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): SessionUser => {
  const session = context.switchToHttp().getRequest<PledgeRequest>().session;
  if (!session) throw new HttpProblem(401, 'forbidden', 'UNAUTHENTICATED');
  return session.user;
});

/** Parameter decorator for `public` endpoints: the signed-in person, or null. */
export const OptionalUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): SessionUser | null =>
    context.switchToHttp().getRequest<PledgeRequest>().session?.user ?? null,
);
