import type { ProblemTexts } from '@pledge/contracts';

export const writtenNoticesProblems = {
  NOTICE_UNKNOWN: { zh: '没有这份书面通知。', en: 'There is no such written notice.' },
  NOTICE_LINK_UNKNOWN: {
    zh: '链接无效，请与通知您的单位联系。',
    en: 'This link is not valid; ask who sent it to you.',
  },
  NOTICE_NOBODY: {
    zh: '没有受影响的客户，不必通知。',
    en: 'No customer is affected; there is nobody to tell.',
  },
  NOTICE_PARTY_UNKNOWN: { zh: '没有这个客户。', en: 'There is no such customer.' },
} satisfies ProblemTexts;
