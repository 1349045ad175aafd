import type { ProblemTexts } from '@pledge/contracts';

export const quotationsProblems = {
  QUOTATION_NOT_FOUND: { zh: '没有这份报价单。', en: 'There is no such quotation.' },
  QUOTATION_CASE_ENDED: {
    zh: '工单 {{caseNumber}} 已结束，不能再新建报价单。',
    en: 'Case {{caseNumber}} has ended; no quotation can be begun.',
  },
  QUOTATION_CLOSED: { zh: '此报价单已结束，不能再修改。', en: 'This quotation is over and cannot be edited.' },
  QUOTATION_ACCEPTED: {
    zh: '客户已书面接受此报价单，不能再修改；费用有变化时请另出一份。',
    en: 'The customer has accepted this quotation in writing; it cannot be edited. Write another one if the price changes.',
  },
  QUOTATION_OUTDATED: {
    zh: '报价单已被他人修改，请刷新后再改；您的修改没有保存。',
    en: 'Somebody else edited the quotation; reload it. Your edit was not saved.',
  },
} satisfies ProblemTexts;
