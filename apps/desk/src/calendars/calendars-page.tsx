import type { StoredHoliday } from '@pledge/contracts';
import { ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getHolidayYear, listHolidaySets } from '../api/calendars.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { useTitle } from '../common/use-title.js';
import { ChangeProgress } from './change-progress.js';
import { DayEditor } from './day-editor.js';
import { NamedCalendars } from './named-calendars.js';
import { NoticeImport } from './notice-import.js';
import { YearGrid } from './year-grid.js';

/** Holidays and makeup days of a year, notices, and the calendars of the installation. */
export function CalendarsPage(): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  useTitle(t('nav.calendars'));
  const [setId, setSetId] = useState('CN');
  const [year, setYear] = useState(() => new Date().getFullYear());
  const [editing, setEditing] = useState<{ date: string; day: StoredHoliday | null } | null>(null);
  const [importing, setImporting] = useState(false);
  const sets = useQuery({ queryKey: keys.holidaySets, queryFn: listHolidaySets });
  const days = useQuery({
    queryKey: keys.holidayYear(setId, year),
    queryFn: () => getHolidayYear(setId, year),
  });
  const missing = sets.data?.items.find((one) => one.id === setId)?.missing ?? [];
  return (
    <div className="page calendars">
      <header className="page-head">
        <h1>{t('nav.calendars')}</h1>
        <Select
          value={setId}
          aria-label={t('calendars.set')}
          options={(sets.data?.items ?? []).map((one) => ({ value: one.id, label: say(one.name) }))}
          onChange={setSetId}
        />
        <span className="year-switch">
          <Button aria-label={t('calendars.previous')} onClick={() => setYear(year - 1)}>
            ‹
          </Button>
          <strong className="num">{year}</strong>
          <Button aria-label={t('calendars.next')} onClick={() => setYear(year + 1)}>
            ›
          </Button>
        </span>
        <span className="frame-spacer" />
        <Button type="primary" onClick={() => setImporting(true)}>
          {t('calendars.import')}
        </Button>
      </header>
      {missing.map((one) => (
        <p key={one} className="red-warning" role="alert">
          <span>✕ {t('calendars.missing', { year: one })}</span>
          <Button onClick={() => setYear(one)}>{t('calendars.show', { year: one })}</Button>
        </p>
      ))}
      <ChangeProgress />
      {days.isPending && <LoadingState rows={8} />}
      {days.isError && <ErrorState error={days.error} onRetry={() => void days.refetch()} />}
      {days.data !== undefined && (
        <>
          <p className="year-legend soft">
            <span className="day-key" data-kind="off" /> {t('calendars.kinds.off')}
            <span className="day-key" data-kind="makeup" /> {t('calendars.kinds.makeup')}
            <span className="day-key" data-kind="special" /> {t('calendars.kinds.special')}
            {!days.data.covered && <strong>{t('calendars.notCovered', { year })}</strong>}
          </p>
          <YearGrid year={year} days={days.data.days} onChoose={(date, day) => setEditing({ date, day })} />
        </>
      )}
      <NamedCalendars sets={(sets.data?.items ?? []).map((one) => ({ value: one.id, label: say(one.name) }))} />
      {editing !== null && (
        <DayEditor setId={setId} date={editing.date} day={editing.day} onClose={() => setEditing(null)} />
      )}
      {importing && (
        <NoticeImport
          setId={setId}
          onClose={() => setImporting(false)}
          onApplied={(applied) => {
            setYear(applied);
            setImporting(false);
          }}
        />
      )}
    </div>
  );
}
