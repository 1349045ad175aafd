import type { ProblemTexts } from '@pledge/contracts';

export const calendarsProblems = {
  HOLIDAY_SET_UNKNOWN: { zh: '没有节假日表“{{set}}”。', en: 'There is no set of holidays "{{set}}".' },
  HOLIDAY_SET_EXISTS: { zh: '节假日表“{{set}}”已经存在。', en: 'The set of holidays "{{set}}" exists already.' },
  HOLIDAY_YEAR_MIXED: {
    zh: '日期 {{date}} 不在 {{year}} 年。',
    en: 'The date {{date}} does not lie in {{year}}.',
  },
  NOTICE_UNREAD: {
    zh: '没有读出任何放假安排；请确认是放假通知，并注明年份。',
    en: 'No arrangement was read; is it a notice on holidays, and does it name the year?',
  },
  BUSINESS_CALENDAR_CHANGED: {
    zh: '日历“{{id}}”在您打开后被别人改过，请重新载入。',
    en: 'Calendar "{{id}}" was changed by somebody else since you opened it; load it again.',
  },
  BUSINESS_CALENDAR_EMPTY: {
    zh: '按时段计时的日历至少要有一个时段，且每个时段结束晚于开始。',
    en: 'A calendar of windows needs at least one window, and each ends after it begins.',
  },
} satisfies ProblemTexts;
