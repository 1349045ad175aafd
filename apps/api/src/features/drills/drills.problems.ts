import type { ProblemTexts } from '@pledge/contracts';

export const drillsProblems = {
  DRILL_UNKNOWN: { zh: '没有演练 {{number}}。', en: 'There is no drill {{number}}.' },
  DRILL_PLAN_UNFIT: {
    zh: '“{{key}}”不是可以演练的专题预案。',
    en: '"{{key}}" is no special plan that could be drilled.',
  },
  DRILL_PARTY_UNKNOWN: { zh: '没有这个客户。', en: 'There is no such customer.' },
  DRILL_PERSON_UNKNOWN: {
    zh: '“{{username}}”不是服务方人员，也不是该客户的代表。',
    en: '"{{username}}" is neither of the provider nor a representative of this customer.',
  },
  DRILL_OUTDATED: {
    zh: '演练方案已被他人修改，或已不在编制中，请重新载入；您的修改没有保存。',
    en: 'The plan of the drill was changed by somebody else or is no longer being written. Load it again; nothing was saved.',
  },
  DRILL_NOT_RUNNING: { zh: '演练没有在进行，不需要中止。', en: 'The drill is not running; there is nothing to stop.' },
  DRILL_NO_PART: { zh: '只有参演人员和组织人可以中止演练。', en: 'Only participants and coordinators stop a drill.' },
  DRILL_NOT_EVALUATED: {
    zh: '只有在评估时才能登记或删除发现的问题。',
    en: 'Findings are registered and taken back while the drill is evaluated.',
  },
  DRILL_FINDING_UNKNOWN: {
    zh: '没有此项，或整改任务已经下达。',
    en: 'There is no such finding, or its task was given out.',
  },
  DRILL_PERSON_AWAY: {
    zh: '在演练 {{number}} 中您已不在岗，步骤由他人接替；请不要参与。',
    en: 'In the drill {{number}} you are away and others stand in. Please take no part.',
  },
  DRILL_DATE_PAST: { zh: '期限须在将来。', en: 'The date has to lie ahead.' },
} satisfies ProblemTexts;
