import type { ProblemTexts } from '@pledge/contracts';

export const usersProblems = {
  LOGIN_FAILED: { zh: '用户名或密码不正确。', en: 'User name or password is wrong.' },
  LOGIN_THROTTLED: {
    zh: '尝试次数过多，请 {{minutes}} 分钟后再试。',
    en: 'Too many tries; try again in {{minutes}} minutes.',
  },
  DEMO_OFF: { zh: '演示账号已停用。', en: 'Demo accounts are switched off.' },
  WRONG_PASSWORD: { zh: '当前密码不正确。', en: 'The current password is wrong.' },
  PASSWORD_UNCHANGED: { zh: '新密码须与当前密码不同。', en: 'The new password must differ from the current one.' },
  LINK_INVALID: { zh: '该链接无效、已使用或已过期。', en: 'This link is not valid, was used, or is over.' },
  ALREADY_SET_UP: { zh: '系统已完成初始设置。', en: 'This installation is already set up.' },
  USER_NOT_FOUND: { zh: '没有用户 {{username}}。', en: 'There is no user {{username}}.' },
  USERNAME_TAKEN: { zh: '用户名 {{username}} 已被使用。', en: 'The user name {{username}} is taken.' },
  CUSTOMER_ROLE_ONLY: {
    zh: '客户单位的用户只能有“客户”角色，“客户”角色必须关联客户单位。',
    en: 'A user of a customer has the role customer and no other, and that role needs a customer.',
  },
  NOT_YOUR_ACCOUNT: { zh: '只有本人或管理员可以这样做。', en: 'Only the person or an administrator may do this.' },
  SUBSTITUTE_SELF: { zh: '代理人不能是本人。', en: 'Nobody stands in for themselves.' },
  SUBSTITUTE_SIDE: { zh: '代理人须属于同一单位。', en: 'The substitute must belong to the same party.' },
  SUBSTITUTE_PERIOD: { zh: '结束时间须晚于开始时间。', en: 'The end must lie after the beginning.' },
  LAST_ADMINISTRATOR: { zh: '至少须保留一名可用的管理员。', en: 'At least one enabled administrator must remain.' },
} satisfies ProblemTexts;
