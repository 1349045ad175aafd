import { eventLabel, type Commitment } from '@pledge/contracts';
import { toIso } from '@pledge/time';
import type { CalendarInput, EvaluatedClock, PauseReason } from './clock-model.js';
import { reasonText } from './metric-names.js';

/** Words in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const UNITS: Readonly<Record<Commitment['unit'], Words>> = {
  min: { zh: '分钟', en: 'minute' },
  h: { zh: '小时', en: 'hour' },
  d: { zh: '个自然日', en: 'natural day' },
  workday: { zh: '个工作日', en: 'working day' },
  month: { zh: '个月', en: 'month' },
  quarter: { zh: '个季度', en: 'quarter' },
};
const WEEKDAYS: readonly Words[] = [
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
  { zh: '周日', en: 'Sun' },
];

/** A clock as sentences: start, limit and calendar, what did not count and why, and how it stands (Y05). Pure. */
export function explain(clock: EvaluatedClock, zone: string, pauseReasons: readonly PauseReason[]): Words {
  const when = (at: number): string => toIso(at, zone).slice(0, 16).replace('T', ' ');
  const sentences = [...beginning(clock, when), ...skipped(clock, when, pauseReasons), ...ending(clock, when)];
  return { zh: sentences.map((s) => s.zh).join(''), en: sentences.map((s) => s.en).join(' ') };
}

/** `2小时` · `2 hours`; a range shows both ends. */
export function limitWords({ min, max, unit }: Pick<Commitment, 'min' | 'max' | 'unit'>): Words {
  const figure = min === undefined ? String(max) : `${min}–${max}`;
  return { zh: `${figure}${UNITS[unit].zh}`, en: `${figure} ${UNITS[unit].en}${max === 1 ? '' : 's'}` };
}

/** When a calendar counts: `每天 24 小时`, `周一至周五 08:00–18:00，法定节假日除外`. */
export function calendarWords(calendar: CalendarInput): Words {
  if (calendar.kind === 'always') return { zh: '每天 24 小时计时', en: 'every hour of every day counts' };
  if (calendar.kind === 'natural-days') return { zh: '按自然日计', en: 'every day counts' };
  const week = weekWords(calendar);
  const holidays = calendar.coveredYears !== undefined;
  return {
    zh: `按 ${week.zh}${holidays ? '（法定节假日除外，调休另计）' : ''} 计时`,
    en: `${week.en} counts${holidays ? ', without statutory holidays' : ''}`,
  };
}

/** Days with the same windows that follow each other are named together. */
function weekWords(calendar: CalendarInput): Words {
  const patterns = WEEKDAYS.map((_, index) =>
    (calendar.week?.[String(index + 1)] ?? []).map((w) => `${w.from}–${w.to}`).join('、'),
  );
  const groups: Words[] = [];
  for (let from = 0; from < 7;) {
    let to = from;
    while (to < 6 && patterns[to + 1] === patterns[from]) to += 1;
    const hours = patterns[from];
    const [first, last] = [WEEKDAYS[from], WEEKDAYS[to]];
    if (hours && first && last) {
      const one = from === to;
      groups.push({
        zh: `${first.zh}${one ? '' : `至${last.zh}`} ${hours}`,
        en: `${first.en}${one ? '' : `–${last.en}`} ${hours.replace(/、/g, ', ')}`,
      });
    }
    from = to + 1;
  }
  return { zh: groups.map((g) => g.zh).join('，'), en: groups.map((g) => g.en).join('; ') };
}

