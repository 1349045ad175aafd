import type { KeyPeriod } from '@pledge/contracts';
import { formatInstant, useNow, useUser, userHasRole } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { listDutyUnits, listKeyPeriods, removeKeyPeriod } from '../../api/rosters.js';
import { useBilingual } from '../../common/bilingual.js';
import { RegisterActions, RegisterTable } from '../../common/register.js';
import { useTitle } from '../../common/use-title.js';
import { useDutySpan } from '../people/use-duty-span.js';
import { RosterTabs } from '../roster-tabs.js';
import { PeriodDialog } from './period-dialog.js';

/** Times that customers name (Y16): whether the roster is reinforced for them, and whether changes are frozen. */
export function KeyPeriodsPage(): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  useTitle(t('duty.tabs.keyPeriods'));
  const mayChange = userHasRole(useUser(), 'pm', 'manager');
  const { from, to } = useDutySpan();
  const [editing, setEditing] = useState<KeyPeriod | 'new' | null>(null);
  const units = useQuery({ queryKey: keys.dutyUnits, queryFn: listDutyUnits });
  const periods = useQuery({ queryKey: keys.keyPeriods(from), queryFn: () => listKeyPeriods(from, to) });
  return (
    <div className="page roster-page">
      <RosterTabs />
      <header className="page-head">
        <h1>{t('duty.tabs.keyPeriods')}</h1>
        <span className="frame-spacer" />
        {mayChange && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('duty.period.add')}
          </Button>
        )}
      </header>
      <p className="page-note soft">{t('duty.period.body')}</p>
      <RegisterTable
        list={periods}
        heads={[
          t('duty.period.name'),
          t('duty.period.customer'),
          t('duty.period.time'),
          t('duty.period.freeze'),
          t('duty.period.roster'),
        ]}
        empty={{ title: t('duty.period.emptyTitle'), body: t('duty.period.empty') }}
        row={(period) => <PeriodRow key={period.id} period={period} onEdit={mayChange ? setEditing : null} />}
      />
      {editing !== null && (
        <PeriodDialog
          period={editing === 'new' ? null : editing}
          units={(units.data?.items ?? []).map((one) => ({ value: one.id, label: say(one.name) }))}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

function PeriodRow({
  period,
  onEdit,
}: {
  readonly period: KeyPeriod;
  readonly onEdit: ((period: KeyPeriod) => void) | null;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const running = Date.parse(period.from) <= now && now < Date.parse(period.to);
  return (
    <tr data-off={Date.parse(period.to) <= now}>
      <td className="cell-title">
        {period.name}
        {running && (
          <>
            {' '}
            <small className="roster-state">{t('duty.period.running')}</small>
          </>
        )}
      </td>
      <td className="wrap-cell" data-label={t('duty.period.customer')}>
        {period.partyName}
      </td>
      <td className="num" data-label={t('duty.period.time')}>
        {formatInstant(period.from, i18n.language, now)} – {formatInstant(period.to, i18n.language, now)}
      </td>
      <td data-label={t('duty.period.freeze')}>{t(period.freeze ? 'duty.period.frozen' : 'duty.period.notFrozen')}</td>
      <td className="wrap-cell" data-label={t('duty.period.roster')}>
        {t(`duty.period.reinforced.${period.reinforced}`)}
      </td>
      <td className="row-actions">
        {onEdit !== null && (
          <RegisterActions
            onEdit={() => onEdit(period)}
            remove={{
              title: t('duty.period.removeTitle', { name: period.name }),
              body: t('duty.period.removeBody'),
              run: () => removeKeyPeriod(period.id),
            }}
            queryKey={keys.rosters}
          />
        )}
      </td>
    </tr>
  );
}
