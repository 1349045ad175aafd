/** The few things of a form-js schema that are looked at here. */
interface Component {
  readonly key?: unknown;
  readonly values?: unknown;
  readonly components?: unknown;
}

/**
 * The answer to the task's form: only fields that the form has (an unknown one is refused by the runtime), and yes/no as
 * the form asks it, true and false or the words. Without a form everything is given.
 */
export function answerFor(
  schema: unknown,
  answer: { readonly confirmed: boolean } & Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  if (typeof schema !== 'object' || schema === null) return { ...answer };
  const fields = new Map<string, Component>();
  collect((schema as Component).components, fields);
  const options = fields.get('confirmed')?.values;
  const words =
    Array.isArray(options) && options.some((option: { readonly value?: unknown }) => option.value === 'yes');
  const confirmed = words ? (answer.confirmed ? 'yes' : 'no') : answer.confirmed;
  return Object.fromEntries(
    Object.entries({ ...answer, confirmed }).filter(([key, value]) => fields.has(key) && value !== undefined),
  );
}

function collect(components: unknown, fields: Map<string, Component>): void {
  if (!Array.isArray(components)) return;
  for (const component of components as Component[]) {
    if (typeof component.key === 'string') fields.set(component.key, component);
    collect(component.components, fields);
  }
}
