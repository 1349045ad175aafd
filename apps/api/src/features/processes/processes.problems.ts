import type { ProblemTexts } from '@pledge/contracts';

export const processesProblems = {
  RESOURCE_UNKNOWN: { zh: '没有这个资源：{{key}}。', en: 'There is no resource {{key}}.' },
  DEPLOYMENT_REJECTED: {
    zh: '部署未通过检查，请查看各元素的说明。',
    en: 'The deployment did not pass the checks; see each element.',
  },
} satisfies ProblemTexts;
