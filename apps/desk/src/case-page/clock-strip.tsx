import type { ClockItem } from '@pledge/contracts';
import { Countdown, formatInstant, formatSpan, instant, kindOf, stripGeometry, toneOf, useNow } from '@pledge/web';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';

/** One promise: name and countdown, its strip, and on a tap the explanation with the clause on top. */
export function ClockStrip({ clock }: { readonly clock: ClockItem }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const id = useId();
  const tone = toneOf(clock, now);
  const strip = stripGeometry(clock, now);
  return (
    <li className="clock" data-tone={tone}>
      <button
        type="button"
        className="clock-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className="clock-head">
          <span className="clock-name">
            {say(clock.metricName)}
            {clock.severity !== 'ANY' && <span className="soft"> {clock.severity}</span>}
          </span>
          {clock.calendarGaps.length > 0 && (
            <span className="calendar-gap" title={clock.calendarGaps.map((gap) => say(gap.text)).join(' ')}>
              ✕ {t('clock.noHolidays')}
            </span>
          )}
          <Countdown clock={clock} />
        </span>
        {strip !== null && (
          <span className="strip" aria-hidden="true">
            {strip.parts.map((part, index) => (
              <span
                key={index}
                className="strip-part"
                data-kind={part.kind}
                data-late={part.late}
                style={{ left: `${part.left}%`, width: `${part.width}%` }}
              />
            ))}
            {strip.warn !== null && <span className="strip-warn" style={{ left: `${strip.warn}%` }} />}
            {strip.limit !== null && <span className="strip-limit" style={{ left: `${strip.limit}%` }} />}
            {strip.stopped !== null && <span className="strip-stop" style={{ left: `${strip.stopped}%` }} />}
            {strip.now !== null && <span className="strip-now" style={{ left: `${strip.now}%` }} />}
          </span>
        )}
        <span className="clock-axis soft num">
          <span>{formatInstant(clock.startedAt, i18n.language, now)}</span>
          <span>
            {clock.dueAt !== null && t('clock.limitAt', { time: formatInstant(clock.dueAt, i18n.language, now) })}
          </span>
        </span>
      </button>
      {open && <Explanation id={id} clock={clock} />}
    </li>
  );
}

function Explanation({ id, clock }: { readonly id: string; readonly clock: ClockItem }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const time = (iso: string | null): string => formatInstant(iso, i18n.language, now);
  const words = { day: t('web.time.day'), hour: t('web.time.hour') };
  const lines: string[] = [];
  if (clock.startedAt === null) lines.push(t('clock.notStarted'));
  else lines.push(t('clock.started', { time: time(clock.startedAt) }));
  for (const segment of clock.segments) {
    const span = formatSpan((instant(segment.to) ?? 0) - (instant(segment.from) ?? 0), words);
    const from = time(segment.from);
    const to = time(segment.to);
    const reason = say(segment.text) || segment.reason;
    const kind = kindOf(segment);
    if (kind === 'counted') lines.push(t('clock.counted', { from, to, span }));
    else if (kind === 'skipped') lines.push(t('clock.skipped', { from, to, reason }));
    else lines.push(t('clock.paused', { from, to, reason }));
  }
  if (clock.warnAt !== null) lines.push(t('clock.warnAt', { time: time(clock.warnAt) }));
  if (clock.dueAt !== null) lines.push(t('clock.dueAt', { time: time(clock.dueAt) }));
  if (clock.stoppedAt !== null)
    lines.push(t(clock.state === 'met' ? 'clock.metAt' : 'clock.stoppedAt', { time: time(clock.stoppedAt) }));
  return (
    <div id={id} className="explanation">
      <blockquote>
        {clock.clause}
        <footer className="soft">{clock.source}</footer>
      </blockquote>
      {clock.calendarGaps.map((gap) => (
        <p key={gap.year} className="calendar-gap" role="alert">
          ✕ {say(gap.text)}
        </p>
      ))}
      <p>{say(clock.explanation)}</p>
      <ol>
        {lines.map((line, index) => (
          <li key={index} className="num">
            {line}
          </li>
        ))}
      </ol>
    </div>
  );
}
