import type { Questionnaire } from '@pledge/contracts';
import { fittingRule } from '../grade.js';
import { repeated, type ProfileCheck } from './finding.js';

/** More combinations of answers than this are not tried out. */
const MOST_COMBINATIONS = 5_000;

/** Levels and the table that finds them (C01). */
export const checkSeverities: ProfileCheck = (profile, report) => {
  const { levels, raise } = profile.severityScheme;
  for (const code of repeated(levels.map((level) => level.code))) {
    report(
      'error',
      'DUPLICATE_LEVEL',
      { section: 'severityScheme', row: code },
      {
        zh: `级别 ${code} 出现了不止一次。`,
        en: `The level ${code} is there more than once.`,
      },
    );
  }
  for (const level of levels.filter((one) => one.template === true)) {
    report(
      'question',
      'TEMPLATE_TEXT',
      { section: 'severityScheme', row: level.code, field: 'explanation' },
      {
        zh: `“${level.label.zh}”的划分说明原文缺失，现为模板，需双方确认。`,
        en: `The explanation of "${level.label.en}" is lost and stands as a template: both parties have to confirm it.`,
      },
    );
  }
  if (raise.onBreach && levels.length === 1) {
    report(
      'question',
      'NOTHING_TO_RAISE',
      { section: 'severityScheme' },
      {
        zh: '超时要提高级别，但只有一个级别：只会逐级上报。',
        en: 'A breach raises the level, but there is one level only: it is reported level by level.',
      },
    );
  }
};

/** The grading table: words that are not there, lines that never decide, answers that nobody grades. */
export const checkQuestionnaire: ProfileCheck = (profile, report) => {
  const form = profile.questionnaire;
  const levels = profile.severityScheme.levels.map((level) => level.code);
  if (form === null || (form.rules.length === 0 && form.questions.length === 0)) return;
  for (const key of repeated(form.questions.map((question) => question.key))) {
    report(
      'error',
      'DUPLICATE_QUESTION',
      { section: 'questionnaire', row: key },
      {
        zh: `问题 ${key} 出现了不止一次。`,
        en: `The question ${key} is there more than once.`,
      },
    );
  }
  form.rules.forEach((rule, position) => {
    const at = { section: 'questionnaire', row: String(position + 1) };
    if (!levels.includes(rule.severity)) {
      report(
        'error',
        'GRADES_UNKNOWN_LEVEL',
        { ...at, field: 'severity' },
        {
          zh: `第 ${position + 1} 行判定为 ${rule.severity}，没有这个级别。`,
          en: `Line ${position + 1} grades ${rule.severity}, which is not a level.`,
        },
      );
    }
    for (const [key, values] of Object.entries(rule.when)) {
      const options = form.questions.find((question) => question.key === key)?.options.map((option) => option.value);
      const unknown = options === undefined ? key : values.find((value) => !options.includes(value));
      if (unknown === undefined) continue;
      report(
        'error',
        'UNKNOWN_ANSWER',
        { ...at, field: key },
        {
          zh: `第 ${position + 1} 行提到的 ${unknown} 不是问题或选项。`,
          en: `Line ${position + 1} speaks of ${unknown}, which is neither a question nor an answer.`,
        },
      );
    }
  });
  const outcome = tryOut(form);
  if (outcome === null) return;
  form.rules.forEach((_, position) => {
    if (outcome.used.has(position)) return;
    report(
      'question',
      'LINE_NEVER_DECIDES',
      { section: 'questionnaire', row: String(position + 1) },
      {
        zh: `第 ${position + 1} 行永远轮不到：前面的行已经判定。`,
        en: `Line ${position + 1} never decides: the lines before it already do.`,
      },
    );
  });
  for (const level of levels.filter((code) => !form.rules.some((rule) => rule.severity === code))) {
    report(
      'question',
      'LEVEL_NEVER_REACHED',
      { section: 'severityScheme', row: level },
      {
        zh: `没有任何回答会判定为 ${level}。`,
        en: `No answer is ever graded ${level}.`,
      },
    );
  }
  if (outcome.ungraded !== null) {
    const answers = Object.entries(outcome.ungraded).map(([key, value]) => `${key}=${value}`);
    report(
      'question',
      'ANSWERS_WITHOUT_LEVEL',
      { section: 'questionnaire' },
      {
        zh: `有的回答判不出级别，例如 ${answers.join('，')}：由人员定级。`,
        en: `Some answers have no level, for example ${answers.join(', ')}: a person has to grade them.`,
      },
    );
  }
};

/** Every combination of answers, graded; null where there are too many. */
function tryOut(form: Questionnaire): { used: Set<number>; ungraded: Record<string, string> | null } | null {
  const count = form.questions.reduce((product, question) => product * question.options.length, 1);
  if (count > MOST_COMBINATIONS) return null;
  const used = new Set<number>();
  let ungraded: Record<string, string> | null = null;
  for (let number = 0; number < count; number += 1) {
    const answers: Record<string, string> = {};
    let rest = number;
    for (const question of form.questions) {
      answers[question.key] = question.options[rest % question.options.length]?.value ?? '';
      rest = Math.floor(rest / question.options.length);
    }
    const line = fittingRule(form, answers);
    if (line < 0) ungraded ??= answers;
    else used.add(line);
  }
  return { used, ungraded };
}
