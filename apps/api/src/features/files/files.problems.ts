import type { ProblemTexts } from '@pledge/contracts';

export const filesProblems = {
  FILE_MISSING: { zh: '请在 file 字段中上传一个文件。', en: 'Upload one file in the field "file".' },
  FILE_EMPTY: { zh: '文件为空。', en: 'The file is empty.' },
  FILE_TYPE_REFUSED: {
    zh: '不接受此类文件。可上传：图片、PDF、Office 文档、文本、压缩包。',
    en: 'Files of this kind are not accepted. Accepted: images, PDF, Office documents, text, archives.',
  },
  FILE_UNKNOWN: { zh: '没有这个文件，或您无权查看。', en: 'There is no such file, or you may not see it.' },
  FILE_CASE_UNKNOWN: {
    zh: '没有工单 {{caseNumber}}，或您无权查看。',
    en: 'There is no case {{caseNumber}}, or you may not see it.',
  },
} satisfies ProblemTexts;
