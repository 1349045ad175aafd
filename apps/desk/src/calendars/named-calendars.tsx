import type { NamedCalendar } from '@pledge/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listCalendars } from '../api/calendars.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { CalendarForm } from './calendar-form.js';
import { windowsText } from './month-days.js';

/** Calendars that timers in models and new profiles count in. */
export function NamedCalendars({
  sets,
}: {
  readonly sets: readonly { readonly value: string; readonly label: string }[];
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const [editing, setEditing] = useState<NamedCalendar | 'new' | null>(null);
  const calendars = useQuery({ queryKey: keys.calendars, queryFn: listCalendars });
  const hours = (calendar: NamedCalendar): string =>
    calendar.kind === 'windows'
      ? ([1, 2, 3, 4, 5, 6, 7] as const)
          .flatMap((day) => {
            const windows = calendar.week[String(day)] ?? [];
            return windows.length === 0 ? [] : [`${t(`calendars.weekday.${day}`)} ${windowsText(windows)}`];
          })
          .join(' · ')
      : t(`calendars.calendarKind.${calendar.kind}`);
  return (
    <section className="named-calendars" aria-labelledby="named-calendars">
      <header className="page-head">
        <h2 id="named-calendars">{t('calendars.named')}</h2>
        <span className="frame-spacer" />
        <Button onClick={() => setEditing('new')}>{t('calendars.add')}</Button>
      </header>
      <p className="page-note soft">{t('calendars.namedBody')}</p>
      <table className="work-table">
        <thead>
          <tr>
            <th>{t('calendars.name')}</th>
            <th>{t('calendars.id')}</th>
            <th>{t('calendars.counts')}</th>
            <th>{t('calendars.follows')}</th>
            <th>
              <span className="visually-hidden">{t('users.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(calendars.data?.items ?? []).map((one) => (
            <tr key={one.id}>
              <td className="cell-title">{say(one.name)}</td>
              <td className="num" data-label={t('calendars.id')}>
                {one.id}
              </td>
              <td className="num hours-cell" data-label={t('calendars.counts')}>
                {hours(one)}
              </td>
              <td data-label={t('calendars.follows')}>
                {sets.find((set) => set.value === one.holidays)?.label ?? one.holidays ?? t('common.none')}
              </td>
              <td className="row-actions">
                <Button size="small" type="link" onClick={() => setEditing(one)}>
                  {t('calendars.edit')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {editing !== null && (
        <CalendarForm calendar={editing === 'new' ? null : editing} sets={sets} onClose={() => setEditing(null)} />
      )}
    </section>
  );
}
