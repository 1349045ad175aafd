import type { ProblemTexts } from '@pledge/contracts';

export const signingProblems = {
  SIGNING_KEY_MISSING: {
    zh: '没有签章证书，不能签章。请管理员设置 SIGNING_P12（PKCS#12 文件）与 SIGNING_P12_PASSPHRASE，见 docs/evidence.md。',
    en: 'There is no signing key, so nothing is signed. An administrator sets SIGNING_P12 (a PKCS#12 file) and SIGNING_P12_PASSPHRASE; see docs/evidence.md.',
  },
  SIGNING_KEY_UNREADABLE: {
    zh: '签章证书 {{file}} 无法打开：{{reason}}',
    en: 'The signing key {{file}} cannot be opened: {{reason}}',
  },
  SIGNING_KEY_NOT_VALID: {
    zh: '签章证书 {{name}} 不在有效期内（{{from}} 至 {{to}}），不能签章。请管理员更换 SIGNING_P12。',
    en: 'The certificate {{name}} is valid from {{from}} to {{to}} only; nothing is signed with it. An administrator replaces SIGNING_P12.',
  },
} satisfies ProblemTexts;
