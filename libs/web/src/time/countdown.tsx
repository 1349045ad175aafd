import { useTranslation } from 'react-i18next';
import { formatSpan, instant, toneOf, usedShare, type ClockLike, type TimeTone } from './remaining.js';
import { useNow } from './use-now.js';

const signs: Readonly<Record<TimeTone, string>> = { run: '', warn: '▲', breach: '✕', met: '✓', idle: '' };

export interface CountdownProps {
  readonly clock: ClockLike;
  /** What runs out: `到场`, `修复` … */
  readonly about?: string | undefined;
  readonly size?: 'normal' | 'large';
}

/** Time left (or late) of a clock, with sign and word beside the colour; moves with the server's time. */
export function Countdown({ clock, about, size = 'normal' }: CountdownProps): React.JSX.Element {
  const { t } = useTranslation();
  const now = useNow();
  const tone = toneOf(clock, now);
  const due = instant(clock.dueAt);
  const words = { day: t('web.time.day'), hour: t('web.time.hour') };
  const span = (ms: number): string => formatSpan(ms, words);
  let word = '';
  let value = '';
  if (clock.state === 'paused') word = t('web.time.paused');
  else if (clock.state === 'notStarted') word = t('web.time.notStarted');
  else if (clock.state === 'cancelled') word = t('web.time.cancelled');
  else if (tone === 'met') word = t('web.time.met');
  else if (tone === 'breach') {
    word = t('web.time.late');
    const end = instant(clock.stoppedAt) ?? now;
    value = due === null || end <= due ? '' : span(end - due);
  } else {
    value = due === null ? '' : span(due - now);
    if (tone === 'warn') word = t('web.time.soon');
  }
  return (
    <span className="countdown" data-tone={tone} data-size={size}>
      {signs[tone] !== '' && <span aria-hidden="true">{signs[tone]}</span>}
      {tone === 'breach' && <span className="word">{word}</span>}
      {value !== '' && <span>{value}</span>}
      {tone !== 'breach' && word !== '' && <span className="word">{word}</span>}
      {about !== undefined && <span className="about">{about}</span>}
    </span>
  );
}

/** The share of the span used up, as a thin bar in the tone of the clock. */
export function TimeBar({ clock }: { readonly clock: ClockLike }): React.JSX.Element | null {
  const now = useNow();
  const share = usedShare(clock.startedAt, clock.dueAt, now);
  if (share === null) return null;
  return (
    <span className="time-bar" data-tone={toneOf(clock, now)} aria-hidden="true">
      <span style={{ width: `${Math.round(share * 100)}%` }} />
    </span>
  );
}
