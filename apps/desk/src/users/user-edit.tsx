import type { Role, User } from '@pledge/contracts';
import { ApiProblem, problemText, useUser } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { updateUser } from '../api/people.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { RoleChoice } from './role-choice.js';

/** Changes what an account may do: name, roles, groups, how the person is reached. Roles count from the next click on. */
export function UserEdit(props: {
  readonly user: User;
  /** Groups that other accounts have. */
  readonly groups: readonly string[];
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const me = useUser();
  const queries = useQueryClient();
  const { user, groups, onClose } = props;
  const [displayName, setDisplayName] = useState(user.displayName);
  const [roles, setRoles] = useState<readonly Role[]>(user.roles);
  const [memberOf, setMemberOf] = useState<readonly string[]>(user.groups);
  const [mail, setMail] = useState(user.mail ?? '');
  const [mobile, setMobile] = useState(user.mobile ?? '');
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      updateUser(user.username, {
        displayName: displayName.trim(),
        ...(user.side === 'customer' ? {} : { roles: [...roles] }),
        groups: [...memberOf],
        mail: mail.trim() === '' ? null : mail.trim(),
        mobile: mobile.trim() === '' ? null : mobile.trim(),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.users });
      onClose();
    },
  });
  const server = fieldErrors(save.error);
  const need = (ok: boolean, path: string): string => (tried && !ok ? t('web.form.required') : (server[path] ?? ''));
  const losesOwn = user.username === me.username && user.roles.includes('admin') && !roles.includes('admin');
  return (
    <Modal
      open
      title={t('users.editTitle', { name: user.displayName })}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (displayName.trim() !== '' && roles.length > 0) save.mutate();
        }}
      >
        <Field label={t('users.displayName')} required error={need(displayName.trim() !== '', 'displayName')}>
          {(control) => (
            <Input {...control} value={displayName} onChange={(event) => setDisplayName(event.target.value)} />
          )}
        </Field>
        {user.side !== 'customer' && (
          <RoleChoice roles={roles} error={need(roles.length > 0, 'roles')} onChange={setRoles}>
            {losesOwn && <p className="soft">{t('users.losesOwn')}</p>}
          </RoleChoice>
        )}
        <Field label={t('users.groups')} hint={t('users.groupsHint')} error={server['groups'] ?? ''}>
          {(control) => (
            <Select
              id={control.id}
              status={control.status}
              mode="tags"
              tokenSeparators={[',', '，', ' ']}
              value={[...memberOf]}
              options={groups.map((name) => ({ value: name, label: name }))}
              onChange={(names: string[]) => setMemberOf(names)}
            />
          )}
        </Field>
        <div className="form-row">
          <Field label={t('users.mail')} error={server['mail']}>
            {(control) => (
              <Input {...control} type="email" value={mail} onChange={(event) => setMail(event.target.value)} />
            )}
          </Field>
          <Field label={t('users.mobile')} error={server['mobile']}>
            {(control) => (
              <Input {...control} type="tel" value={mobile} onChange={(event) => setMobile(event.target.value)} />
            )}
          </Field>
        </div>
        <FormError>{save.error instanceof ApiProblem ? problemText(save.error, t) : ''}</FormError>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('users.save')}
        </Button>
      </form>
    </Modal>
  );
}
