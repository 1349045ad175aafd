import { RULE_KINDS, type RuleKind, type StepSelector } from '@pledge/contracts';
import type { Change } from '../publish/what-changed.js';

/** The choices of steps that a kind of rule has. */
export type PartName = 'first' | 'then' | 'again' | 'step' | 'after' | 'unless' | 'until' | 'one' | 'other';

/** A rule while it is being made: it may be incomplete. */
export interface RuleContent {
  readonly key: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly active: boolean;
  readonly severity: 'error' | 'warning';
  readonly processes: readonly string[];
  readonly kind: RuleKind;
  readonly message: string;
  readonly times: number;
  readonly parts: Readonly<Partial<Record<PartName, readonly StepSelector[]>>>;
}

/** The parts of each kind, in the order of the sentence; the others may stay empty. */
export const PARTS: Readonly<Record<RuleKind, readonly { readonly name: PartName; readonly required: boolean }[]>> = {
  before: [
    { name: 'first', required: true },
    { name: 'then', required: true },
    { name: 'again', required: false },
  ],
  through: [
    { name: 'step', required: true },
    { name: 'after', required: false },
    { name: 'unless', required: false },
  ],
  heard: [
    { name: 'after', required: false },
    { name: 'until', required: false },
  ],
  'not-both': [
    { name: 'one', required: true },
    { name: 'other', required: true },
  ],
  'at-most': [{ name: 'step', required: true }],
};

/** What a new rule starts from. */
export function newRule(key: string, name: { readonly zh: string; readonly en: string }): string {
  return writeRule({
    key,
    name,
    active: true,
    severity: 'warning',
    processes: [],
    kind: 'before',
    message: '',
    times: 1,
    parts: {},
  });
}

/** The stored text of a rule, with what belongs to its kind only. */
export function writeRule(rule: RuleContent): string {
  const { key, name, active, severity, processes, kind, message, times, parts } = rule;
  const chosen = PARTS[kind].flatMap((part) => {
    const choice = (parts[part.name] ?? []).filter(({ value }) => value !== '');
    return choice.length > 0 || part.required ? [[part.name, choice] as const] : [];
  });
  return `${JSON.stringify(
    {
      key,
      name,
      active,
      severity,
      processes,
      kind,
      ...(kind === 'heard' ? { message } : {}),
      ...(kind === 'at-most' ? { times } : {}),
      ...Object.fromEntries(chosen),
    },
    null,
    2,
  )}\n`;
}

/** @returns null for a text that is no rule */
export function readRule(content: string): RuleContent | null {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const data = value as Record<string, unknown>;
  const kind = RULE_KINDS.find((each) => each === data['kind']);
  const name = data['name'] as { zh?: unknown; en?: unknown } | undefined;
  if (kind === undefined || typeof data['key'] !== 'string' || typeof name !== 'object') return null;
  const parts = Object.fromEntries(
    PARTS[kind].map(({ name: part }) => [part, Array.isArray(data[part]) ? (data[part] as StepSelector[]) : []]),
  );
  return {
    key: data['key'],
    name: { zh: textOf(name.zh), en: textOf(name.en) },
    active: data['active'] !== false,
    severity: data['severity'] === 'error' ? 'error' : 'warning',
    processes: Array.isArray(data['processes']) ? (data['processes'] as string[]) : [],
    kind,
    message: textOf(data['message']),
    times: typeof data['times'] === 'number' ? data['times'] : 1,
    parts,
  };
}

/** What of the rule is another; `nameOf` gives the words. */
export function ruleChanges(before: string, after: string, nameOf: (field: string) => string): readonly Change[] {
  const [old, now] = [readRule(before), readRule(after)];
  if (!old || !now) return [];
  const fields = ['name', 'active', 'severity', 'processes', 'kind', 'message', 'times', 'parts'] as const;
  return fields
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]))
    .map((field) => ({ kind: 'changed', id: field, name: nameOf(field), type: 'rule' }));
}

/** Whether everything that the kind needs is chosen. */
export function isComplete({ name, kind, parts, message }: RuleContent): boolean {
  return (
    name.zh.trim() !== '' &&
    name.en.trim() !== '' &&
    (kind !== 'heard' || message !== '') &&
    PARTS[kind].every((part) => !part.required || (parts[part.name] ?? []).some(({ value }) => value !== ''))
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
