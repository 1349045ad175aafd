import type { CreatedUser, CreateUser, Role } from '@pledge/contracts';
import { ApiProblem, problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { createUser, listParties } from '../api/people.js';
import { CopyText } from '../common/copy-text.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { RoleChoice } from './role-choice.js';

/** Creates a member of staff or invites a customer; the one-time link is shown once. */
export function UserForm({
  side,
  onClose,
}: {
  readonly side: 'staff' | 'customer';
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [user, setUser] = useState({ username: '', displayName: '', mail: '', mobile: '', partyId: '' });
  const [roles, setRoles] = useState<readonly Role[]>(side === 'customer' ? ['customer'] : []);
  const [tried, setTried] = useState(false);
  const parties = useQuery({ queryKey: keys.parties, queryFn: listParties, enabled: side === 'customer' });
  const create = useMutation<CreatedUser, unknown, CreateUser>({
    mutationFn: createUser,
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.users }),
  });
  const server = fieldErrors(create.error);
  const need = (ok: boolean, path: string): string => (tried && !ok ? t('web.form.required') : (server[path] ?? ''));
  const ready =
    user.username !== '' &&
    user.displayName.trim() !== '' &&
    roles.length > 0 &&
    (side === 'staff' || user.partyId !== '');
  const submit = (): void => {
    setTried(true);
    if (!ready) return;
    create.mutate({
      username: user.username,
      displayName: user.displayName.trim(),
      roles: [...roles],
      partyId: side === 'customer' ? user.partyId : null,
      mail: user.mail.trim() === '' ? null : user.mail.trim(),
      mobile: user.mobile.trim() === '' ? null : user.mobile.trim(),
    });
  };
  const title = t(side === 'customer' ? 'users.inviteCustomer' : 'users.add');
  if (create.data !== undefined) {
    return (
      <Modal open title={title} footer={null} onCancel={onClose}>
        <p>{t('users.created', { name: create.data.displayName })}</p>
        {create.data.invitationUrl !== null && <CopyText text={create.data.invitationUrl} />}
      </Modal>
    );
  }
  return (
    <Modal open title={title} footer={null} onCancel={onClose} mask={{ closable: false }}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t('users.displayName')} required error={need(user.displayName.trim() !== '', 'displayName')}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={user.displayName}
              onChange={(event) => setUser({ ...user, displayName: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('login.username')}
          required
          hint={t('users.usernameRule')}
          error={need(user.username !== '', 'username')}
        >
          {(control) => (
            <Input
              {...control}
              autoCapitalize="none"
              value={user.username}
              onChange={(event) => setUser({ ...user, username: event.target.value.toLowerCase() })}
            />
          )}
        </Field>
        {side === 'customer' ? (
          <Field
            label={t('users.party')}
            required
            error={need(user.partyId !== '', 'partyId') || (parties.isError ? problemText(parties.error, t) : '')}
          >
            {(control) => (
              <Select
                id={control.id}
                status={control.status}
                value={user.partyId === '' ? undefined : user.partyId}
                loading={parties.isPending}
                options={parties.data?.items
                  .filter((party) => party.kind === 'customer')
                  .map((party) => ({ value: party.id, label: party.name }))}
                onChange={(partyId: string) => setUser({ ...user, partyId })}
              />
            )}
          </Field>
        ) : (
          <RoleChoice roles={roles} error={need(roles.length > 0, 'roles')} onChange={setRoles} />
        )}
        <div className="form-row">
          <Field label={t('users.mail')} error={server['mail']}>
            {(control) => (
              <Input
                {...control}
                type="email"
                value={user.mail}
                onChange={(event) => setUser({ ...user, mail: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('users.mobile')} error={server['mobile']}>
            {(control) => (
              <Input
                {...control}
                type="tel"
                value={user.mobile}
                onChange={(event) => setUser({ ...user, mobile: event.target.value })}
              />
            )}
          </Field>
        </div>
        <FormError>{create.error instanceof ApiProblem ? problemText(create.error, t) : ''}</FormError>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t(side === 'customer' ? 'users.invite' : 'users.create')}
        </Button>
      </form>
    </Modal>
  );
}
