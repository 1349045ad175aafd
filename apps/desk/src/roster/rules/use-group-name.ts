import { ROLES, type Role } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';

/** Name of a role; another group is called what it is called. */
export function useGroupName(): (group: string) => string {
  const { t } = useTranslation();
  return (group) => (isRole(group) ? t(`roles.${group}`) : group);
}

function isRole(group: string): group is Role {
  return ROLES.some((role) => role === group);
}
