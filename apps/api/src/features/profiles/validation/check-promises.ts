import { CLOCK_EVENTS, METRICS, vocabularyName, type Commitment, type ServiceLevelProfile } from '@pledge/contracts';
import { repeated, type ProfileCheck } from './finding.js';

/** Words that promise speed without a figure (C07). */
const VAGUE = /立即|即时|立刻|马上|第一时间|最短时间|尽快|及时|随时|immediately|as soon as possible|promptly/i;
const FIGURE =
  /[0-9０-９一二三四五六七八九十两半]\s*(分钟|小时|天|日|个工作日|工作日|周|个月|月|年|min|hour|day|week|month|h\b)/i;

/** Rows that cannot be: named twice, pointing at what is not there, a start that is the stop. */
export const checkRows: ProfileCheck = (profile, report) => {
  const ids = [...profile.commitments, ...profile.blanks, ...profile.unmeasured].map((row) => row.id);
  for (const id of repeated(ids)) {
    report(
      'error',
      'DUPLICATE_ROW',
      { section: 'commitments', row: id, field: 'id' },
      {
        zh: `条款编号 ${id} 出现了不止一次。`,
        en: `The id ${id} is used more than once.`,
      },
    );
  }
  for (const row of profile.commitments) {
    checkPointers(profile, row, 'commitments', report);
    if (row.min !== undefined && row.min >= row.max) {
      report(
        'error',
        'RANGE_UPSIDE_DOWN',
        { section: 'commitments', row: row.id, field: 'min' },
        {
          zh: `下限 ${row.min} 不小于上限 ${row.max}。`,
          en: `The lower end ${row.min} is not below the limit ${row.max}.`,
        },
      );
    }
    if (row.receiptShift === 'next-opening' && calendarKind(profile, row.calendar) !== 'windows') {
      report(
        'question',
        'SHIFT_WITHOUT_HOURS',
        { section: 'commitments', row: row.id, field: 'receiptShift' },
        {
          zh: '按下一次开始服务时计，但这个日历没有服务时间，不会顺延。',
          en: 'Counts from the next opening, but the calendar has no service hours: nothing is shifted.',
        },
      );
    }
  }
  for (const row of profile.blanks) checkPointers(profile, row, 'blanks', report);
};

/** Promises without a figure (C07), lost tables (C28), sentences that are missing. */
export const checkFigures: ProfileCheck = (profile, report) => {
  for (const row of profile.blanks) {
    const metric = vocabularyName(METRICS, row.metric);
    report(
      'blank',
      'EMPTY_CELL',
      { section: 'blanks', row: row.id, field: 'max' },
      {
        zh: `模板，需双方确认：${severityName(profile, row.severity).zh}的“${metric.zh}”没有数字。`,
        en: `Template, both parties have to confirm: "${metric.en}" for ${severityName(profile, row.severity).en} has no figure.`,
      },
    );
  }
  for (const row of profile.unmeasured) {
    const metric = vocabularyName(METRICS, row.metric);
    report(
      'question',
      'NO_CLOCK',
      { section: 'unmeasured', row: row.id },
      {
        zh: `“${metric.zh}”没有可以计时的数字：只会显示，不会计时。`,
        en: `"${metric.en}" has no figure that can be timed: it is shown, never timed.`,
      },
    );
  }
  for (const row of profile.commitments) {
    const place = { section: 'commitments', row: row.id };
    if (row.supplement) {
      report('question', 'NO_FIGURE', { ...place, field: 'max' }, row.supplement);
    } else if (VAGUE.test(row.clause) && !FIGURE.test(row.clause)) {
      report(
        'question',
        'VAGUE_CLAUSE',
        { ...place, field: 'clause' },
        {
          zh: `原文没有数字，但条款按 ${row.max} 计时，也没有写明是约定补充值。`,
          en: `The sentence names no figure, yet the row counts ${row.max}, and does not say that it is an agreed supplement.`,
        },
      );
    }
    if (row.clause.trim() === '') {
      report(
        'question',
        'NO_SENTENCE',
        { ...place, field: 'clause' },
        {
          zh: '没有合同原文：超时时无法出示客户自己的话。',
          en: "There is no sentence of the contract: a breach could not show the customer's own words.",
        },
      );
    }
    if (row.template === true) {
      report(
        'question',
        'TEMPLATE_FIGURE',
        { ...place, field: 'max' },
        {
          zh: '原表缺失，这个数字是后来填写的，需双方确认。',
          en: 'The table is lost and the figure was filled in later: both parties have to confirm it.',
        },
      );
    }
  }
};

function checkPointers(
  profile: ServiceLevelProfile,
  row: ServiceLevelProfile['commitments'][number] | ServiceLevelProfile['blanks'][number],
  section: 'commitments' | 'blanks',
  report: Parameters<ProfileCheck>[1],
): void {
  const at = (field: string): { section: string; row: string; field: string } => ({ section, row: row.id, field });
  if (row.severity !== 'ANY' && !profile.severityScheme.levels.some((level) => level.code === row.severity)) {
    report('error', 'UNKNOWN_SEVERITY', at('severity'), {
      zh: `级别 ${row.severity} 不在故障级别中。`,
      en: `The severity ${row.severity} is not one of the levels.`,
    });
  }
  if (row.region !== undefined && !profile.regions.some((region) => region.code === row.region)) {
    report('error', 'UNKNOWN_REGION', at('region'), {
      zh: `地区 ${row.region} 不在地区表中。`,
      en: `The region ${row.region} is not in the list of regions.`,
    });
  }
  if (calendarKind(profile, row.calendar) === undefined) {
    report('error', 'UNKNOWN_CALENDAR', at('calendar'), {
      zh: `没有日历 ${row.calendar}。`,
      en: `There is no calendar ${row.calendar}.`,
    });
  } else if (row.unit === 'workday' && calendarKind(profile, row.calendar) !== 'windows') {
    report('question', 'WORKDAY_WITHOUT_WEEK', at('calendar'), {
      zh: '按工作日计，但这个日历不区分工作日。',
      en: 'Counts working days, but the calendar does not know any.',
    });
  }
  const both = row.startEvents.find((event) => row.stopEvents.includes(event));
  if (both !== undefined) {
    report('error', 'START_IS_STOP', at('stopEvents'), {
      zh: `“${vocabularyName(CLOCK_EVENTS, both).zh}”既是开始又是结束。`,
      en: `"${vocabularyName(CLOCK_EVENTS, both).en}" both starts and stops the clock.`,
    });
  }
  for (const event of [...row.startEvents, ...row.stopEvents]) {
    if (CLOCK_EVENTS.some((known) => known.code === event)) continue;
    report(
      'question',
      'UNUSUAL_EVENT',
      { ...at('startEvents'), with: [event] },
      {
        zh: `事件 ${event} 不是常用事件：要有流程步骤记录它，否则时钟不会开始或结束。`,
        en: `The event ${event} is not a usual one: a step of a process has to record it, else the clock never starts or stops.`,
      },
    );
  }
}

function calendarKind(profile: ServiceLevelProfile, id: string): string | undefined {
  return profile.calendars.find((calendar) => calendar.id === id)?.kind;
}

/** Name of a severity in both languages; `ANY` is every severity. */
export function severityName(profile: ServiceLevelProfile, code: Commitment['severity']): { zh: string; en: string } {
  if (code === 'ANY') return { zh: '任意级别', en: 'every severity' };
  return profile.severityScheme.levels.find((level) => level.code === code)?.label ?? { zh: code, en: code };
}
