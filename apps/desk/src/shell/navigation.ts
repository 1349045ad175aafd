import type { MeUser, Role } from '@pledge/contracts';
import { userHasRole } from '@pledge/web';

/** One door of the rail; `roles` empty: every member of staff. */
export interface NavigationItem {
  readonly to: string;
  readonly key:
    | 'inbox'
    | 'board'
    | 'cases'
    | 'changes'
    | 'emergencies'
    | 'drills'
    | 'intake'
    | 'monitoring'
    | 'spares'
    | 'customers'
    | 'promises'
    | 'profiles'
    | 'outbox'
    | 'clauses'
    | 'roster'
    | 'calendars'
    | 'written'
    | 'evidence'
    | 'users'
    | 'modeler';
  readonly roles: readonly Role[];
  /** Another application on the same port: a full page load. */
  readonly external?: boolean;
}

const items: readonly NavigationItem[] = [
  { to: '/inbox', key: 'inbox', roles: [] },
  { to: '/cases', key: 'cases', roles: [] },
  { to: '/board', key: 'board', roles: ['pm', 'manager', 'supervisor', 'director', 'deputy', 'gm'] },
  { to: '/changes', key: 'changes', roles: [] },
  { to: '/intake', key: 'intake', roles: ['dispatcher'] },
  { to: '/emergencies', key: 'emergencies', roles: [] },
  { to: '/drills', key: 'drills', roles: [] },
  { to: '/monitoring', key: 'monitoring', roles: ['dispatcher', 'operator', 'pm', 'manager'] },
  { to: '/spares', key: 'spares', roles: ['engineer', 'dispatcher', 'pm', 'manager'] },
  { to: '/customers', key: 'customers', roles: [] },
  { to: '/promises', key: 'promises', roles: ['pm', 'manager'] },
  { to: '/profiles', key: 'profiles', roles: ['manager'] },
  { to: '/outbox', key: 'outbox', roles: ['operator'] },
  { to: '/clauses', key: 'clauses', roles: ['manager'] },
  { to: '/roster', key: 'roster', roles: [] },
  { to: '/written-notices', key: 'written', roles: ['dispatcher', 'pm', 'manager'] },
  { to: '/calendars', key: 'calendars', roles: ['manager'] },
  { to: '/evidence', key: 'evidence', roles: ['manager', 'supervisor', 'operator'] },
  { to: '/users', key: 'users', roles: ['admin'] },
  { to: '/modeler/', key: 'modeler', roles: ['admin'], external: true },
];

/** The doors that this person may use. */
export function navigationFor(user: MeUser): readonly NavigationItem[] {
  return items.filter((item) => item.roles.length === 0 || userHasRole(user, ...item.roles));
}
