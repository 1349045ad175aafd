import type { Questionnaire } from '@pledge/contracts';

/** Position of the first line of the grading table that fits the answers; -1 when none does. Pure. */
export function fittingRule(form: Pick<Questionnaire, 'rules'>, answers: Readonly<Record<string, unknown>>): number {
  return form.rules.findIndex((rule) =>
    Object.entries(rule.when).every(([key, values]) => values.includes(answerText(answers[key]))),
  );
}

/** Severity by the questionnaire's table (C01); null when no line fits or there is no table. Pure. */
export function gradeByQuestionnaire(
  form: Pick<Questionnaire, 'rules'>,
  answers: Readonly<Record<string, unknown>>,
): string | null {
  return form.rules[fittingRule(form, answers)]?.severity ?? null;
}

/** Check boxes answer true and false; tables say yes and no. */
function answerText(answer: unknown): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  return typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '';
}
