import { RULE_KINDS, type ModelingCatalogue, type RuleKind } from '@pledge/contracts';
import { Input, InputNumber, Radio, Segmented, Switch } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField, ChoicesField } from '../properties/choice-field.js';
import { PARTS, type RuleContent } from './rule-content.js';
import { RuleSentence } from './rule-sentence.js';
import { StepChoice } from './step-choice.js';

interface RuleFieldsProps {
  readonly rule: RuleContent;
  readonly catalogue: ModelingCatalogue;
  readonly onChange: (rule: RuleContent) => void;
}

/** Everything of a rule, chosen from lists; on top what it says. */
export function RuleFields({ rule, catalogue, onChange }: RuleFieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const set = (change: Partial<RuleContent>): void => onChange({ ...rule, ...change });
  return (
    <div className="rule-editor">
      <RuleSentence rule={rule} catalogue={catalogue} />
      <div className="rule-names">
        <div className="field">
          <label htmlFor={`${id}-zh`}>{t('modeler.rule.nameZh')}</label>
          <Input
            id={`${id}-zh`}
            value={rule.name.zh}
            maxLength={100}
            onChange={(event) => set({ name: { ...rule.name, zh: event.target.value } })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-en`}>{t('modeler.rule.nameEn')}</label>
          <Input
            id={`${id}-en`}
            value={rule.name.en}
            maxLength={200}
            onChange={(event) => set({ name: { ...rule.name, en: event.target.value } })}
          />
        </div>
      </div>
      <div className="field">
        <span id={`${id}-kind`}>{t('modeler.rule.kind')}</span>
        <Radio.Group
          aria-labelledby={`${id}-kind`}
          className="rule-kinds"
          value={rule.kind}
          options={RULE_KINDS.map((kind) => ({ value: kind, label: t(`modeler.rule.kinds.${kind}`) }))}
          onChange={(event) => set({ kind: event.target.value as RuleKind })}
        />
      </div>
      {rule.kind === 'heard' && (
        <ChoiceField
          label={t('modeler.rule.message')}
          value={rule.message}
          choices={catalogue.messages}
          placeholder={t('modeler.rule.choose')}
          onChange={(message) => set({ message })}
        />
      )}
      {PARTS[rule.kind].map(({ name, required }) => (
        <StepChoice
          key={`${rule.kind} ${name}`}
          label={t(`modeler.rule.parts.${name}`)}
          hint={t(`modeler.rule.hints.${name}`)}
          required={required}
          value={rule.parts[name] ?? []}
          catalogue={catalogue}
          onChange={(choice) => set({ parts: { ...rule.parts, [name]: choice } })}
        />
      ))}
      {rule.kind === 'at-most' && (
        <div className="field">
          <label htmlFor={`${id}-times`}>{t('modeler.rule.times')}</label>
          <InputNumber
            id={`${id}-times`}
            min={1}
            max={20}
            precision={0}
            value={rule.times}
            onChange={(times) => set({ times: times ?? 1 })}
          />
        </div>
      )}
      <ChoicesField
        label={t('modeler.rule.processes')}
        hint={t('modeler.rule.processesHint')}
        values={rule.processes}
        choices={catalogue.processes}
        placeholder={t('modeler.rule.allProcesses')}
        onChange={(processes) => set({ processes })}
      />
      <div className="field">
        <span id={`${id}-severity`}>{t('modeler.rule.severity')}</span>
        <Segmented<RuleContent['severity']>
          aria-labelledby={`${id}-severity`}
          value={rule.severity}
          options={[
            { value: 'warning', label: t('modeler.rule.severities.warning') },
            { value: 'error', label: t('modeler.rule.severities.error') },
          ]}
          onChange={(severity) => set({ severity })}
        />
      </div>
      <label className="review-rule">
        <Switch checked={rule.active} onChange={(active) => set({ active })} />
        <span>{t('modeler.rule.active')}</span>
      </label>
    </div>
  );
}
