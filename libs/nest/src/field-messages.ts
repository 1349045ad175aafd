import type { z } from 'zod';
import { en, zhCN } from 'zod/locales';

/** Words for what a field may be, as a person says it. */
const kinds: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组字段', en: 'an object with fields' },
  record: { zh: '一组字段', en: 'an object with fields' },
};
const libraryChinese = zhCN().localeError;
const libraryEnglish = en().localeError;

/** What is wrong with a field, in Chinese; a missing field is told as missing, the rest by the library. */
export const inChinese: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'invalid_type') return libraryChinese(issue);
  if (issue.input === undefined) return '必填';
  const kind = kinds[issue.expected]?.zh;
  return kind === undefined ? libraryChinese(issue) : `应为${kind}`;
};

/** The same in English. */
export const inEnglish: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'invalid_type') return libraryEnglish(issue);
  if (issue.input === undefined) return 'is required';
  const kind = kinds[issue.expected]?.en;
  return kind === undefined ? libraryEnglish(issue) : `must be ${kind}`;
};
