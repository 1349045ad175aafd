import type { ProblemTexts } from '@pledge/contracts';

export const changePlansProblems = {
  CHANGE_PLAN_NOT_FOUND: { zh: '没有这份变更方案。', en: 'There is no such change plan.' },
  CHANGE_PLAN_CASE_ENDED: {
    zh: '工单 {{caseNumber}} 已结束，不能再新建变更方案。',
    en: 'Case {{caseNumber}} has ended; no change plan can be begun.',
  },
  CHANGE_PLAN_CLOSED: { zh: '此变更方案已结束，不能再修改。', en: 'This change plan is over and cannot be edited.' },
  CHANGE_PLAN_CARRIED_OUT: {
    zh: '此变更方案已实施，不能再修改。',
    en: 'This change plan was carried out and cannot be edited.',
  },
  CHANGE_PLAN_OUTDATED: {
    zh: '方案已被他人修改，请刷新后再改；您的修改没有保存。',
    en: 'Somebody else edited the plan; reload it. Your edit was not saved.',
  },
  CHANGE_CALENDAR_RANGE: { zh: '结束时间须晚于开始时间。', en: 'The end has to come after the beginning.' },
  CHANGE_FREEZE_NOT_FOUND: { zh: '没有这个封网期。', en: 'There is no such freeze.' },
} satisfies ProblemTexts;
