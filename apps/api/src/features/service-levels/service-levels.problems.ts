import type { ProblemTexts } from '@pledge/contracts';

export const serviceLevelsProblems = {
  EVALUATION_EMPTY: { zh: '请给出 profileId 或 commitments。', en: 'Give profileId or commitments.' },
  COMMITMENT_INVALID: {
    zh: '第 {{index}} 条承诺无法理解：{{field}} {{message}}',
    en: 'Commitment {{index}} cannot be read: {{field}} {{message}}',
  },
  CALENDAR_UNKNOWN: {
    zh: '承诺 {{commitment}} 使用的日历“{{calendar}}”不存在。',
    en: 'Commitment {{commitment}} uses the unknown calendar "{{calendar}}".',
  },
  CALENDAR_INVALID: { zh: '日历无法使用：{{reason}}', en: 'The calendar cannot be used: {{reason}}' },
  ZONE_UNKNOWN: { zh: '没有时区“{{zone}}”。', en: 'There is no time zone "{{zone}}".' },
  PAUSE_NOT_FOUND: { zh: '没有这次暂停。', en: 'There is no such pause.' },
  PAUSE_DISPUTED: { zh: '对这次暂停已经提出过异议。', en: 'This pause was objected to already.' },
  PAUSE_NOT_DISPUTED: { zh: '这次暂停没有待裁定的异议。', en: 'No objection to this pause waits for a decision.' },
  PAUSE_OWN: { zh: '自己发起的暂停要由别人裁定。', en: 'Somebody else has to decide about a pause of your own.' },
  PROMISE_MONTHS: {
    zh: '月份 {{from}} 至 {{to}} 不成立，最多 {{most}} 个月。',
    en: 'There are no months from {{from}} to {{to}}, or more than {{most}}.',
  },
} satisfies ProblemTexts;
