import type { DutyLeave } from '@pledge/contracts';
import { joined, userHasRole, useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { listDutyLeaves, removeDutyLeave } from '../../api/rosters.js';
import { RegisterActions, RegisterTable } from '../../common/register.js';
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
      <RegisterTable
        list={leaves}
        heads={[
          t('duty.person'),
          t('duty.leave.kind'),
          t('duty.leave.days'),
          t('duty.leave.note'),
          t('duty.leave.onDuty'),
        ]}
        empty={{
          title: t('duty.leave.emptyTitle'),
          body: t(mayChange ? 'duty.leave.emptyManager' : 'duty.leave.empty'),
        }}
        row={(leave) => <LeaveRow key={leave.id} leave={leave} onEdit={mayChange ? setEditing : null} />}
      />
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
            ✕ {t('duty.leave.clash', { days: joined(leave.onDuty.map((day) => day.slice(5))) })}
          </strong>
        )}
      </td>
      <td className="row-actions">
        {onEdit !== null && (
          <RegisterActions
            onEdit={() => onEdit(leave)}
            remove={{
              title: t('duty.leave.removeTitle', { name: leave.displayName, days }),
              body: t('duty.leave.removeBody'),
              run: () => removeDutyLeave(leave.id),
            }}
            queryKey={keys.rosters}
          />
        )}
      </td>
    </tr>
  );
}
