import type { MonitoringRule, MonitoringRuleInput } from '@pledge/contracts';

/** A rule as the form holds it: every field is there, answers are rows. */
export interface RuleDraft extends Omit<MonitoringRuleInput, 'device' | 'planKey' | 'answers'> {
  readonly by: 'label' | 'fixed';
  readonly deviceLabel: string;
  readonly pattern: string;
  readonly serialNumber: string;
  readonly planKey: string;
  readonly answers: readonly { readonly key: string; readonly value: string }[];
}

/** The draft of a rule; null: of a new one at that position. */
export function draftOf(rule: MonitoringRule | null, position: number): RuleDraft {
  if (rule === null)
    return {
      name: '',
      enabled: true,
      position,
      matchers: [{ label: 'alertname', op: '=', value: '' }],
      by: 'label',
      deviceLabel: 'instance',
      pattern: '',
      serialNumber: '',
      action: 'open-fault',
      planKey: '',
      answers: [],
      title: '{{annotations.summary}}',
      join: true,
    };
  const { name, enabled, matchers, device, action, title, join } = rule;
  return {
    ...{ name, enabled, position: rule.position, matchers, action, title, join },
    by: device.by,
    deviceLabel: device.by === 'label' ? device.label : '',
    pattern: device.by === 'label' ? (device.pattern ?? '') : '',
    serialNumber: device.by === 'fixed' ? device.serialNumber : '',
    planKey: rule.planKey ?? '',
    answers: Object.entries(rule.answers).map(([key, value]) => ({ key, value: String(value) })),
  };
}

/** What is sent. An answer `true` or `false` is one of a check box. */
export function inputOf(draft: RuleDraft): MonitoringRuleInput {
  const { name, enabled, position, matchers, by, deviceLabel, pattern, serialNumber, action, title, join } = draft;
  const answers = draft.answers
    .filter((row) => row.key.trim() !== '')
    .map(({ key, value }) => [key.trim(), value === 'true' || value === 'false' ? value === 'true' : value] as const);
  return {
    name: name.trim(),
    enabled,
    position,
    matchers: matchers.map((matcher) => ({ ...matcher })),
    device:
      by === 'fixed'
        ? { by, serialNumber: serialNumber.trim() }
        : { by, label: deviceLabel.trim(), ...(pattern.trim() === '' ? {} : { pattern: pattern.trim() }) },
    action,
    planKey: draft.planKey.trim() === '' ? null : draft.planKey.trim(),
    answers: Object.fromEntries(answers),
    title: title.trim(),
    join,
  };
}
