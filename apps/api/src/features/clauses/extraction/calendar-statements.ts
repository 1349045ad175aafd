import type { CalendarStatement, ClauseUnit, Span } from './clause-model.js';
import { SEVERITY, SEVERITY_LIST } from './lexicon.js';
import type { Sentence } from './sentences.js';

const DAYS = '一二三四五六日';
const DAY = '(?:星期|周|礼拜)';
const CLOCK = '(\\d{1,2})[:：时点](\\d{2})?分?';
const WINDOW = new RegExp(
  `${DAY}([${DAYS}天])\\s*(?:至|到|-|~)\\s*${DAY}?([${DAYS}天])[^。;]{0,10}?${CLOCK}\\s*(?:至|到|-|~)\\s*${CLOCK}`,
);
const ROUND_THE_CLOCK =
  /(?:7\s*[x/]\s*24|24\s*[x/]\s*7|每周(?:7|七)天[、,]?每天24小时|每天24小时[、,]?每周(?:7|七)天|全天候|24小时不间断)/;
const NEXT_OPENING = /视为下一?(?:个)?工作日/;

/** Opening hours that sentences state; the quote is asked for with the span in normalised text. */
export function calendarsOf(
  sentences: readonly Sentence[],
  quote: (span: Span) => CalendarStatement['sentence'],
): CalendarStatement[] {
  return sentences.flatMap((sentence, index): CalendarStatement[] => {
    const { text } = sentence;
    const window = WINDOW.exec(text);
    const span = quote({ from: sentence.from, to: sentence.to });
    if (window) {
      const [, first = '', last = '', fromHour = '', fromMinute, toHour = '', toMinute] = window;
      const days = daysBetween(first, last);
      const from = clock(fromHour, fromMinute);
      const to = clock(toHour, toMinute);
      const shift = NEXT_OPENING.test(text) || NEXT_OPENING.test(sentences[index + 1]?.text ?? '');
      const calendar = `CAL-${dayNames(days)}-${from.replace(':', '')}-${to.replace(':', '')}`;
      return [
        { calendar, kind: 'windows', days, from, to, severities: levelsOf(text), receiptShift: shift, sentence: span },
      ];
    }
    if (!ROUND_THE_CLOCK.test(text)) return [];
    return [
      {
        calendar: 'CAL-7x24',
        kind: 'always',
        days: [1, 2, 3, 4, 5, 6, 7],
        from: '00:00',
        to: '24:00',
        severities: levelsOf(text),
        receiptShift: false,
        sentence: span,
      },
    ];
  });
}

const DEFAULTS: Readonly<Record<ClauseUnit, string>> = {
  min: 'CAL-7x24',
  h: 'CAL-7x24',
  d: 'CAL-NATURAL-DAY',
  workday: 'CAL-WORKDAY',
  month: 'CAL-NATURAL-DAY',
  quarter: 'CAL-WORKDAY',
  percent: '',
  count: '',
};

/** What is planned and done on working days, however long its interval is. */
const PLANNED: readonly string[] = ['inspection_interval', 'evaluation_interval'];

/** The calendar of a clause: the opening hours stated for its level, else what its unit means by itself. */
export function calendarFor(
  clause: {
    readonly metric: string;
    readonly severity: string | null;
    readonly unit: ClauseUnit;
    readonly stopEvents: readonly string[];
  },
  statements: readonly CalendarStatement[],
): { calendar: string; receiptShift: boolean } {
  const { metric, severity, unit, stopEvents } = clause;
  if (PLANNED.includes(metric)) return { calendar: 'CAL-WORKDAY', receiptShift: false };
  const hours = unit === 'h' || unit === 'min';
  const stated = statements.find(
    (one) => one.kind === 'windows' && severity !== null && one.severities.some((level) => severity.startsWith(level)),
  );
  if (stated && hours) return { calendar: stated.calendar, receiptShift: stated.receiptShift };
  return { calendar: hours && stopEvents.length === 0 ? '' : DEFAULTS[unit], receiptShift: false };
}

/** `一、二级故障` names two levels. */
function levelsOf(text: string): string[] {
  const list = SEVERITY_LIST.exec(text);
  if (list) return (list[1]?.match(/[一二三四五1-5]/g) ?? []).map((rank) => `${rank}级`);
  return [...text.matchAll(SEVERITY)].map((match) => match[0]);
}

function daysBetween(first: string, last: string): number[] {
  const number = (day: string): number => DAYS.indexOf(day === '天' ? '日' : day) + 1;
  const days: number[] = [];
  for (let day = number(first); day <= number(last); day += 1) days.push(day);
  return days;
}

function dayNames(days: readonly number[]): string {
  const names = ['M', 'TU', 'W', 'TH', 'F', 'SA', 'SU'];
  return `${names[(days[0] ?? 1) - 1] ?? ''}${names[(days.at(-1) ?? 5) - 1] ?? ''}`;
}

function clock(hour: string, minute: string | undefined): string {
  return `${hour.padStart(2, '0')}:${(minute ?? '00').padStart(2, '0')}`;
}
