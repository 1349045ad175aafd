import type { ProblemTexts } from '@pledge/contracts';

export const modelingProblems = {
  IMPORT_REFUSED: {
    zh: '无法打开这个文件：它不是 BPMN 流程。',
    en: 'This file cannot be opened: it is no BPMN process.',
  },
} satisfies ProblemTexts;
