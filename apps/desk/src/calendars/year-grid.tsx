import type { StoredHoliday } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { monthDays } from './month-days.js';

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Twelve months; every day is a button with what it is. */
export function YearGrid({
  year,
  days,
  onChoose,
}: {
  readonly year: number;
  readonly days: readonly StoredHoliday[];
  readonly onChoose: (date: string, day: StoredHoliday | null) => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const byDate = new Map(days.map((day) => [day.date, day]));
  const monthName = new Intl.DateTimeFormat(i18n.language, { month: 'long', timeZone: 'UTC' });
  return (
    <div className="year-grid">
      {MONTHS.map((month) => (
        <section key={month} className="month" aria-label={`${year}-${month}`}>
          <h3>{monthName.format(new Date(Date.UTC(year, month - 1, 1)))}</h3>
          <div className="month-days num">
            {WEEKDAYS.map((weekday) => (
              <span key={weekday} className="soft weekday">
                {t(`calendars.weekday.${weekday}`)}
              </span>
            ))}
            {monthDays(year, month).map((one, index) => {
              if (one === null) return <span key={`blank-${index}`} />;
              const day = byDate.get(one.date) ?? null;
              const what = day === null ? '' : `${t(`calendars.kinds.${day.kind}`)} ${day.name}`;
              return (
                <button
                  key={one.date}
                  type="button"
                  className="day"
                  data-kind={day?.kind ?? (one.weekday > 5 ? 'weekend' : 'plain')}
                  data-edited={day !== null && day.origin !== 'package'}
                  title={what}
                  aria-label={`${one.date} ${what}`}
                  onClick={() => onChoose(one.date, day)}
                >
                  {one.day}
                  {day !== null && day.kind !== 'normal' && (
                    <small aria-hidden="true">{t(`calendars.mark.${day.kind}`)}</small>
                  )}
                </button>
              );
            })}
          </div>
        </section>
      ))}
    </div>
  );
}