function beginning(clock: EvaluatedClock, when: (at: number) => string): Words[] {
  const { commitment, trigger, dueAt, startedAt, calendar } = clock;
  const limit = limitWords(commitment);
  if (trigger === null || dueAt === null || startedAt === null) {
    const starts = commitment.startEvents.map(eventLabel);
    return [
      {
        zh: `尚未起算：时限 ${limit.zh}，自“${starts.map((s) => s.zh).join('”或“')}”起算。`,
        en: `Not started: ${limit.en} from "${starts.map((s) => s.en).join('" or "')}".`,
      },
    ];
  }
  const start = eventLabel(trigger.type);
  const counts = calendar && commitment.count !== 'wall-time' ? calendarWords(calendar) : null;
  const sentences: Words[] = [
    {
      zh: `自 ${when(startedAt)}（${start.zh}）起算，时限 ${limit.zh}${counts ? `，${counts.zh}` : ''}，到 ${when(dueAt)} 为止。`,
      en: `Counts from ${when(startedAt)} (${start.en}); the limit is ${limit.en}${counts ? `, ${counts.en}` : ''}, it ends at ${when(dueAt)}.`,
    },
  ];
  if (startedAt !== trigger.at && commitment.receiptShift === 'next-opening') {
    sentences.push({
      zh: `${when(trigger.at)} 在服务时间外收到，视为 ${when(startedAt)} 收到。`,
      en: `Received at ${when(trigger.at)} outside service hours, it counts as received at ${when(startedAt)}.`,
    });
  }
  if (commitment.min !== undefined) {
    sentences.push({
      zh: `约定为区间：到 ${commitment.min}${UNITS[commitment.unit].zh}预警，到 ${commitment.max}${UNITS[commitment.unit].zh}为超时。`,
      en: `The promise is a range: the lower end warns, the upper end is the limit.`,
    });
  }
  return sentences;
}

function skipped(clock: EvaluatedClock, when: (at: number) => string, pauseReasons: readonly PauseReason[]): Words[] {
  const pauses = clock.segments.filter((s) => pauseReasons.some((p) => p.code === s.reason));
  const sentences = pauses.map((s): Words => {
    const reason = reasonText(s.reason, pauseReasons);
    return {
      zh: `${when(s.from)} 至 ${when(s.to)} ${reason.zh}，不计时。`,
      en: `From ${when(s.from)} to ${when(s.to)} ${reason.en}, not counted.`,
    };
  });
  for (const one of clock.undone) {
    const label = eventLabel(one.type);
    sentences.push({
      zh: `${when(one.at)} 的“${label.zh}”因客户在 ${when(one.undoneAt)} 未确认而不算，时间照计。`,
      en: `"${label.en}" of ${when(one.at)} does not count: the customer did not confirm it at ${when(one.undoneAt)}; time went on.`,
    });
  }
  if (clock.readings !== null && clock.readings.workingTime !== clock.readings.wallTime) {
    const { workingTime, wallTime } = clock.readings;
    const used: Words =
      clock.commitment.count === 'wall-time'
        ? { zh: '按自然小时', en: 'hours of the wall clock' }
        : { zh: '按工作小时', en: 'working hours' };
    sentences.push({
      zh: `若按工作小时计，到 ${when(workingTime)}；若按自然小时计，到 ${when(wallTime)}；本条${used.zh}。`,
      en: `In working hours the limit is ${when(workingTime)}, in hours of the wall clock ${when(wallTime)}; this clause takes ${used.en}.`,
    });
  }
  for (const year of clock.missingYears) sentences.push(gapWords(year));
  if (clock.supplement) sentences.push({ zh: `${clock.supplement.zh}。`, en: `${clock.supplement.en}.` });
  return sentences;
}

/** A year without holiday data (C10). */
export function gapWords(year: number): Words {
  return {
    zh: `日历没有 ${year} 年的节假日数据，时限可能不准。`,
    en: `The calendar has no holidays for ${year}; the limit may be wrong.`,
  };
}

function ending(clock: EvaluatedClock, when: (at: number) => string): Words[] {
  const { state, stop, stoppedAt, dueAt } = clock;
  const label = stop && eventLabel(stop.type);
  switch (state) {
    case 'notStarted':
      return [];
    case 'running':
      return [{ zh: '正在计时。', en: 'It runs.' }];
    case 'paused':
      return [{ zh: '现在暂停。', en: 'It is paused now.' }];
    case 'met':
      return label && stop
        ? [{ zh: `${when(stop.at)} ${label.zh}，按时完成。`, en: `${label.en} at ${when(stop.at)}: kept.` }]
        : [];
    case 'cancelled':
      return [
        {
          zh: `${stoppedAt === null ? '' : `${when(stoppedAt)} `}不再需要，已取消。`,
          en: `No longer owed${stoppedAt === null ? '' : ` since ${when(stoppedAt)}`}.`,
        },
      ];
    case 'breached':
      return label && stop && dueAt !== null
        ? [
            {
              zh: `${when(stop.at)} ${label.zh}，已超时。`,
              en: `${label.en} at ${when(stop.at)}: too late.`,
            },
          ]
        : [{ zh: '已超时。', en: 'The limit is missed.' }];
  }
}
