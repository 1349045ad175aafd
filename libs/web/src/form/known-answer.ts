import type { TaskForm } from '@pledge/contracts';
import { keyedComponents, type FormComponent, type FormSchema } from './localize-schema.js';

/**
 * What a task is completed with when nobody opens its form: what is known and drafted already. null: its form asks for
 * something that is not there yet, so somebody has to open it. The server checks all the same.
 */
export function knownAnswer(form: TaskForm): Record<string, unknown> | null {
  if (form.schema === null) return {};
  const known: Record<string, unknown> = { ...form.variables, ...form.draft };
  const fields = keyedComponents(form.schema as FormSchema).filter((component) => component['disabled'] !== true);
  const answer: Record<string, unknown> = {};
  for (const field of fields) {
    const value = known[field.key ?? ''];
    if (isEmpty(value)) {
      if (isRequired(field)) return null;
    } else answer[field.key ?? ''] = value;
  }
  return answer;
}

function isRequired(field: FormComponent): boolean {
  const rules = field['validate'];
  return typeof rules === 'object' && rules !== null && (rules as { readonly required?: unknown }).required === true;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
