import type { ProblemTexts } from '@pledge/contracts';

export const draftsProblems = {
  DRAFT_UNKNOWN: { zh: '没有这份草稿：{{key}}。', en: 'There is no draft of {{key}}.' },
  DRAFT_CHANGED: {
    zh: '{{by}}已保存了更新的草稿。您的修改没有丢失：请比较后合并，或另存一份。',
    en: '{{by}} has saved a newer draft. Nothing of yours is lost: compare and merge, or keep yours as a copy.',
  },
  REVIEW_REQUIRED: {
    zh: '“{{key}}”须经第二人审核后才能发布。请先提交审核。',
    en: '"{{key}}" goes live only after a second person has looked at it. Ask for a review first.',
  },
  REVIEW_BY_EDITOR: {
    zh: '最后修改这份草稿的人不能自己审核。',
    en: 'Whoever changed the draft last cannot review it.',
  },
  DRAFT_BROKEN: { zh: '草稿“{{key}}”的内容无法读取。', en: 'The content of the draft {{key}} cannot be read.' },
} satisfies ProblemTexts;
