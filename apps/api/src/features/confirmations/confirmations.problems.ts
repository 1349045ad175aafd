import type { ProblemTexts } from '@pledge/contracts';

export const confirmationsProblems = {
  SERVICE_FORM_TASK_MISMATCH: {
    zh: '工单 {{caseNumber}} 目前没有等待签署的服务确认单。',
    en: 'Case {{caseNumber}} has no service form that waits for a signature.',
  },
  SERVICE_FORM_LINK_UNKNOWN: {
    zh: '链接无效。请核对是否完整复制，或请工程师重新发送。',
    en: 'This link is not valid. Check that it was copied completely, or ask the engineer for a new one.',
  },
  SERVICE_FORM_LINK_EXPIRED: {
    zh: '链接已过期，没有签署任何内容。请联系工程师重新发送。',
    en: 'This link has expired; nothing was signed. Ask the engineer for a new one.',
  },
  SERVICE_FORM_ALREADY_SIGNED: {
    zh: '这份服务确认单已经签署，无需再次签署。',
    en: 'This service form was signed already; nothing more is needed.',
  },
  SERVICE_FORM_GONE: {
    zh: '这份服务确认单不再需要签署，没有签署任何内容。',
    en: 'This service form no longer needs a signature; nothing was signed.',
  },
  SERVICE_FORM_NO_RECIPIENT: {
    zh: '客户没有登记邮箱，请填写收件邮箱或当面签署。',
    en: 'The customer has no mail address on file: state one, or sign on this device.',
  },
  SERVICE_FORM_SIGNATURE_INVALID: {
    zh: '签名图片无法识别，请重新签名。没有签署任何内容。',
    en: 'The picture of the signature cannot be read; please sign again. Nothing was signed.',
  },
  SERVICE_FORM_SIGNATURE_TOO_LARGE: {
    zh: '签名图片超过 300 KB，请重新签名。',
    en: 'The picture of the signature is over 300 KB; please sign again.',
  },
  SERVICE_FORM_NOT_SIGNED: { zh: '服务确认单尚未签署。', en: 'The service form is not signed yet.' },
  SERVICE_FORM_DOCUMENT_PENDING: {
    zh: '签署后的文件正在生成，请稍后刷新；签署已生效。',
    en: 'The signed copy is being made; refresh in a moment. The signature is valid.',
  },
} satisfies ProblemTexts;
