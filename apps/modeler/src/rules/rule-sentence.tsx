import type { ModelingCatalogue } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import type { PartName, RuleContent } from './rule-content.js';
import { labelIn, stepLabel } from './step-labels.js';

/** The rule as one sentence in the reader's language; what is not chosen yet is a gap. */
export function RuleSentence(props: {
  readonly rule: RuleContent;
  readonly catalogue: ModelingCatalogue;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { rule, catalogue } = props;
  const { language } = i18n;
  const gap = t('modeler.rule.gap');
  const quoted = (text: string): string => t('modeler.rule.quoted', { text });
  const part = (name: PartName): string | null => {
    const chosen = (rule.parts[name] ?? []).filter(({ value }) => value !== '');
    if (chosen.length === 0) return null;
    return chosen.map((each) => quoted(stepLabel(catalogue, each, language))).join(t('modeler.rule.joinOr'));
  };
  const filled = (name: PartName): string => part(name) ?? gap;
  const values = {
    first: filled('first'),
    then: filled('then'),
    again: filled('again'),
    step: filled('step'),
    after: filled('after'),
    unless: filled('unless'),
    until: filled('until'),
    one: filled('one'),
    other: filled('other'),
    times: rule.times,
    message: rule.message === '' ? gap : quoted(labelIn(catalogue.messages, rule.message, language)),
  };
  const said = [
    t(`modeler.rule.says.${rule.kind}`, values),
    ...(['after', 'again', 'unless', 'until'] as const)
      .filter((name) => part(name) !== null)
      .map((name) => t(`modeler.rule.moreSays.${name}`, values)),
  ];
  return (
    <p className="rule-sentence" role="status">
      {said.join('')}
    </p>
  );
}
