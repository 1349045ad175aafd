import { compileExpression, type FeelContext } from '../expressions/index.js';
import { SLOT } from './form-model.js';
import { isJson } from './parse-form.js';

/** A schema as one task shows it, with the variables its fields show. */
export interface FilledForm {
  readonly schema: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Puts the components that variables hold into the groups that ask for them (`pledge:components`). A group whose FEEL
 * yields no list keeps the components that are drawn in it. Pure; a schema without such groups comes back as it is.
 */
export function fillForm(schema: unknown, context: FeelContext): FilledForm {
  if (!isJson(schema) || !Array.isArray(schema['components'])) return { schema, variables: context.variables };
  const shown: Record<string, unknown> = {};
  const components = (schema['components'] as unknown[]).map((one) => fill(one, context, shown));
  return { schema: { ...schema, components }, variables: { ...context.variables, ...shown } };
}

function fill(component: unknown, context: FeelContext, shown: Record<string, unknown>): unknown {
  if (!isJson(component) || !Array.isArray(component['components'])) return component;
  const properties = isJson(component['properties']) ? component['properties'] : {};
  const found = evaluate(properties[SLOT.components], context);
  const own = Array.isArray(found) ? found : (component['components'] as unknown[]);
  const values = evaluate(properties[SLOT.values], context);
  if (isJson(values)) for (const key of own.map(keyOf)) if (Object.hasOwn(values, key)) shown[key] = values[key];
  return { ...component, components: own.map((one) => fill(one, context, shown)) };
}

function keyOf(component: unknown): string {
  // A computed field is not shown: what it held before must not stand for what it yields now.
  if (!isJson(component) || component['type'] === 'expression') return '';
  return typeof component['key'] === 'string' ? component['key'] : '';
}

function evaluate(source: unknown, context: FeelContext): unknown {
  if (typeof source !== 'string' || source === '') return null;
  const compiled = compileExpression(source.replace(/^=/, ''));
  const result = compiled.ok ? compiled.expression.evaluate(context) : null;
  return result?.ok === true ? result.value : null;
}
