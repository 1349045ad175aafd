import type { ProblemTexts } from '@pledge/contracts';

export const tasksProblems = {
  TASK_PERSON_UNKNOWN: {
    zh: '没有这样的用户，或不属于同一单位：{{usernames}}',
    en: 'No such person, or of another party: {{usernames}}',
  },
} satisfies ProblemTexts;
