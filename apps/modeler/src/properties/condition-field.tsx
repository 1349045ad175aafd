import { currentLanguage } from '@pledge/web';
import { AutoComplete, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseCondition, printCondition, type Comparison, type Condition } from './formulas.js';
import type { KnownVariable } from './known-variables.js';
import { TextField } from './text-field.js';

interface ConditionFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly variables: readonly KnownVariable[];
  readonly onChange: (feel: string) => void;
}
const OPERATORS: readonly Comparison['operator'][] = ['=', '!=', '<', '<=', '>', '>=', 'set', 'unset'];

/** A condition from lists: what, how, which answer. What says more than that is shown as its formula. */
export function ConditionField(props: ConditionFieldProps): React.JSX.Element {
  const { t } = useTranslation();
  const { label, hint, value, variables, onChange } = props;
  const [formula, setFormula] = useState(false);
  const parsed = parseCondition(value);
  const english = currentLanguage() === 'en';
  if (formula || parsed === null)
    return (
      <>
        <TextField
          mono
          rows={2}
          label={label}
          hint={hint ?? t('modeler.panel.conditionHint')}
          value={value}
          onChange={(body) =>
            onChange(body.trim() === '' || body.trim().startsWith('=') ? body.trim() : `=${body.trim()}`)
          }
        />
        {parsed !== null && (
          <button type="button" className="link field-switch" onClick={() => setFormula(false)}>
            {t('modeler.condition.asList')}
          </button>
        )}
      </>
    );
  const rows = parsed.parts.length === 0 ? [{ variable: '', operator: '=', value: '' } as const] : parsed.parts;
  const write = (change: Partial<Condition>): void => onChange(printCondition({ ...parsed, ...change }));
  const set = (index: number, change: Partial<Comparison>): void =>
    write({ parts: rows.map((row, at) => (at === index ? { ...row, ...change } : row)) });
  return (
    <fieldset className="condition">
      <legend>{label}</legend>
      {rows.map((row, index) => {
        const variable = variables.find((each) => each.value === row.variable);
        const answers =
          variable?.type === 'checkbox'
            ? [
                { value: 'true', label: t('modeler.condition.yes') },
                { value: 'false', label: t('modeler.condition.no') },
              ]
            : (variable?.options ?? []).map((option) => ({
                value: option.value,
                label: english ? option.en : option.zh,
              }));
        const stranger = row.variable !== '' && !variable ? [{ value: row.variable, label: row.variable }] : [];
        return (
          <div className="condition-row" key={index}>
            {index > 0 && (
              <Select
                aria-label={t('modeler.condition.join')}
                value={parsed.join}
                options={(['and', 'or'] as const).map((join) => ({
                  value: join,
                  label: t(`modeler.condition.${join}`),
                }))}
                onChange={(join) => write({ join })}
              />
            )}
            <Select
              aria-label={t('modeler.condition.what')}
              placeholder={t('modeler.condition.what')}
              value={row.variable === '' ? undefined : row.variable}
              showSearch={{ optionFilterProp: 'label' }}
              options={[
                ...variables.map((each) => ({ value: each.value, label: english ? each.en : each.zh })),
                ...stranger,
              ]}
              onChange={(name) =>
                set(index, {
                  variable: name,
                  value: variables.find((each) => each.value === name)?.type === 'checkbox' ? 'true' : '',
                })
              }
            />
            <Select
              aria-label={t('modeler.condition.how')}
              value={row.operator}
              options={OPERATORS.map((operator) => ({
                value: operator,
                label: t(`modeler.condition.operators.${signs[operator]}`),
              }))}
              onChange={(operator) => set(index, { operator })}
            />
            {row.operator !== 'set' &&
              row.operator !== 'unset' &&
              (answers.length > 0 ? (
                <Select
                  aria-label={t('modeler.condition.value')}
                  placeholder={t('modeler.condition.value')}
                  value={row.value === '' ? undefined : row.value}
                  options={
                    row.value === '' || answers.some((answer) => answer.value === row.value)
                      ? answers
                      : [...answers, { value: row.value, label: row.value }]
                  }
                  onChange={(answer) => set(index, { value: answer })}
                />
              ) : (
                <Typed
                  value={row.value}
                  label={t('modeler.condition.value')}
                  onChange={(text) => set(index, { value: text })}
                />
              ))}
            {parsed.parts.length > 0 && (
              <button
                type="button"
                className="link"
                aria-label={t('modeler.condition.remove')}
                onClick={() => write({ parts: rows.filter((_, at) => at !== index) })}
              >
                ×
              </button>
            )}
          </div>
        );
      })}
      <div className="condition-more">
        {parsed.parts.length > 0 && variables[0] && (
          <Button
            size="small"
            onClick={() =>
              write({ parts: [...parsed.parts, { variable: variables[0]?.value ?? '', operator: '=', value: '' }] })
            }
          >
            {t('modeler.condition.add')}
          </Button>
        )}
        <button type="button" className="link" onClick={() => setFormula(true)}>
          {t('modeler.condition.asFormula')}
        </button>
      </div>
    </fieldset>
  );
}

/** Names of the operators in the locale files. */
const signs: Readonly<Record<Comparison['operator'], string>> = {
  '=': 'is',
  '!=': 'isNot',
  '<': 'less',
  '<=': 'atMost',
  '>': 'more',
  '>=': 'atLeast',
  set: 'set',
  unset: 'unset',
};

function Typed(props: {
  readonly value: string;
  readonly label: string;
  readonly onChange: (text: string) => void;
}): React.JSX.Element {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <AutoComplete
      aria-label={props.label}
      placeholder={props.label}
      value={typed ?? props.value}
      onChange={(text: string) => setTyped(text)}
      onBlur={() => {
        if (typed !== null && typed !== props.value) props.onChange(typed);
        setTyped(null);
      }}
    />
  );
}
