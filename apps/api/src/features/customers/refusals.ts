import { Problem, type ProblemKind } from '@pledge/runtime';
import { customersProblems } from './customers.problems.js';

export type CustomersCode = keyof typeof customersProblems;
type Params = Readonly<Record<string, string | number>>;

/** The text of a problem in both languages. */
export function problemText(code: CustomersCode, params: Params = {}): { zh: string; en: string } {
  const fill = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
  const { zh, en } = customersProblems[code];
  return { zh: fill(zh), en: fill(en) };
}

/** A problem that stands beside one field. */
export function fieldProblem(
  code: CustomersCode,
  field: string,
  params: Params = {},
  kind: ProblemKind = 'invalid',
): Problem {
  return new Problem(kind, code, params, [{ field, code, message: problemText(code, params) }]);
}
