import type { ModdleElement } from 'bpmn-moddle';
import { isJuel } from './juel/to-feel.js';
import { childrenOf, localOf, textOf } from './model.js';
import { type Found, type MadeForm, type Work, type Writer } from './work.js';

/** Kind of a field there → component here. */
const COMPONENTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  string: { type: 'textfield' },
  long: { type: 'number', decimalDigits: 0 },
  integer: { type: 'number', decimalDigits: 0 },
  int: { type: 'number', decimalDigits: 0 },
  double: { type: 'number' },
  boolean: { type: 'checkbox' },
  date: { type: 'datetime', subtype: 'date' },
  enum: { type: 'select' },
};

/** Constraints of a field, by name: the rule of a component. */
const RULES: Readonly<Record<string, string>> = {
  minlength: 'minLength',
  maxlength: 'maxLength',
  min: 'min',
  max: 'max',
};

function formOf(found: Found, work: Work): MadeForm {
  const elementId = String(found.owner.id ?? '');
  const known = work.forms.find((form) => form.elementId === elementId);
  if (known) return known;
  const made: MadeForm = { key: `${work.processKey}-${elementId}`, elementId, components: [] };
  work.forms.push(made);
  work.extensions.set(found.owner, 'zeebe:FormDefinition', { formId: made.key });
  return made;
}

/** What is not carried over of a field is told on a line of its own. */
function addField(field: ModdleElement, found: Found, work: Work): void {
  const form = formOf(found, work);
  const key = textOf(field, 'variable') || textOf(field, 'id');
  const kind = textOf(field, 'type') || 'string';
  const component = COMPONENTS[kind] ?? { type: 'textfield' };
  const label = textOf(field, 'label') || textOf(field, 'name') || key;
  const validate: Record<string, unknown> = {};
  const lost: string[] = COMPONENTS[kind] ? [] : [`type=${kind}`];
  if (textOf(field, 'required') === 'true') validate['required'] = true;
  for (const constraint of childrenOf(field)
    .filter((each) => localOf(each) === 'validation')
    .flatMap(childrenOf)) {
    const name = textOf(constraint, 'name');
    const rule = RULES[name];
    if (name === 'required') validate['required'] = true;
    else if (rule !== undefined && Number.isFinite(Number(textOf(constraint, 'config'))))
      validate[rule] = Number(textOf(constraint, 'config'));
    else if (name !== 'readonly') lost.push(`${name}=${textOf(constraint, 'config')}`);
  }
  const readonly =
    textOf(field, 'writable') === 'false' ||
    childrenOf(field)
      .flatMap(childrenOf)
      .some((each) => textOf(each, 'name') === 'readonly');
  const preset = textOf(field, 'defaultValue') || textOf(field, 'default');
  if (isJuel(preset)) lost.push(`default=${preset}`);
  for (const name of ['expression', 'datePattern'])
    if (textOf(field, name) !== '') lost.push(`${name}=${textOf(field, name)}`);
  if (textOf(field, 'readable') === 'false') lost.push('readable=false');
  const values = childrenOf(field).filter((each) => localOf(each) === 'value');
  form.components.push({
    ...component,
    id: `field-${form.components.length + 1}`,
    key,
    ...(component['type'] === 'datetime' ? { dateLabel: label } : { label }),
    ...(values.length === 0
      ? {}
      : {
          values: values.map((each) => ({
            value: textOf(each, 'id'),
            label: textOf(each, 'name') || textOf(each, 'id'),
          })),
        }),
    ...(preset === '' || isJuel(preset) ? {} : { defaultValue: typed(preset, String(component['type'])) }),
    ...(readonly ? { readonly: true } : {}),
    ...(Object.keys(validate).length === 0 ? {} : { validate }),
  });
  const place = { ...found.place, subject: `${found.place.subject} ${key}`, value: kind };
  work.report.translated(place, `form-js ${String(component['type'])}`, 'formMade');
  for (const each of lost) {
    work.extensions.note(found.owner, place.subject, each);
    work.report.needsYou({ ...place, value: each }, 'formValue');
  }
}

function typed(text: string, component: string): unknown {
  if (component === 'checkbox') return text === 'true';
  if (component === 'number') return Number.isFinite(Number(text)) ? Number(text) : text;
  return text;
}

/** Camunda: fields inside one element. */
const formData: Writer = (found, work) => {
  const fields = childrenOf(found.node ?? found.element);
  for (const field of fields) addField(field, found, work);
  if (fields.length === 0) work.report.ignored(found.place, 'tool');
};
/** Flowable and Activiti: one element a field. */
const formProperty: Writer = (found, work) => addField(found.node ?? found.element, found, work);

export const formWriters = { formData, formProperty } satisfies Record<string, Writer>;

/** The form as form-js reads it. */
export function formJson(form: MadeForm): string {
  return JSON.stringify({ type: 'default', id: form.key, schemaVersion: 19, components: form.components }, null, 2);
}
