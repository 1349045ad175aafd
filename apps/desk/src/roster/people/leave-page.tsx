import type { DutyLeave } from '@pledge/contracts';
import { EmptyState, ErrorState, LoadingState, problemText, useUser, userHasRole } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { listDutyLeaves, removeDutyLeave } from '../../api/rosters.js';
import { useTitle } from '../../common/use-title.js';
import { RosterTabs } from '../roster-tabs.js';
import { LeaveDialog } from './leave-dialog.js';
import { useDutySpan } from './use-duty-span.js';

/** Who cannot be on duty when: leave, training, and the free days before holidays (S0i-25). */
export function LeavePage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('duty.tabs.leave'));
  const mayChange = userHasRole(useUser(), 'manager');
  const { from, to } = useDutySpan();
  const [editing, setEditing] = useState<DutyLeave | 'new' | null>(null);
  const leaves = useQuery({ queryKey: keys.dutyLeaves(from), queryFn: () => listDutyLeaves(from, to) });
  return (
    <div className="page roster-page">
      <RosterTabs />
      <header className="page-head">
        <h1>{t('duty.tabs.leave')}</h1>
        <span className="frame-spacer" />
        {mayChange && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('duty.leave.add')}
          </Button>
        )}
      </header>
      <p className="page-note soft">{t('duty.leave.body')}</p>
      {leaves.isPending && <LoadingState rows={6} />}
      {leaves.isError && <ErrorState error={leaves.error} onRetry={() => void leaves.refetch()} />}
      {leaves.data?.items.length === 0 && (
        <EmptyState
          title={t('duty.leave.emptyTitle')}
          body={t(mayChange ? 'duty.leave.emptyManager' : 'duty.leave.empty')}
        />
      )}
      {(leaves.data?.items.length ?? 0) > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('duty.person')}</th>
              <th>{t('duty.leave.kind')}</th>
              <th>{t('duty.leave.days')}</th>
              <th>{t('duty.leave.note')}</th>
              <th>{t('duty.leave.onDuty')}</th>
              <th>
                <span className="visually-hidden">{t('users.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {leaves.data?.items.map((leave) => (
              <LeaveRow key={leave.id} leave={leave} onEdit={mayChange ? setEditing : null} />
            ))}
          </tbody>
        </table>
      )}
      {editing !== null && <LeaveDialog leave={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </div>
  );
}

function LeaveRow({
  leave,
  onEdit,
}: {
  readonly leave: DutyLeave;
  readonly onEdit: ((leave: DutyLeave) => void) | null;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeDutyLeave(leave.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.rosters }),
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  const days = leave.from === leave.to ? leave.from : `${leave.from} – ${leave.to}`;
  return (
    <tr>
      <td className="cell-title">{leave.displayName}</td>
      <td data-label={t('duty.leave.kind')}>{t(`duty.leave.kinds.${leave.kind}`)}</td>
      <td className="num" data-label={t('duty.leave.days')}>
        {days}
      </td>
      <td className="wrap-cell" data-label={t('duty.leave.note')}>
        {leave.kind === 'early-leave' && /^\d{4}-/.test(leave.note)
          ? t('duty.leave.beforeHoliday', { date: leave.note })
          : leave.note || t('common.none')}
      </td>
      <td className="wrap-cell" data-label={t('duty.leave.onDuty')}>
        {leave.onDuty.length === 0 ? (
          t('common.none')
        ) : (
          <strong className="duty-clash">
            ✕ {t('duty.leave.clash', { days: leave.onDuty.map((day) => day.slice(5)).join('、') })}
          </strong>
        )}
      </td>
      <td className="row-actions">
        {onEdit !== null && (
          <>
            <Button size="small" type="link" onClick={() => onEdit(leave)}>
              {t('duty.change')}
            </Button>
            <Button
              size="small"
              type="link"
              danger
              loading={remove.isPending}
              onClick={() =>
                modal.confirm({
                  title: t('duty.leave.removeTitle', { name: leave.displayName, days }),
                  content: t('duty.leave.removeBody'),
                  okText: t('common.remove'),
                  cancelText: t('common.cancel'),
                  onOk: () => remove.mutate(),
                })
              }
            >
              {t('common.remove')}
            </Button>
          </>
        )}
      </td>
    </tr>
  );
}
