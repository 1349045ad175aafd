import type { CalendarSpec } from '@pledge/contracts';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceCell, TextCell } from './cells.js';
import { anchorOf, findingsAt, replaced, without, type EditorProps } from './editor.js';
import { windowsOf, windowsText } from './profile-rows.js';
import { RowFindings } from './row-findings.js';

const kinds = ['always', 'natural-days', 'windows'] as const;
const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** Calendars of a profile: kind, hours of each weekday, makeup days. */
export function CalendarsEditor(props: EditorProps): React.JSX.Element {
  const { t } = useTranslation();
  const { profile, onChange, readOnly, findings } = props;
  const write = (calendars: CalendarSpec[]): void => onChange({ ...profile, calendars });
  return (
    <>
      {profile.calendars.map((calendar, position) => (
        <div key={position} id={anchorOf('calendars', calendar.id)} className="list-row">
          <div className="list-cells">
            <span className="code-cell">
              <TextCell
                label={t('cell.id')}
                value={calendar.id}
                disabled={readOnly}
                onChange={(id) => write(replaced(profile.calendars, position, { ...calendar, id }))}
              />
            </span>
            <ChoiceCell
              label={t('cell.kind')}
              value={calendar.kind}
              disabled={readOnly}
              options={kinds.map((kind) => ({ value: kind, label: t(`calendarKind.${kind}`) }))}
              onChange={(kind) =>
                write(
                  replaced(profile.calendars, position, {
                    ...calendar,
                    kind: kinds.find((one) => one === kind) ?? 'always',
                  }),
                )
              }
            />
            {!readOnly && (
              <Button size="small" type="link" onClick={() => write(without(profile.calendars, position))}>
                {t('common.remove')}
              </Button>
            )}
          </div>
          {calendar.kind === 'windows' && (
            <Week
              calendar={calendar}
              readOnly={readOnly}
              onChange={(next) => write(replaced(profile.calendars, position, next))}
            />
          )}
          <RowFindings findings={findingsAt(findings, ['calendars'], calendar.id)} />
        </div>
      ))}
      {!readOnly && (
        <Button
          size="small"
          onClick={() =>
            write([
              ...profile.calendars,
              {
                id: `CAL-${String(profile.calendars.length + 1)}`,
                kind: 'windows',
                week: Object.fromEntries(
                  ['1', '2', '3', '4', '5'].map((day) => [day, [{ from: '09:00', to: '18:00' }]]),
                ),
                makeupDaysCount: true,
              },
            ])
          }
        >
          {t('editor.addCalendar')}
        </Button>
      )}
    </>
  );
}

function Week(props: {
  readonly calendar: CalendarSpec;
  readonly readOnly: boolean;
  readonly onChange: (calendar: CalendarSpec) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { calendar, readOnly, onChange } = props;
  return (
    <div className="week-cells">
      {weekdays.map((day) => (
        <Day
          key={day}
          label={t(`weekday.${day}`)}
          text={windowsText(calendar.week?.[day])}
          readOnly={readOnly}
          onWindows={(windows) => onChange({ ...calendar, week: { ...calendar.week, [day]: windows } })}
        />
      ))}
      <Checkbox
        className="check-cell"
        disabled={readOnly}
        checked={calendar.makeupDaysCount ?? true}
        onChange={(event) => onChange({ ...calendar, makeupDaysCount: event.target.checked })}
      >
        {t('editor.makeupDays')}
      </Checkbox>
    </div>
  );
}

/** What is typed stays as it is until it can be read as windows. */
function Day(props: {
  readonly label: string;
  readonly text: string;
  readonly readOnly: boolean;
  readonly onWindows: (windows: { from: string; to: string }[]) => void;
}): React.JSX.Element {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? props.text;
  return (
    <label>
      <span className="soft">{props.label}</span>
      <Input
        value={shown}
        disabled={props.readOnly}
        placeholder="—"
        status={windowsOf(shown) === undefined ? 'error' : ''}
        onChange={(event) => {
          setTyped(event.target.value);
          const windows = windowsOf(event.target.value);
          if (windows !== undefined) props.onWindows(windows);
        }}
        onBlur={() => windowsOf(shown) !== undefined && setTyped(null)}
      />
    </label>
  );
}
