import type { ProblemTexts } from '@pledge/contracts';

export const clausesProblems = {
  CLAUSE_FILE_MISSING: { zh: '请选择文件。', en: 'Please choose a file.' },
  CLAUSE_FILE_KIND: {
    zh: '只能读取 Word（.docx）、PDF 和纯文本；收到的是 {{kind}}。',
    en: 'Only Word (.docx), PDF and plain text can be read; this is {{kind}}.',
  },
  CLAUSE_FILE_UNREADABLE: { zh: '文件无法读取：{{reason}}', en: 'The file cannot be read: {{reason}}' },
  CLAUSE_FILE_EMPTY: {
    zh: '文件里没有文字。扫描件请先做文字识别。',
    en: 'The file holds no text. Scanned pages need text recognition first.',
  },
  CLAUSE_TEXT_TOO_LONG: { zh: '文本太长（上限 {{limit}}）。', en: 'The text is too long (limit {{limit}}).' },
  CLAUSE_PROFILE_NAME_MISSING: {
    zh: '没有服务级别“{{profileId}}”；新建时请填写名称。',
    en: 'There is no profile "{{profileId}}"; give a name to begin one.',
  },
} satisfies ProblemTexts;
