import type { ProblemTexts } from '@pledge/contracts';

export const rostersProblems = {
  DUTY_UNIT_UNKNOWN: { zh: '没有值班单位“{{unit}}”。', en: 'There is no duty unit "{{unit}}".' },
  DUTY_UNIT_CHANGED: {
    zh: '值班单位“{{unit}}”在您打开后被别人改过，请重新载入。',
    en: 'Duty unit "{{unit}}" was changed by somebody else since you opened it; load it again.',
  },
  DUTY_RULE_TWICE: { zh: '规则编号“{{rule}}”重复。', en: 'Two rules have the id "{{rule}}".' },
  DUTY_PLACE_TWICE: {
    zh: '规则“{{zh}}”的班位编号“{{place}}”重复。',
    en: 'Two places of the rule "{{en}}" have the id "{{place}}".',
  },
  DUTY_HOURS: {
    zh: '规则“{{zh}}”的时段 {{from}}–{{to}} 结束不晚于开始；跨夜请分成两段。',
    en: 'The hours {{from}}–{{to}} of the rule "{{en}}" do not end after they begin; a night is two stretches.',
  },
  DUTY_HOURS_UNCOVERED: {
    zh: '{{zh}} {{from}}–{{to}} 没有规则，无人值班（须 7×24）。',
    en: '{{en}}, {{from}}–{{to}}: no rule holds, nobody would be on duty (24 hours, 7 days).',
  },
  DUTY_TOO_FEW: {
    zh: '规则“{{zh}}”只有 {{places}} 个班位（第二联系人不计），至少要 {{people}} 人。',
    en: 'The rule "{{en}}" has {{places}} places (second contacts not counted); {{people}} people are the least.',
  },
  DUTY_PERSON_UNKNOWN: { zh: '没有员工“{{username}}”。', en: 'There is no member of staff "{{username}}".' },
  DUTY_PERIOD: {
    zh: '结束必须不早于开始，且最多 {{days}} 天。',
    en: 'The end must not lie before the beginning, and {{days}} days are the most.',
  },
  DUTY_LEAVE_UNKNOWN: { zh: '没有这条请假记录。', en: 'There is no such leave.' },
  DUTY_LEAVE_OVERLAPS: {
    zh: '{{name}} 在 {{from}} 至 {{to}} 已有请假记录，请修改那一条。',
    en: '{{name}} is away from {{from}} to {{to}} already; change that entry.',
  },
  ROSTER_NOT_FOUND: { zh: '没有这份值班表。', en: 'There is no such roster.' },
  ROSTER_OVERLAPS: {
    zh: '与 {{from}} 至 {{to}} 的值班表重叠。',
    en: 'It overlaps the roster of {{from}} to {{to}}.',
  },
  ROSTER_NO_PEOPLE: {
    zh: '单位“{{unit}}”没有参加轮值的人员。',
    en: 'Nobody of the unit "{{unit}}" is in the rotation.',
  },
  ROSTER_STATE: { zh: '值班表已经被别人改动，请重新载入。', en: 'The roster was changed meanwhile; load it again.' },
  ROSTER_HAS_GAPS: {
    zh: '还有 {{gaps}} 个班次无人。请先补齐，或确认按缺口批准。',
    en: '{{gaps}} places are empty. Fill them, or approve it with gaps.',
  },
  ROSTER_NOT_APPROVED: {
    zh: '值班表还没有批准，不能发送。',
    en: 'The roster is not approved and cannot be sent.',
  },
  ROSTER_SENT_ALREADY: {
    zh: '{{party}} 已经收到第 {{version}} 版。',
    en: '{{party}} has version {{version}} already.',
  },
  ROSTER_DELIVERY_UNKNOWN: { zh: '没有这份值班表。', en: 'There is no such roster.' },
  SHIFT_NOT_FOUND: { zh: '没有这个班次。', en: 'There is no such shift.' },
  SHIFT_OVER: { zh: '这个班次已经结束。', en: 'This shift is over.' },
  SHIFT_NOT_YOURS: { zh: '这不是您的班次。', en: 'This shift is not yours.' },
  SHIFT_NOT_NOW: {
    zh: '现在不在这个班次的时间内。',
    en: 'This shift is not running now.',
  },
  SHIFT_MUST_STAY: {
    zh: '这个班次不得离开本地，请先换班。',
    en: 'On this shift you must not leave the locality: swap it first.',
  },
  SHIFT_UNFIT: {
    zh: '{{name}} 不能上这个班次：{{zh}}。',
    en: '{{name}} cannot take this shift: {{en}}.',
  },
  SWAP_NOT_FOUND: { zh: '没有这个换班申请。', en: 'There is no such swap.' },
  SWAP_STATE: { zh: '这个换班申请已经处理过。', en: 'This swap was decided already.' },
  SWAP_NOT_YOURS: { zh: '这个换班申请不是向您提出的。', en: 'This swap was not asked of you.' },
  KEY_PERIOD_UNKNOWN: { zh: '没有这个保障期。', en: 'There is no such key period.' },
  KEY_PERIOD_OVERLAPS: {
    zh: '与该客户的保障期“{{name}}”重叠（{{from}} 至 {{to}}），请修改那一个。',
    en: 'It overlaps the key period "{{name}}" of this customer ({{from}} to {{to}}); change that one.',
  },
  KEY_PERIOD_PARTY: { zh: '没有这个客户。', en: 'There is no such customer.' },
} satisfies ProblemTexts;
