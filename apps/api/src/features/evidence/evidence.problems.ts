import type { ProblemTexts } from '@pledge/contracts';

export const evidenceProblems = {
  EVIDENCE_NOTHING: {
    zh: '还没有可以锚定的记录。',
    en: 'There is no record yet that could be anchored.',
  },
} satisfies ProblemTexts;
