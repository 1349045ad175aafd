import type { ProblemTexts } from '@pledge/contracts';

export const documentsProblems = {
  DOCUMENT_NOT_FOUND: { zh: '没有这份文件，或您无权查看。', en: 'There is no such document, or you may not see it.' },
  DOCUMENT_CASE_NOT_FOUND: {
    zh: '没有编号为 {{caseNumber}} 的工单，或您无权查看。',
    en: 'There is no case {{caseNumber}}, or you may not see it.',
  },
  DOCUMENT_GLYPH_MISSING: {
    zh: '文件中有无法打印的字符“{{character}}”（{{code}}）。请改写后重试，未生成任何文件。',
    en: 'The document has a character that cannot be printed: "{{character}}" ({{code}}). Write it differently and try again; nothing was made.',
  },
  DOCUMENT_TEMPLATE_FAILED: {
    zh: '模板 {{file}} 无法使用：{{reason}}',
    en: 'The template {{file}} cannot be used: {{reason}}',
  },
  DOCUMENT_RENDER_FAILED: { zh: '未能生成 PDF：{{reason}}', en: 'The PDF could not be made: {{reason}}' },
} satisfies ProblemTexts;
