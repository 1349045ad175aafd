import type { SeverityQuestion } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { Choices } from '../common/field.js';

/** Answers to the questions of a contract by their keys, and whether the fault was already complained about (S1-46). */
export type SeverityAnswers = Readonly<Record<string, string | boolean | undefined>>;

/** Answers to what is asked now; what another contract asked before is left out. */
export function answersTo(questions: readonly SeverityQuestion[], answers: SeverityAnswers): SeverityAnswers {
  const asked = new Set([...questions.map(({ key }) => key), 'alreadyComplained']);
  return Object.fromEntries(
    Object.entries(answers).filter(
      ([key, value]) => asked.has(key) && value !== undefined && fits(questions, key, value),
    ),
  );
}

/** Keys of the questions that have no answer yet. */
export function unanswered(questions: readonly SeverityQuestion[], answers: SeverityAnswers): readonly string[] {
  const given = answersTo(questions, answers);
  return questions.map(({ key }) => key).filter((key) => given[key] === undefined);
}

/** What the contract asks of a fault, and was it already complained about: of customers and on the telephone alike. */
export function SeverityQuestions(props: {
  readonly questions: readonly SeverityQuestion[];
  readonly value: SeverityAnswers;
  readonly onChange: (value: SeverityAnswers) => void;
  /** Sentence beside a question, by its key. */
  readonly error: (key: string) => string | undefined;
}): React.JSX.Element {
  const { t } = useTranslation();
  const text = useBilingual();
  const { questions, value, onChange } = props;
  const complained = value['alreadyComplained'];
  const chosen = answersTo(questions, value);
  return (
    <>
      {questions.map((question) => (
        <Choices
          key={question.key}
          label={text(question.label)}
          required
          error={props.error(question.key)}
          value={chosen[question.key] as string | undefined}
          options={question.options.map((option) => ({ value: option.value, label: text(option.label) }))}
          onChange={(answer) => onChange({ ...value, [question.key]: answer })}
        />
      ))}
      {questions.length === 0 && <p className="soft">{t('severity.later')}</p>}
      <Choices
        label={t('severity.alreadyComplained')}
        inline
        value={complained === undefined ? undefined : complained === true ? 'yes' : 'no'}
        options={[
          { value: 'no', label: t('common.no') },
          { value: 'yes', label: t('common.yes') },
        ]}
        onChange={(answer) => onChange({ ...value, alreadyComplained: answer === 'yes' })}
      />
    </>
  );
}

function fits(questions: readonly SeverityQuestion[], key: string, value: string | boolean): boolean {
  const question = questions.find((candidate) => candidate.key === key);
  return question === undefined || question.options.some((option) => option.value === value);
}
