import type { AlertMatcher, MonitoringRuleInput, UnmatchedReason } from '@pledge/contracts';
import { RE2JS } from 're2js';

/** What of an alert rules look at. */
export interface AlertFacts {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}
/** A rule that takes part; `id` is null while it is only tried. */
export type ActiveRule = MonitoringRuleInput & { readonly id: string | null };
/** What the rules say about an alert. */
export interface Verdict {
  readonly rule: ActiveRule | null;
  readonly outcome: MonitoringRuleInput['action'] | 'unmatched';
  readonly reason: UnmatchedReason | null;
  /** Upper case, as serial numbers are stored. */
  readonly serialNumber: string | null;
  readonly title: string;
}

const TITLE_LENGTH = 200;

/**
 * The first rule that fits decides, as in Alertmanager's routing tree. Whether the device exists is asked by the caller.
 * Pure. Patterns are RE2, which takes linear time whatever a label holds.
 */
export function judgeAlert(alert: AlertFacts, rules: readonly ActiveRule[]): Verdict {
  const rule = [...rules]
    .sort((a, b) => a.position - b.position)
    .find((one) => one.enabled && one.matchers.every((matcher) => fits(matcher, alert.labels)));
  if (!rule)
    return { rule: null, outcome: 'unmatched', reason: 'no-rule', serialNumber: null, title: plainTitle(alert) };
  const title = filled(rule.title, alert) || plainTitle(alert);
  if (rule.action === 'ignore') return { rule, outcome: 'ignore', reason: null, serialNumber: null, title };
  const serialNumber = serialOf(rule.device, alert.labels);
  return serialNumber === null
    ? { rule, outcome: 'unmatched', reason: 'no-device-label', serialNumber, title }
    : { rule, outcome: rule.action, reason: null, serialNumber, title };
}

/** A label that is missing is the empty text, as in Alertmanager. */
function fits({ label, op, value }: AlertMatcher, labels: Readonly<Record<string, string>>): boolean {
  const found = Object.hasOwn(labels, label) ? (labels[label] ?? '') : '';
  switch (op) {
    case '=':
      return found === value;
    case '!=':
      return found !== value;
    case '=~':
      return pattern(value).matches(found);
    case '!~':
      return !pattern(value).matches(found);
  }
}

function serialOf(device: MonitoringRuleInput['device'], labels: Readonly<Record<string, string>>): string | null {
  if (device.by === 'fixed') return device.serialNumber.toUpperCase();
  const value = Object.hasOwn(labels, device.label) ? (labels[device.label] ?? '').trim() : '';
  if (device.pattern === undefined || device.pattern === '') return usable(value);
  const matcher = pattern(device.pattern).matcher(value);
  if (!matcher.matches()) return null;
  return usable(matcher.groupCount() > 0 ? (matcher.group(1) ?? '') : value);
}
const usable = (serial: string): string | null =>
  serial.trim() === '' || serial.length > 100 ? null : serial.trim().toUpperCase();

const compiled = new Map<string, RE2JS>();
function pattern(source: string): RE2JS {
  const known = compiled.get(source);
  if (known) return known;
  if (compiled.size > 500) compiled.clear();
  const made = RE2JS.compile(source);
  compiled.set(source, made);
  return made;
}

/** Patterns of a rule that are no RE2, in words; empty: all are fine. */
export function brokenPatterns(rule: Pick<MonitoringRuleInput, 'matchers' | 'device'>): string[] {
  const patterns = rule.matchers.flatMap(({ op, value }) => (op === '=~' || op === '!~' ? [value] : []));
  if (rule.device.by === 'label' && rule.device.pattern) patterns.push(rule.device.pattern);
  return patterns.flatMap((source) => {
    try {
      RE2JS.compile(source);
      return [];
    } catch (error) {
      return [`${source}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

/** Fills `{{labels.x}}` and `{{annotations.x}}`; what is not there is left out. */
function filled(template: string, alert: AlertFacts): string {
  return template
    .replace(/\{\{\s*(labels|annotations)\.([^\s{}]+)\s*\}\}/g, (_, kind: 'labels' | 'annotations', name: string) =>
      Object.hasOwn(alert[kind], name) ? (alert[kind][name] ?? '') : '',
    )
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, TITLE_LENGTH);
}

function plainTitle({ labels, annotations }: AlertFacts): string {
  const name = annotations['summary'] ?? labels['alertname'] ?? Object.values(labels)[0] ?? '';
  return (name.replace(/\s+/g, ' ').trim() || '—').slice(0, TITLE_LENGTH);
}
