import type { ProblemTexts } from '@pledge/contracts';

export const systemProblems = {
  DURATION_INVALID: { zh: '“{{text}}”不是有效的 ISO 8601 时长。', en: '"{{text}}" is not an ISO 8601 duration.' },
  DATABASE_UNAVAILABLE: { zh: '数据库不可用。', en: 'The database is not available.' },
} satisfies ProblemTexts;
