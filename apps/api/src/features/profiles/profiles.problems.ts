import type { ProblemTexts } from '@pledge/contracts';

export const profilesProblems = {
  PROFILE_UNKNOWN: {
    zh: '没有名为 {{profileId}} 的服务级别。',
    en: 'There is no service-level profile {{profileId}}.',
  },
  PROFILE_VERSION_UNKNOWN: {
    zh: '服务级别 {{profileId}} 没有版本 {{version}}。',
    en: 'The service-level profile {{profileId}} has no version {{version}}.',
  },
  PROFILE_EXISTS: {
    zh: '服务级别 {{profileId}} 已经存在，请换一个编号。',
    en: 'There is already a profile {{profileId}}; choose another id.',
  },
  PROFILE_NO_DRAFT: {
    zh: '服务级别 {{profileId}} 没有草稿。',
    en: 'The profile {{profileId}} has no draft.',
  },
  PROFILE_CHANGED_MEANWHILE: {
    zh: '{{by}} 在您打开之后保存过这份草稿。您的修改没有丢失，请打开最新草稿核对后再保存。',
    en: '{{by}} saved this draft after you opened it. Your changes are still here; compare with the newest draft, then save.',
  },
  PROFILE_CONTRADICTS: {
    zh: '服务级别有 {{count}} 处自相矛盾，改正后才能发布。',
    en: 'The profile contradicts itself in {{count}} places; correct them, then publish.',
  },
  PROFILE_QUESTIONS_OPEN: {
    zh: '有 {{count}} 处疑问还没有人确认。请逐条改正，或写明按原文保留的理由。',
    en: '{{count}} questions are open. Correct each of them, or say why it stays as it is written.',
  },
} satisfies ProblemTexts;
