import type { Questionnaire, ServiceLevelProfile, SeverityQuestion } from '@pledge/contracts';
import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { BilingualCell, ChoiceCell, ListCell, TextCell } from './cells.js';
import { anchorOf, findingsAt, replaced, without, type EditorProps } from './editor.js';
import { ListEditor } from './list-editor.js';
import { RowFindings } from './row-findings.js';

type Level = ServiceLevelProfile['severityScheme']['levels'][number];

/** Levels, gravest first, and what a missed limit does to them. */
export function LevelsEditor(props: EditorProps): React.JSX.Element {
  const { t } = useTranslation();
  const { profile, onChange, readOnly } = props;
  const { levels, raise } = profile.severityScheme;
  return (
    <>
      <ListEditor
        {...props}
        section="severityScheme"
        rows={levels}
        nameOf={(row) => String(row['code'])}
        columns={[
          { field: 'code', kind: 'text' },
          { field: 'label', kind: 'bilingual' },
          { field: 'explanation', kind: 'bilingual' },
          {
            field: 'canonical',
            kind: 'choice',
            options: ['T1', 'T2', 'T3', 'T4'].map((tier) => ({ value: tier, label: tier })),
          },
        ]}
        added={{ code: `L${String(levels.length + 1)}`, label: { zh: '', en: '' } }}
        addLabel={t('editor.addLevel')}
        onRows={(rows) =>
          onChange({ ...profile, severityScheme: { ...profile.severityScheme, levels: rows as unknown as Level[] } })
        }
      />
      <p>
        <Checkbox
          disabled={readOnly}
          checked={raise.onBreach}
          onChange={(event) =>
            onChange({
              ...profile,
              severityScheme: { ...profile.severityScheme, raise: { ...raise, onBreach: event.target.checked } },
            })
          }
        >
          {t('editor.raiseOnBreach')}
        </Checkbox>
      </p>
    </>
  );
}

/** Questions in the customer's words and the table that turns answers into a level; the first line that fits decides. */
export function QuestionnaireEditor(props: EditorProps): React.JSX.Element {
  const { t } = useTranslation();
  const { profile, onChange, readOnly, findings } = props;
  const form: Questionnaire = profile.questionnaire ?? { formId: '', decision: '', questions: [], rules: [] };
  const write = (change: Partial<Questionnaire>): void =>
    onChange({ ...profile, questionnaire: { ...form, ...change } });
  return (
    <>
      <RowFindings findings={findingsAt(findings, ['questionnaire'], null)} />
      {form.questions.map((question, position) => (
        <QuestionEditor
          key={position}
          question={question}
          readOnly={readOnly}
          onChange={(next) => write({ questions: replaced(form.questions, position, next) })}
          onRemove={() => write({ questions: without(form.questions, position) })}
        />
      ))}
      {!readOnly && (
        <Button
          size="small"
          onClick={() =>
            write({
              questions: [
                ...form.questions,
                {
                  key: `question${String(form.questions.length + 1)}`,
                  label: { zh: '', en: '' },
                  options: [{ value: 'a', label: { zh: '', en: '' } }],
                },
              ],
            })
          }
        >
          {t('editor.addQuestion')}
        </Button>
      )}
      <GradingTable {...props} form={form} write={write} />
    </>
  );
}

function QuestionEditor(props: {
  readonly question: SeverityQuestion;
  readonly readOnly: boolean;
  readonly onChange: (question: SeverityQuestion) => void;
  readonly onRemove: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { question, readOnly, onChange } = props;
  return (
    <fieldset className="question-editor">
      <legend className="visually-hidden">{question.key}</legend>
      <div className="list-cells">
        <BilingualCell
          label={t('editor.question')}
          value={question.label}
          disabled={readOnly}
          onChange={(label) => onChange({ ...question, label })}
        />
        {!readOnly && (
          <Button size="small" type="link" onClick={props.onRemove}>
            {t('common.remove')}
          </Button>
        )}
      </div>
      <ul>
        {question.options.map((option, position) => (
          <li key={position} className="list-cells">
            <span className="code-cell">
              <TextCell
                label={t('cell.code')}
                value={option.value}
                disabled={readOnly}
                onChange={(value) =>
                  onChange({ ...question, options: replaced(question.options, position, { ...option, value }) })
                }
              />
            </span>
            <BilingualCell
              label={t('editor.answer')}
              value={option.label}
              disabled={readOnly}
              onChange={(label) =>
                onChange({ ...question, options: replaced(question.options, position, { ...option, label }) })
              }
            />
            {!readOnly && question.options.length > 1 && (
              <Button
                size="small"
                type="link"
                onClick={() => onChange({ ...question, options: without(question.options, position) })}
              >
                {t('common.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <Button
          size="small"
          type="link"
          onClick={() =>
            onChange({
              ...question,
              options: [
                ...question.options,
                { value: `a${String(question.options.length + 1)}`, label: { zh: '', en: '' } },
              ],
            })
          }
        >
          {t('editor.addAnswer')}
        </Button>
      )}
    </fieldset>
  );
}

function GradingTable(
  props: EditorProps & { readonly form: Questionnaire; readonly write: (change: Partial<Questionnaire>) => void },
): React.JSX.Element | null {
  const { t } = useTranslation();
  const say = useBilingual();
  const { form, write, profile, readOnly, findings } = props;
  if (form.questions.length === 0) return null;
  const levels = profile.severityScheme.levels.map((level) => ({ value: level.code, label: say(level.label) }));
  return (
    <>
      <h3>{t('editor.grading')}</h3>
      <p className="soft">{t('editor.gradingBody')}</p>
      {form.rules.map((rule, position) => (
        <div key={position} id={anchorOf('questionnaire', String(position + 1))} className="list-row">
          <div className="list-cells">
            <span className="num soft">{position + 1}</span>
            {form.questions.map((question) => (
              <span key={question.key} className="list-cell">
                <span className="soft">{say(question.label) || question.key}</span>
                <ListCell
                  label={say(question.label) || question.key}
                  value={rule.when[question.key] ?? []}
                  disabled={readOnly}
                  options={question.options.map((option) => ({
                    value: option.value,
                    label: say(option.label) || option.value,
                  }))}
                  onChange={(values) => {
                    const { [question.key]: _, ...rest } = rule.when;
                    const when = values.length === 0 ? rest : { ...rest, [question.key]: [...values] };
                    write({ rules: replaced(form.rules, position, { ...rule, when }) });
                  }}
                />
              </span>
            ))}
            <span className="list-cell">
              <span className="soft">{t('cell.severity')}</span>
              <ChoiceCell
                label={t('cell.severity')}
                value={rule.severity}
                disabled={readOnly}
                options={levels}
                onChange={(severity) => write({ rules: replaced(form.rules, position, { ...rule, severity }) })}
              />
            </span>
            {!readOnly && (
              <Button size="small" type="link" onClick={() => write({ rules: without(form.rules, position) })}>
                {t('common.remove')}
              </Button>
            )}
          </div>
          <RowFindings findings={findingsAt(findings, ['questionnaire'], String(position + 1))} />
        </div>
      ))}
      {!readOnly && (
        <Button
          size="small"
          onClick={() => write({ rules: [...form.rules, { when: {}, severity: levels[0]?.value ?? '' }] })}
        >
          {t('editor.addLine')}
        </Button>
      )}
    </>
  );
}
