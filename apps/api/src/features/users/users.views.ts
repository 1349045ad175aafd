import { STAFF_ROLES, type MeUser, type Role, type User, type UserPick } from '@pledge/contracts';
import type { SessionUser } from '@pledge/nest';
import type { UserAccount } from './users.entity.js';

/** Roles a person acts with: an administrator has every role of the provider's side. */
export function effectiveRoles(user: Pick<UserAccount, 'roles'>): readonly Role[] {
  return user.roles.includes('admin') ? STAFF_ROLES : user.roles;
}

/**
 * Candidate groups of a person: roles and own groups; of a customer `customer:<partyId>` alone, since a task of the
 * group `customer` would be everybody's (design D10).
 */
export function groupsOf(user: Pick<UserAccount, 'roles' | 'memberOf' | 'partyId'>): readonly string[] {
  return user.partyId === null ? [...effectiveRoles(user), ...user.memberOf] : [`customer:${user.partyId}`];
}

export function sessionUserOf(user: UserAccount): SessionUser {
  return {
    username: user.username,
    displayName: user.displayName,
    roles: effectiveRoles(user),
    groups: groupsOf(user),
    partyId: user.partyId,
    language: user.language,
  };
}

export function meUserOf(user: UserAccount): MeUser {
  const { roles, groups, ...rest } = sessionUserOf(user);
  return {
    ...rest,
    roles: [...roles],
    groups: [...groups],
    side: user.partyId === null ? 'provider' : 'customer',
    mustChangePassword: user.mustChangePassword,
  };
}

/** `iso` writes an instant with the site's offset. */
export function userView(user: UserAccount, iso: (ms: number) => string): User {
  return {
    username: user.username,
    displayName: user.displayName,
    mail: user.mail,
    mobile: user.mobile,
    roles: user.roles,
    groups: user.memberOf,
    partyId: user.partyId,
    language: user.language,
    side: user.partyId === null ? 'provider' : 'customer',
    disabled: user.disabled,
    demo: user.demo,
    mustChangePassword: user.mustChangePassword,
    invited: user.passwordHash === null,
    lastLoginAt: user.lastLoginAt === null ? null : iso(user.lastLoginAt),
    createdAt: iso(user.createdAt),
  };
}

export function userPick(user: UserAccount): UserPick {
  return { username: user.username, displayName: user.displayName, roles: user.roles, partyId: user.partyId };
}
