import type { ProblemTexts } from '@pledge/contracts';

export const confirmationsProblems = {
  CONFIRMATION_PERSON_ASKED: {
    zh: '还在等待此人的书面确认（{{numbers}}），答复或作废后才能删除。',
    en: 'A written confirmation of this person is waited for ({{numbers}}); erase after it is answered or void.',
  },
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
  CONFIRMATION_NOT_FOUND: { zh: '没有这项书面确认。', en: 'There is no such confirmation.' },
  CONFIRMATION_NOT_THE_PERSON: {
    zh: '须由 {{name}} 本人签字：请用本人的账号登录，或打开发给本人的链接。',
    en: 'Only {{name}} in person signs this: with the own account, or by the link that was mailed.',
  },
  CONFIRMATION_OWN_REQUEST: {
    zh: '申请人不能审批自己的申请（上级主管同意，S1-55）。',
    en: 'Who asked does not approve: the superior does (S1-55).',
  },
  CONFIRMATION_NOT_YOURS: { zh: '这项确认不由您处理。', en: 'This confirmation is not yours.' },
  CONFIRMATION_ALREADY_DECIDED: {
    zh: '这项确认已有结果，本次没有改变任何内容。',
    en: 'This was decided already; nothing was changed now.',
  },
  CONFIRMATION_NOT_CONFIRMED: { zh: '尚未确认。', en: 'It is not confirmed.' },
  CONFIRMATION_EXPIRED: {
    zh: '确认期限已过，没有签署任何内容，也不会实施。',
    en: 'The time to confirm is over; nothing was signed and nothing is carried out.',
  },
  CONFIRMATION_SUBJECT_CHANGED: {
    zh: '内容已有改动，此版本不再有效，没有签署任何内容。请等待新版本。',
    en: 'It was changed meanwhile: this version no longer holds and nothing was signed. Wait for the new one.',
  },
  CONFIRMATION_WAY_REFUSED: {
    zh: '此事项不能用这种方式确认。',
    en: 'This way of confirming is not strong enough here, or not set up.',
  },
  CONFIRMATION_NAME_MISMATCH: {
    zh: '姓名与约定的确认人“{{name}}”不一致，没有签署任何内容。',
    en: 'The name is not that of the expected person, {{name}}; nothing was signed.',
  },
  CONFIRMATION_PERSON_GONE: {
    zh: '合同中已没有确认人“{{name}}”，请另行指定。',
    en: 'The contract no longer names {{name}}; choose another confirmer.',
  },
  CONFIRMATION_NO_MAIL: {
    zh: '确认人“{{name}}”没有登记邮箱，请改用客户门户或盖章扫描件。',
    en: '{{name}} has no mail address on file: use the portal or a stamped scan.',
  },
  CONFIRMATION_NO_MOBILE: {
    zh: '确认人“{{name}}”没有登记手机，不能接收验证码，请改用盖章扫描件。',
    en: '{{name}} has no mobile on file and cannot get a code: use a stamped scan.',
  },
  CONFIRMATION_CODE_TOO_SOON: {
    zh: '验证码刚刚发送过，请在 {{seconds}} 秒后再试。',
    en: 'A code was sent just now; try again in {{seconds}} seconds.',
  },
  CONFIRMATION_CODE_NONE: { zh: '请先获取验证码。', en: 'Ask for a code first.' },
  CONFIRMATION_CODE_EXPIRED: {
    zh: '验证码已过期（10 分钟），请重新获取。没有签署任何内容。',
    en: 'The code has expired (10 minutes); ask for a new one. Nothing was signed.',
  },
  CONFIRMATION_CODE_EXHAUSTED: {
    zh: '验证码已错 5 次，已作废，请重新获取。没有签署任何内容。',
    en: 'Five wrong tries: this code is void; ask for a new one. Nothing was signed.',
  },
  CONFIRMATION_CODE_WRONG: {
    zh: '验证码不正确，还可以试 {{left}} 次。没有签署任何内容。',
    en: 'The code is wrong; {{left}} tries are left. Nothing was signed.',
  },
  CONFIRMATION_CERTIFICATE_INVALID: {
    zh: '证书签名无效，没有签署任何内容。',
    en: 'The certificate signature is not valid; nothing was signed.',
  },
  CONFIRMATION_IN_FUTURE: { zh: '时间不能晚于现在。', en: 'This time is in the future.' },
  CONFIRMATION_SCAN_KIND: { zh: '扫描件须为图片或 PDF。', en: 'A scan is a picture or a PDF.' },
  CONFIRMATION_SCAN_CHECKED: { zh: '该扫描件已核对。', en: 'This scan was checked already.' },
  CONFIRMATION_SCAN_SECOND_PERSON: {
    zh: '须由上传人以外的另一人核对。',
    en: 'Somebody other than the uploader has to check it.',
  },
  CONFIRMATION_SCAN_MISMATCH: {
    zh: '纸面编号或版本与待确认文件 {{number}} 不一致，不能通过。',
    en: 'Number or version on the paper is not {{number}}; it cannot be accepted.',
  },
  CONFIRMATION_LINK_UNKNOWN: {
    zh: '链接无效。请核对是否完整复制，或请我方重新发送。',
    en: 'This link is not valid. Check that it was copied completely, or ask for a new one.',
  },
  CONFIRMATION_LINK_OVER: {
    zh: '此事项已通过其他方式确认，链接不再使用。',
    en: 'This was confirmed in another way; the link is no longer used.',
  },
  CONFIRMATION_COPY_PENDING: {
    zh: '签署后的文件正在生成，请稍后刷新；签署已生效。',
    en: 'The signed copy is being made; refresh in a moment. The signature is valid.',
  },
} satisfies ProblemTexts;
