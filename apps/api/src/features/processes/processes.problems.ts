import type { ProblemTexts } from '@pledge/contracts';

export const processesProblems = {
  RESOURCE_UNKNOWN: { zh: '没有这个资源：{{key}}。', en: 'There is no resource {{key}}.' },
} satisfies ProblemTexts;
