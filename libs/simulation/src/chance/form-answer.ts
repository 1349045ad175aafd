import { validateSubmission, type FeelContext, type Form } from '@pledge/engine';
import type { Random } from './random.js';

type FormField = Form['scope']['fields'][number];

/** How often an answer that the form refuses is drawn again. */
const TRIES = 6;
const DAY_MS = 86_400_000;

/**
 * What somebody might fill in: drawn at random, put right by the form's own rules where they refuse it. Fields without
 * choices get plausible stand-ins. The last draw is given even if the form still refuses part of it; that part is left out.
 */
export function randomAnswer(form: Form, context: FeelContext, random: Random): Record<string, unknown> {
  let data: Record<string, unknown> = {};
  for (let round = 0; round < TRIES; round++) {
    data = draw(form, context, random);
    const checked = validateSubmission(form, data, context);
    if (checked.ok) return checked.values;
  }
  return data;
}

function draw(form: Form, context: FeelContext, random: Random): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const field of form.scope.fields) {
    if (field.disabled || field.type === 'expression' || field.type === 'filepicker') continue;
    if (!field.rules.required && random.next() < 0.3) continue;
    const value = valueFor(field, context, random);
    if (value !== undefined) put(data, field.path, value);
  }
  return data;
}

function valueFor(field: FormField, context: FeelContext, random: Random): unknown {
  switch (field.type) {
    case 'textfield':
    case 'textarea':
      return field.rules.format === 'phone' ? '13800138000' : field.rules.format === 'email' ? 'a@example.com' : 'OK';
    case 'number': {
      const min = fixed(field.rules.min) ?? 0;
      const max = Math.max(min, fixed(field.rules.max) ?? min + 100);
      const step = field.rules.step ?? 1;
      return min + Math.floor((random.next() * (max - min)) / step) * step;
    }
    case 'checkbox':
      return random.next() < 0.5;
    case 'radio':
    case 'select':
      return random.pick(choices(field, context));
    case 'checklist':
    case 'taglist':
      return choices(field, context).filter(() => random.next() < 0.5);
    case 'datetime': {
      const at = new Date(context.now + Math.floor(random.next() * DAY_MS)).toISOString();
      return field.subtype === 'time'
        ? at.slice(11, 16)
        : field.subtype === 'datetime'
          ? at.slice(0, 19) + 'Z'
          : at.slice(0, 10);
    }
    case 'filepicker':
    case 'expression':
      return undefined;
  }
}

function choices(field: FormField, context: FeelContext): readonly unknown[] {
  const { options } = field;
  if (options === undefined) return [];
  if (options.kind === 'static') return options.values;
  if (options.kind === 'key') return plain(context.variables[options.key]);
  const found = options.expression.evaluate(context);
  return found.ok ? plain(found.value) : [];
}

/** Options are values, or objects with a value. */
function plain(list: unknown): readonly unknown[] {
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).map((each) =>
    typeof each === 'object' && each !== null && 'value' in each ? (each as { value: unknown }).value : each,
  );
}

function fixed(rule: FormField['rules']['min']): number | undefined {
  return rule?.kind === 'fixed' ? rule.value : undefined;
}

function put(data: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    data[head] = value;
    return;
  }
  const inner = data[head];
  const held = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  data[head] = held;
  put(held, rest, value);
}
