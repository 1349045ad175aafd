import { ROLES, type Role } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';

/**
 * Name of a group that a task is offered to: a role, the customer's people (`customer:<party>`), whoever is on duty (`duty`,
 * `duty:<unit>`); another group is called what it is called.
 */
export function useGroupName(): (group: string) => string {
  const { t } = useTranslation();
  return (group) => {
    const [kind = '', of = ''] = group.split(':', 2);
    if (kind === 'duty') return of === '' ? t('task.onDuty') : t('task.onDutyAt', { unit: of });
    return isRole(kind) ? t(`roles.${kind}`) : group;
  };
}

function isRole(group: string): group is Role {
  return ROLES.some((role) => role === group);
}
