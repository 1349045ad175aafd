import type { ResetPassword, User } from '@pledge/contracts';
import { EmptyState, ErrorState, formatInstant, LoadingState, problemText, useNow, useUser } from '@pledge/web';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { listUsers, resetPassword, updateUser } from '../api/people.js';
import { CopyText } from '../common/copy-text.js';
import { useDebounced } from '../common/use-debounced.js';
import { useTitle } from '../common/use-title.js';
import { UserEdit } from './user-edit.js';
import { UserForm } from './user-form.js';

/** Accounts of staff and customers. */
export function UsersPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('nav.users'));
  const [text, setText] = useState('');
  const [adding, setAdding] = useState<'staff' | 'customer' | null>(null);
  const search = useDebounced(text.trim(), 250);
  const users = useQuery({
    queryKey: [...keys.users, search],
    queryFn: () => listUsers({ search, limit: 200 }),
    placeholderData: keepPreviousData,
  });
  const groups = [...new Set((users.data?.items ?? []).flatMap((user) => user.groups))].sort();
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.users')}</h1>
        <Input
          className="inbox-filter"
          allowClear
          value={text}
          placeholder={t('users.search')}
          aria-label={t('users.search')}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="frame-spacer" />
        <Button onClick={() => setAdding('customer')}>{t('users.inviteCustomer')}</Button>
        <Button type="primary" onClick={() => setAdding('staff')}>
          {t('users.add')}
        </Button>
      </header>
      {users.isPending && <LoadingState rows={8} />}
      {users.isError && <ErrorState error={users.error} onRetry={() => void users.refetch()} />}
      {users.data?.items.length === 0 && (
        <EmptyState title={t('search.none', { text: search })} body={t('inbox.noMatchBody')} />
      )}
      {(users.data?.items.length ?? 0) > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('users.displayName')}</th>
              <th>{t('login.username')}</th>
              <th>{t('users.roles')}</th>
              <th>{t('users.reach')}</th>
              <th>{t('users.state')}</th>
              <th>{t('users.lastLogin')}</th>
              <th>
                <span className="visually-hidden">{t('users.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {users.data?.items.map((user) => (
              <UserRow key={user.username} user={user} groups={groups} />
            ))}
          </tbody>
        </table>
      )}
      {adding !== null && <UserForm side={adding} onClose={() => setAdding(null)} />}
    </div>
  );
}

function UserRow({ user, groups }: { readonly user: User; readonly groups: readonly string[] }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const me = useUser();
  const now = useNow();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [link, setLink] = useState<ResetPassword | null>(null);
  const [editing, setEditing] = useState(false);
  const failed = (error: unknown): void => void message.error(problemText(error, t));
  const toggle = useMutation({
    mutationFn: () => updateUser(user.username, { disabled: !user.disabled }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.users }),
    onError: failed,
  });
  const reset = useMutation({ mutationFn: () => resetPassword(user.username), onSuccess: setLink, onError: failed });
  const state = user.disabled
    ? t('users.disabled')
    : user.invited
      ? t('users.invited')
      : user.mustChangePassword
        ? t('users.mustChange')
        : t('users.active');
  return (
    <tr data-off={user.disabled}>
      <td className="cell-title">{user.displayName}</td>
      <td className="num" data-label={t('login.username')}>
        {user.username}
      </td>
      <td data-label={t('users.roles')}>
        {user.roles.map((role) => t(`roles.${role}`)).join(' · ')}
        {user.groups.length > 0 && <div className="soft">{user.groups.join(' · ')}</div>}
      </td>
      <td className="soft" data-label={t('users.reach')}>
        {[user.mail, user.mobile].filter(Boolean).join(' · ')}
      </td>
      <td data-label={t('users.state')}>{state}</td>
      <td className="num soft" data-label={t('users.lastLogin')}>
        {formatInstant(user.lastLoginAt, i18n.language, now) || t('users.never')}
      </td>
      <td className="row-actions">
        <Button size="small" type="link" onClick={() => setEditing(true)}>
          {t('users.edit')}
        </Button>
        <Button
          size="small"
          type="link"
          loading={reset.isPending}
          onClick={() =>
            modal.confirm({
              title: t('users.resetTitle', { name: user.displayName }),
              content: t('users.resetBody'),
              okText: t('users.reset'),
              icon: null,
              onOk: () =>
                reset.mutateAsync().then(
                  () => undefined,
                  () => undefined,
                ),
            })
          }
        >
          {t('users.reset')}
        </Button>
        {user.username !== me.username && (
          <Button
            size="small"
            type="link"
            loading={toggle.isPending}
            onClick={() =>
              user.disabled
                ? toggle.mutate()
                : modal.confirm({
                    title: t('users.disableTitle', { name: user.displayName }),
                    content: t('users.disableBody'),
                    okText: t('users.disable'),
                    icon: null,
                    onOk: () =>
                      toggle.mutateAsync().then(
                        () => undefined,
                        () => undefined,
                      ),
                  })
            }
          >
            {t(user.disabled ? 'users.enable' : 'users.disable')}
          </Button>
        )}
        {editing && <UserEdit user={user} groups={groups} onClose={() => setEditing(false)} />}
        {link !== null && (
          <Modal open title={t('users.resetLink')} footer={null} onCancel={() => setLink(null)}>
            <p>{t('users.linkOnce', { time: formatInstant(link.expiresAt, i18n.language, now) })}</p>
            <CopyText text={link.resetUrl} />
          </Modal>
        )}
      </td>
    </tr>
  );
}
