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
  UPLOAD_UNKNOWN: {
    zh: '没有这个上传，或已超过 24 小时未继续；请重新上传。',
    en: 'There is no such upload, or nobody went on with it for 24 hours: begin again.',
  },
  UPLOADS_TOO_MANY: {
    zh: '您有 {{limit}} 个未传完的文件，请先传完。',
    en: 'You have {{limit}} unfinished uploads: finish those first.',
  },
  UPLOAD_OFFSET: {
    zh: '已收到 {{received}} 字节，请从这里继续。',
    en: '{{received}} bytes are stored: go on from there.',
  },
  UPLOAD_TOO_LONG: {
    zh: '内容超过开始时声明的 {{size}} 字节。',
    en: 'There are more bytes than the {{size}} that were announced.',
  },
  UPLOAD_INCOMPLETE: {
    zh: '只收到 {{received}} / {{size}} 字节，请先传完。',
    en: 'Only {{received}} of {{size}} bytes are stored: send the rest first.',
  },
} satisfies ProblemTexts;
