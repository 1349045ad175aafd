import { STEP_TRAITS, type ModelingCatalogue, type StepSelector, type StepTrait } from '@pledge/contracts';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { choicesFor, labelIn, settingsOf } from './step-labels.js';

interface StepChoiceProps {
  readonly label: string;
  readonly hint: string;
  readonly required: boolean;
  readonly value: readonly StepSelector[];
  readonly catalogue: ModelingCatalogue;
  readonly onChange: (value: readonly StepSelector[]) => void;
}

/** Steps named by what they do: each a trait and a value out of a list, any of them is meant. */
export function StepChoice(props: StepChoiceProps): React.JSX.Element {
  const { t } = useTranslation();
  const { label, hint, required, value, catalogue, onChange } = props;
  const shown: readonly StepSelector[] = value.length === 0 && required ? [{ is: 'records', value: '' }] : value;
  const replace = (index: number, next: StepSelector | null): void =>
    onChange(shown.flatMap((each, at) => (at === index ? (next ? [next] : []) : [each])));
  return (
    <fieldset className="rule-part">
      <legend>{label}</legend>
      <p className="soft">{hint}</p>
      {shown.map((selector, index) => (
        <div className="rule-step" key={index}>
          {index > 0 && <span className="soft rule-or">{t('modeler.rule.or')}</span>}
          <StepFields
            selector={selector}
            label={label}
            catalogue={catalogue}
            onChange={(next) => replace(index, next)}
            onRemove={shown.length > 1 || !required ? () => replace(index, null) : null}
          />
        </div>
      ))}
      <Button size="small" type="dashed" onClick={() => onChange([...shown, { is: 'records', value: '' }])}>
        {t(shown.length === 0 ? 'modeler.rule.addStep' : 'modeler.rule.addOther')}
      </Button>
    </fieldset>
  );
}

function StepFields(props: {
  readonly selector: StepSelector;
  readonly label: string;
  readonly catalogue: ModelingCatalogue;
  readonly onChange: (next: StepSelector) => void;
  readonly onRemove: (() => void) | null;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { selector, label, catalogue, onChange, onRemove } = props;
  const choices = choicesFor(catalogue, selector.is);
  const options = choices.map((each) => ({ value: each.value, label: i18n.language === 'en' ? each.en : each.zh }));
  const known = selector.value === '' || options.some((each) => each.value === selector.value);
  const settings = selector.is === 'delegate' ? settingsOf(catalogue, selector.value) : [];
  const chosen = selector.is === 'delegate' ? (selector.settings ?? {}) : {};
  const set = (name: string, value: string | undefined): void => {
    const rest = Object.entries(chosen).filter(([key]) => key !== name);
    const next = Object.fromEntries(value === undefined ? rest : [...rest, [name, value]]);
    onChange({
      is: 'delegate',
      value: selector.value,
      ...(Object.keys(next).length > 0 ? { settings: next } : {}),
    });
  };
  return (
    <>
      <Select<StepTrait>
        value={selector.is}
        aria-label={t('modeler.rule.traitOf', { part: label })}
        options={STEP_TRAITS.map((trait) => ({ value: trait, label: t(`modeler.rule.traits.${trait}`) }))}
        onChange={(is) => onChange({ is, value: '' })}
      />
      <Select
        value={selector.value === '' ? undefined : selector.value}
        aria-label={t('modeler.rule.valueOf', { part: label })}
        placeholder={t('modeler.rule.choose')}
        showSearch={{ optionFilterProp: 'label' }}
        options={known ? options : [...options, { value: selector.value, label: selector.value }]}
        onChange={(value: string) => onChange({ is: selector.is, value })}
      />
      {onRemove && (
        <Button size="small" type="text" aria-label={t('modeler.rule.removeStep')} onClick={onRemove}>
          ×
        </Button>
      )}
      {settings.map((setting) => (
        <label key={setting.value} className="rule-setting">
          <span className="soft">{labelIn(settings, setting.value, i18n.language)}</span>
          <Select
            allowClear
            value={chosen[setting.value]}
            aria-label={labelIn(settings, setting.value, i18n.language)}
            placeholder={t('modeler.rule.any')}
            options={setting.options.map((each) => ({
              value: each.value,
              label: i18n.language === 'en' ? each.en : each.zh,
            }))}
            onChange={(value: string | undefined) => set(setting.value, value)}
          />
        </label>
      ))}
    </>
  );
}
