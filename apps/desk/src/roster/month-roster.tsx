import type { DutyShift } from '@pledge/contracts';
import { usePhone } from '@pledge/web';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { monthDays } from '../calendars/month-days.js';
import { clockOf, daysOver, shiftsByDay, shortName, type ShiftGroup } from './month-shifts.js';

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly shifts: readonly DutyShift[];
  readonly me: string;
  readonly today: string;
  readonly onChoose: (shift: DutyShift) => void;
}

/** The month: weeks as rows, each day with its shifts; on a phone a list of days that begins with today, the days over on demand. */
export function MonthRoster({ year, month, shifts, me, today, onChoose }: MonthProps): React.JSX.Element {
  const { t } = useTranslation();
  const phone = usePhone();
  const days = shiftsByDay(shifts);
  const [whole, setWhole] = useState(false);
  const over = new Set(phone && !whole ? daysOver(days, today) : []);
  const grid = monthDays(year, month).filter(
    (day) => !phone || (day !== null && days.has(day.date) && !over.has(day.date)),
  );
  return (
    <div className="roster-month" role="list">
      {over.size > 0 && (
        <Button role="listitem" onClick={() => setWhole(true)}>
          {t('roster.daysOver', { count: over.size })}
        </Button>
      )}
      {!phone &&
        ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => (
          <span key={day} className="roster-weekday soft" role="presentation">
            {t(`calendars.weekday.${day}`)}
          </span>
        ))}
      {grid.map((day, index) =>
        day === null ? (
          <span key={`blank-${index}`} role="presentation" />
        ) : (
          <div key={day.date} className="roster-day" role="listitem" data-today={day.date === today}>
            <strong className="roster-date num">
              {day.day}
              {phone && <span className="soft"> {t(`calendars.weekday.${day.weekday as 1}`)}</span>}
            </strong>
            {(days.get(day.date) ?? []).map((group) => (
              <ShiftBox key={group.key} group={group} me={me} onChoose={onChoose} />
            ))}
          </div>
        ),
      )}
    </div>
  );
}

function ShiftBox({
  group,
  me,
  onChoose,
}: {
  readonly group: ShiftGroup;
  readonly me: string;
  readonly onChoose: (shift: DutyShift) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  return (
    <div className="roster-shift" data-rule={group.first.rule.id}>
      <small className="soft">
        {say(group.first.rule.name)} <span className="num">{clockOf(group.first.from)}</span>
      </small>
      {group.places.map((place) => (
        <button
          key={place.id}
          type="button"
          className="roster-place"
          data-role={place.role}
          data-gap={place.username === null}
          data-me={place.username === me}
          onClick={() => onChoose(place)}
        >
          {place.displayName === null ? `✕ ${t('roster.gap')}` : shortName(place.displayName)}
          {place.reason.code === 'tired' && <abbr title={t('roster.codes.tired')}>!</abbr>}
        </button>
      ))}
    </div>
  );
}
