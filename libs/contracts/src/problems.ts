/** Text of a problem code in both languages; `{{name}}` is filled from the problem's params. */
export interface ProblemText {
  readonly zh: string;
  readonly en: string;
}
/** What a feature's `*.problems.ts` exports; platform collects them, a spec checks that every thrown code has a text. */
export type ProblemTexts = Readonly<Record<string, ProblemText>>;
