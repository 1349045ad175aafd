import { CONFIRMATION_ACTIONS, ROLES, type ServiceLevelProfile } from '@pledge/contracts';
import { durationMillis } from '@pledge/time';
import { repeated, type ProfileCheck } from './finding.js';

/** Calendars: windows that end before they begin or lie over each other. */
export const checkCalendars: ProfileCheck = (profile, report) => {
  for (const id of repeated(profile.calendars.map((calendar) => calendar.id))) {
    report(
      'error',
      'DUPLICATE_CALENDAR',
      { section: 'calendars', row: id },
      {
        zh: `日历 ${id} 出现了不止一次。`,
        en: `The calendar ${id} is there more than once.`,
      },
    );
  }
  for (const calendar of profile.calendars) {
    const days = [
      ...Object.entries(calendar.week ?? {}),
      ...(calendar.specialDays ?? []).map((day) => [day.date, day.windows ?? []] as const),
    ];
    const wrong = days.find(([, windows]) => !inOrder(windows));
    if (wrong !== undefined) {
      report(
        'error',
        'WINDOWS_OVERLAP',
        { section: 'calendars', row: calendar.id, field: wrong[0] },
        {
          zh: `日历 ${calendar.id} 的时段有重叠，或者结束早于开始。`,
          en: `Windows of the calendar ${calendar.id} overlap, or end before they begin.`,
        },
      );
    }
    const week = Object.values(calendar.week ?? {});
    if (calendar.kind === 'windows' && week.every((windows) => windows.length === 0)) {
      report(
        'error',
        'CALENDAR_EMPTY',
        { section: 'calendars', row: calendar.id },
        {
          zh: `日历 ${calendar.id} 没有任何服务时间：时钟永远不会走。`,
          en: `The calendar ${calendar.id} has no service hours: its clocks never run.`,
        },
      );
    }
  }
};

/** Whom a breach is reported to (F-03.4). */
export const checkLadder: ProfileCheck = (profile, report) => {
  if (profile.ladder.length === 0) {
    report(
      'question',
      'NO_LADDER',
      { section: 'ladder' },
      {
        zh: '没有汇报阶梯：超时后不向任何人上报。',
        en: 'There is no ladder: a breach is reported to nobody.',
      },
    );
  }
  profile.ladder.forEach((step, position) => {
    const at = { section: 'ladder', row: String(position + 1) };
    const unknown = step.roles.find((role) => role === 'customer' || !ROLES.some((known) => known === role));
    if (unknown !== undefined || step.roles.length === 0) {
      report(
        'error',
        'LADDER_NOBODY',
        { ...at, field: 'roles' },
        {
          zh:
            unknown === undefined ? `第 ${position + 1} 级没有人。` : `第 ${position + 1} 级的角色 ${unknown} 不存在。`,
          en:
            unknown === undefined
              ? `Step ${position + 1} has nobody.`
              : `Step ${position + 1} names the role ${unknown}, which does not exist.`,
        },
      );
    }
    if (!isDuration(step.waitFor)) {
      report(
        'error',
        'LADDER_WAIT',
        { ...at, field: 'waitFor' },
        {
          zh: `第 ${position + 1} 级的等待时间 ${step.waitFor} 读不懂。`,
          en: `The waiting time ${step.waitFor} of step ${position + 1} cannot be read.`,
        },
      );
    }
  });
};

/** Confirmation levels (C15), pauses (C20), warnings, regions, the survey, reports. */
export const checkRest: ProfileCheck = (profile, report) => {
  for (const rule of profile.confirmationLevels) {
    const action = CONFIRMATION_ACTIONS.find((known) => known.code === rule.action);
    const at = { section: 'confirmationLevels', row: rule.action, field: 'level' };
    if (action && rule.level < action.least) {
      report('error', 'CONFIRMATION_TOO_LOW', at, {
        zh: `“${action.label.zh}”至少要 ${action.least} 级确认，这里是 ${rule.level} 级。`,
        en: `"${action.label.en}" needs confirmation level ${action.least} at least, here it is ${rule.level}.`,
      });
    }
  }
  for (const action of CONFIRMATION_ACTIONS.filter((one) => one.least > 0)) {
    if (profile.confirmationLevels.some((rule) => rule.action === action.code)) continue;
    report(
      'question',
      'CONFIRMATION_NOT_SAID',
      { section: 'confirmationLevels', row: action.code },
      {
        zh: `没有写明“${action.label.zh}”的确认级别：按 ${action.least} 级。`,
        en: `The confirmation level of "${action.label.en}" is not said: ${action.least} holds.`,
      },
    );
  }
  for (const reason of profile.pauseReasons.filter((one) => !one.evidenceRequired)) {
    report(
      'question',
      'PAUSE_WITHOUT_EVIDENCE',
      { section: 'pauseReasons', row: reason.code },
      {
        zh: `“${reason.label.zh}”可以不附证据就暂停时钟，客户可能有异议。`,
        en: `"${reason.label.en}" stops clocks without evidence: the customer may dispute it.`,
      },
    );
  }
  if (
    profile.warnPercents.length === 0 &&
    profile.commitments.some((row) => row.min === undefined && !row.warnPercents)
  ) {
    report(
      'question',
      'NO_WARNING',
      { section: 'warnPercents' },
      {
        zh: '没有预警：超时之前不会提醒任何人。',
        en: 'There is no warning: nobody is told before a limit is missed.',
      },
    );
  }
  if (profile.surveyScale.length < 2) {
    report(
      'error',
      'SURVEY_TOO_SHORT',
      { section: 'surveyScale' },
      {
        zh: '满意度至少要有两个值。',
        en: 'A satisfaction scale needs two values at least.',
      },
    );
  }
  for (const [section, codes] of codesOf(profile)) {
    for (const code of repeated(codes)) {
      report(
        'error',
        'DUPLICATE_CODE',
        { section, row: code },
        {
          zh: `代码 ${code} 出现了不止一次。`,
          en: `The code ${code} is there more than once.`,
        },
      );
    }
  }
};

function codesOf(profile: ServiceLevelProfile): readonly (readonly [string, readonly string[]])[] {
  const { regions, pauseReasons, surveyScale, reports, confirmationLevels } = profile;
  return [
    ['regions', regions.map((one) => one.code)],
    ['pauseReasons', pauseReasons.map((one) => one.code)],
    ['surveyScale', surveyScale.map((one) => one.code)],
    ['reports', reports.map((one) => one.code)],
    ['confirmationLevels', confirmationLevels.map((one) => one.action)],
  ];
}

function inOrder(windows: readonly { readonly from: string; readonly to: string }[]): boolean {
  const sorted = [...windows].sort((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.every((one, position) => one.from < one.to && one.from >= (sorted[position - 1]?.to ?? '00:00'));
}

function isDuration(text: string): boolean {
  try {
    return durationMillis(text) > 0;
  } catch {
    return false;
  }
}
