import type { DrillContent } from '@pledge/contracts';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { drillSteps } from '../api/drills.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { Field } from '../common/field.js';
import { withFacts } from './drill-draft.js';

/** What people find at each step: told to them while they drill, and what the rehearsal goes by. */
export function FactsEditor(props: {
  readonly content: DrillContent;
  readonly onChange: (facts: DrillContent['facts']) => void;
}): React.JSX.Element | null {
  const { t } = useTranslation();
  const say = useBilingual();
  const { content, onChange } = props;
  const steps = useQuery({
    queryKey: keys.drillSteps(content.planKey),
    queryFn: () => drillSteps(content.planKey),
    enabled: content.planKey !== '',
  });
  const fixed = withFacts(steps.data?.items ?? []);
  if (fixed.length === 0) return null;
  return (
    <fieldset className="row-list">
      <legend>{t('drill.facts')}</legend>
      <p className="soft">{t('drill.factsHint')}</p>
      {fixed.map((step) => (
        <div key={step.elementId} className="drill-fact">
          <strong>{say(step.name)}</strong>
          <div className="form-row">
            {step.fields
              .filter((field) => field.type === 'choice')
              .map((field) => (
                <Field key={field.key} label={say(field.label)}>
                  {(control) => (
                    <Select
                      id={control.id}
                      allowClear
                      value={chosen(content.facts[step.elementId]?.[field.key])}
                      options={field.options.map((option) => ({ value: option.value, label: say(option.label) }))}
                      onChange={(value: string | undefined) => {
                        const { [field.key]: _old, ...rest } = content.facts[step.elementId] ?? {};
                        const { [step.elementId]: _step, ...others } = content.facts;
                        const facts = value === undefined ? rest : { ...rest, [field.key]: value };
                        onChange(Object.keys(facts).length === 0 ? others : { ...others, [step.elementId]: facts });
                      }}
                    />
                  )}
                </Field>
              ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}

const chosen = (value: string | number | boolean | undefined): string | undefined =>
  value === undefined ? undefined : String(value);
