import type { Role } from '@pledge/contracts';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';

/** What a member of staff can be. */
const staffRoles = [
  'dispatcher',
  'engineer',
  'pm',
  'manager',
  'supervisor',
  'director',
  'deputy',
  'gm',
  'operator',
  'admin',
] as const satisfies readonly Role[];

/** Roles of a member of staff; below them what the choice means. `error` is empty while it is right. */
export function RoleChoice(props: {
  readonly roles: readonly Role[];
  readonly error: string;
  readonly onChange: (roles: Role[]) => void;
  readonly children?: React.ReactNode;
}): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <fieldset className="field">
      <legend>{t('users.roles')}</legend>
      <Checkbox.Group
        className="role-list"
        value={[...props.roles]}
        options={staffRoles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        onChange={(chosen) => props.onChange(chosen as Role[])}
      />
      {props.error !== '' && (
        <div className="field-error" role="alert">
          {props.error}
        </div>
      )}
      {props.children}
    </fieldset>
  );
}
