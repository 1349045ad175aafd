import type { ProblemTexts } from '@pledge/contracts';

export const simulationsProblems = {
  MODEL_INVALID: {
    zh: '流程图有错误，无法试运行。请按列出的元素修改。',
    en: 'The model has errors and cannot be run. Mend the elements listed.',
  },
  SCENARIO_INVALID: { zh: '试运行设定有误：{{reason}}', en: 'The scenario is wrong: {{reason}}' },
} satisfies ProblemTexts;
