import type { ProblemTexts } from '@pledge/contracts';

/** Texts of problems the platform itself raises, and the fallbacks per kind for codes without a text of their own. */
export const platformProblems = {
  UNAUTHENTICATED: { zh: '请先登录。', en: 'Sign in first.' },
  FORBIDDEN: { zh: '您的角色无权执行此操作。', en: 'Your role may not do this.' },
  PASSWORD_CHANGE_REQUIRED: { zh: '请先修改密码。', en: 'Change your password first.' },
  CROSS_SITE_REQUEST: {
    zh: '该请求来自其他网站，已拒绝。',
    en: 'The request came from another site and was refused.',
  },
  CUSTOMER_WITHOUT_PARTY: {
    zh: '该客户账号未关联客户单位，请联系管理员。',
    en: 'This customer account belongs to no customer; ask an administrator.',
  },
  INVALID_INPUT: { zh: '提交的内容不符合要求，请查看各字段说明。', en: 'The input is not valid; see each field.' },
  MALFORMED_JSON: { zh: '请求内容不是有效的 JSON。', en: 'The body is not valid JSON.' },
  MALFORMED_REQUEST: { zh: '请求格式不正确。', en: 'The request is malformed.' },
  UNSUPPORTED_MEDIA_TYPE: { zh: '不支持该内容类型。', en: 'This content type is not supported.' },
  BODY_TOO_LARGE: { zh: '提交的内容过大。', en: 'The body is too large.' },
  ROUTE_NOT_FOUND: { zh: '没有这个地址。', en: 'There is nothing at this address.' },
  METHOD_NOT_ALLOWED: { zh: '该地址不支持此方法。', en: 'This address does not take this method.' },
  TOO_MANY_REQUESTS: { zh: '请求过于频繁，请稍后再试。', en: 'Too many requests; try again later.' },
  IDEMPOTENCY_KEY_INVALID: {
    zh: 'Idempotency-Key 须为 1 至 200 个可见字符。',
    en: 'Idempotency-Key takes 1 to 200 visible characters.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    zh: '该 Idempotency-Key 已用于内容不同的请求。',
    en: 'This Idempotency-Key was used for a request with another body.',
  },
  IDEMPOTENCY_IN_FLIGHT: {
    zh: '同一 Idempotency-Key 的请求正在处理中。',
    en: 'A request with this Idempotency-Key is still being processed.',
  },
  INTERNAL: {
    zh: '服务器内部错误，编号 {{id}}。请把编号告诉管理员。',
    en: 'Internal error {{id}}. Give this number to an administrator.',
  },
  STORAGE_FULL: {
    zh: '服务器的存储空间已满，这次没有保存任何内容；此前确认保存的都在。请通知管理员，腾出空间后重试。',
    en: 'The storage of the server is full and nothing was saved now; what was confirmed before is all there. Tell an administrator and try again when there is room.',
  },
  STORAGE_FAILING: {
    zh: '服务器的存储暂时无法使用。请通知管理员；恢复后刷新页面，看是否已保存，再重试。',
    en: 'The storage of the server cannot be used now. Tell an administrator; when it is back, reload to see whether it was saved, and try again.',
  },
  KIND_NOT_FOUND: { zh: '未找到（{{code}}）。', en: 'Not found ({{code}}).' },
  KIND_CONFLICT: { zh: '与当前状态冲突（{{code}}）。', en: 'In conflict with the current state ({{code}}).' },
  KIND_INVALID: { zh: '内容无效（{{code}}）。', en: 'Not valid ({{code}}).' },
  KIND_FORBIDDEN: { zh: '不允许（{{code}}）。', en: 'Not allowed ({{code}}).' },
  KIND_TOO_LARGE: { zh: '内容过大（{{code}}）。', en: 'Too large ({{code}}).' },
  KIND_UNAVAILABLE: { zh: '暂不可用（{{code}}）。', en: 'Not available now ({{code}}).' },
} satisfies ProblemTexts;
