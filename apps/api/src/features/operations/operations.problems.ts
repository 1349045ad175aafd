import type { ProblemTexts } from '@pledge/contracts';

export const operationsProblems = {
  BATCH_UNKNOWN: { zh: '没有这个批量操作。', en: 'There is no such batch.' },
  BATCH_ENDED: { zh: '该批量操作已结束。', en: 'The batch has ended already.' },
} satisfies ProblemTexts;
