import type { Questionnaire, ServiceLevelProfile } from '@pledge/contracts';

/** The decision that reads the lines of the contract's own table; a questionnaire may name another that is deployed. */
export const BY_QUESTIONNAIRE = 'severity-by-questionnaire';
/** Answer of the person who assesses, where the table has no line for the answers. */
const BY_HAND = 'severityByHand';

/** What the step that assesses a fault is given of a contract: the components of its form, and how the level follows (C01). */
export interface Assessment {
  readonly decision: string;
  readonly rules: Questionnaire['rules'];
  /** form-js components: a choice per question, the choice of a level where no line fits, and the answers together. */
  readonly components: readonly Readonly<Record<string, unknown>>[];
}

interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/**
 * The questionnaire of a profile as a form. A profile without questions lets the level be chosen; the only level there is
 * stands chosen. Pure.
 */
export function assessmentOf(profile: Pick<ServiceLevelProfile, 'questionnaire' | 'severityScheme'>): Assessment {
  const { questions, rules, decision } = profile.questionnaire ?? { questions: [], rules: [], decision: '' };
  const { levels } = profile.severityScheme;
  const asked = questions.map((question) =>
    choice(
      question.key,
      question.label,
      question.options.map(({ value, label }) => ({ value, ...label })),
    ),
  );
  const named = decision !== '';
  const only = levels.length === 1 && questions.length === 0 ? levels[0]?.code : undefined;
  const byHand = {
    ...choice(
      BY_HAND,
      byHandLabel(questions.length > 0),
      levels.map(({ code, label }) => ({ value: code, ...label })),
    ),
    ...(only === undefined ? {} : { defaultValue: only }),
    ...(questions.length === 0 ? {} : { conditional: { hide: `=${decided(questions, rules)}` } }),
  };
  const fields = named && questions.length > 0 ? asked : [...asked, byHand];
  const keys = fields.map(({ key }) => key);
  return {
    decision: named ? decision : BY_QUESTIONNAIRE,
    rules,
    components: [
      ...fields,
      {
        type: 'expression',
        id: 'field-answers',
        key: 'answers',
        expression: `={${keys.map((key) => `${key}: ${key}`).join(', ')}}`,
        computeOn: 'change',
        layout: { row: 'row-answers', columns: null },
      },
    ],
  };
}

function byHandLabel(asked: boolean): Bilingual {
  return asked
    ? {
        zh: '以上回答在定级表中没有对应的级别，请您判定',
        en: 'The table has no level for these answers: please decide',
      }
    : { zh: '故障级别', en: 'Severity' };
}

function choice(
  key: string,
  label: Bilingual,
  options: readonly (Bilingual & { readonly value: string })[],
): Readonly<Record<string, unknown>> & { readonly key: string } {
  return {
    type: 'radio',
    id: `field-${key}`,
    key,
    label: label.zh,
    values: options.map(({ value, zh }) => ({ value, label: zh })),
    validate: { required: true },
    properties: {
      'label.en': label.en,
      ...Object.fromEntries(options.map(({ value, en }) => [`value.${value}.en`, en])),
    },
    layout: { row: `row-${key}`, columns: null },
  };
}

/** FEEL: a question is not answered yet, or a line of the table fits. */
function decided(questions: Questionnaire['questions'], rules: Questionnaire['rules']): string {
  const open = questions.map(({ key }) => `(${key} = null)`);
  const fits = rules.map(({ when }) => {
    const conditions = Object.entries(when).map(
      ([key, values]) => `list contains([${values.map((value) => JSON.stringify(value)).join(', ')}], ${key})`,
    );
    return conditions.length === 0 ? 'true' : `(${conditions.join(' and ')})`;
  });
  return [...open, ...fits].join(' or ');
}
