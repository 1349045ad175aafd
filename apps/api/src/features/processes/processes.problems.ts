import type { ProblemTexts } from '@pledge/contracts';

export const processesProblems = {
  DURATION_INVALID: { zh: '“{{text}}”不是有效的 ISO 8601 时长。', en: '"{{text}}" is not an ISO 8601 duration.' },
  RESOURCE_UNKNOWN: { zh: '没有这个资源：{{key}}。', en: 'There is no resource {{key}}.' },
  DEPLOYMENT_REJECTED: { zh: '部署未通过检查，请查看各元素的说明。', en: 'The deployment did not pass the checks; see each element.' },
} satisfies ProblemTexts;
