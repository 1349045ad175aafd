import { formatInstant, useNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { listCalendarChanges } from '../api/calendars.js';
import { keys } from '../api/keys.js';
import { usePeople } from '../common/use-people.js';

const RUNNING_MS = 1500;
const SHOWN = 3;

/** How far the clocks that the last changes touch have been reckoned again. */
export function ChangeProgress(): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const person = usePeople();
  const now = useNow();
  const changes = useQuery({
    queryKey: keys.calendarChanges,
    queryFn: listCalendarChanges,
    refetchInterval: (query) =>
      query.state.data?.items.some((one) => one.finishedAt === null) === true ? RUNNING_MS : false,
  });
  const shown = (changes.data?.items ?? []).slice(0, SHOWN);
  if (shown.length === 0) return null;
  return (
    <section className="calendar-changes" aria-label={t('calendars.changes')}>
      {shown.map((one) => {
        const [first = '', last = ''] = [one.dates[0], one.dates.at(-1)];
        return (
          <div key={one.id}>
            <span className="num">
              {first === last ? first : t('calendars.dates', { first, last, count: one.dates.length })}
            </span>{' '}
            <span className="soft">
              {person(one.by)} {formatInstant(one.at, i18n.language, now)} ·{' '}
              {one.total === 0
                ? t('calendars.touchedNone')
                : t('calendars.touched', { done: one.done, total: one.total })}
            </span>
            {one.finishedAt === null && one.total > 0 && (
              <Progress size="small" percent={Math.round((one.done / one.total) * 100)} />
            )}
          </div>
        );
      })}
    </section>
  );
}
