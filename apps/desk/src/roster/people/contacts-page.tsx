import type { DutyPerson } from '@pledge/contracts';
import { useUser, userHasRole } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { listDutyPeople, listDutyUnits } from '../../api/rosters.js';
import { useBilingual } from '../../common/bilingual.js';
import { RegisterTable } from '../../common/register.js';
import { useTitle } from '../../common/use-title.js';
import { RosterTabs } from '../roster-tabs.js';
import { PersonDialog } from './person-dialog.js';

/** The 24-hour contact list (S1-33), and who is in the rotation of which unit. */
export function ContactsPage(): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  useTitle(t('duty.tabs.contacts'));
  const mayChange = userHasRole(useUser(), 'manager');
  const [editing, setEditing] = useState<DutyPerson | 'new' | null>(null);
  const units = useQuery({ queryKey: keys.dutyUnits, queryFn: listDutyUnits });
  const people = useQuery({ queryKey: keys.dutyPeople(''), queryFn: () => listDutyPeople() });
  const unitName = (id: string): string => {
    const unit = units.data?.items.find((one) => one.id === id);
    return unit ? say(unit.name) : id;
  };
  return (
    <div className="page roster-page">
      <RosterTabs />
      <header className="page-head">
        <h1>{t('duty.tabs.contacts')}</h1>
        <span className="frame-spacer" />
        {mayChange && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('duty.people.add')}
          </Button>
        )}
      </header>
      <RegisterTable
        list={people}
        heads={[
          t('duty.person'),
          t('duty.people.mobile'),
          t('duty.people.homePhone'),
          t('duty.people.place'),
          t('roster.unit'),
          t('duty.skills'),
          t('duty.people.rotation'),
        ]}
        empty={{ title: t('duty.people.emptyTitle'), body: t('duty.people.empty') }}
        row={(one) => (
          <tr key={one.username} data-off={!one.inRotation}>
            <td className="cell-title">{one.displayName}</td>
            <td className="num" data-label={t('duty.people.mobile')}>
              <Phone number={one.mobile} />
            </td>
            <td className="num" data-label={t('duty.people.homePhone')}>
              <Phone number={one.homePhone} />
            </td>
            <td data-label={t('duty.people.place')}>{one.place ?? t('common.none')}</td>
            <td data-label={t('roster.unit')}>{unitName(one.unit)}</td>
            <td className="wrap-cell" data-label={t('duty.skills')}>
              {one.skills.join(' · ') || t('common.none')}
            </td>
            <td data-label={t('duty.people.rotation')}>{t(one.inRotation ? 'duty.people.in' : 'duty.people.out')}</td>
            <td className="row-actions">
              {mayChange && (
                <Button size="small" type="link" onClick={() => setEditing(one)}>
                  {t('common.change')}
                </Button>
              )}
            </td>
          </tr>
        )}
      />
      {editing !== null && (
        <PersonDialog
          person={editing === 'new' ? null : editing}
          taken={(people.data?.items ?? []).map((one) => one.username)}
          units={(units.data?.items ?? []).map((one) => ({ value: one.id, label: say(one.name) }))}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

function Phone({ number }: { readonly number: string | null }): React.JSX.Element {
  const { t } = useTranslation();
  return number === null ? <>{t('common.none')}</> : <a href={`tel:${number}`}>{number}</a>;
}
