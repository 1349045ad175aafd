import type { ModelingCatalogue, ModelingChoice, ModelingField } from '@pledge/contracts';
import type { StudioModeler } from '../editor/create-modeler.js';
import type { BusinessObject, ModdleElement } from '../editor/diagram-types.js';

/** Something a case knows: an answer of a form, a result, or a name that the diagram uses. */
export type KnownVariable = Omit<ModelingField, 'form'>;

/** What can be asked about in this diagram: answers of its forms first, then results, then every name its formulas use. */
export function knownVariables(modeler: StudioModeler, catalogue: ModelingCatalogue): readonly KnownVariable[] {
  const found = new Map<string, KnownVariable>();
  const add = (variable: KnownVariable): void => {
    const before = found.get(variable.value);
    if (!before || (before.options.length === 0 && variable.options.length > 0)) found.set(variable.value, variable);
  };
  const forms = new Set<string>();
  const results: string[] = [];
  const formulas: string[] = [];
  const seen = new Set<unknown>();
  for (const element of modeler.service('elementRegistry').filter(() => true)) {
    if (seen.has(element.businessObject)) continue;
    seen.add(element.businessObject);
    collect(element.businessObject, forms, results, formulas);
  }
  for (const field of catalogue.fields) if (forms.has(field.form)) add(field);
  for (const field of catalogue.fields) if (field.form === '') add(field);
  const plain = (value: string): KnownVariable => ({ value, zh: value, en: value, type: 'text', options: [] });
  for (const name of [...results, ...formulas.flatMap(namesIn)])
    if (!found.has(name)) add(catalogue.fields.find((field) => field.value === name) ?? plain(name));
  return [...found.values()];
}

function collect(business: BusinessObject, forms: Set<string>, results: string[], formulas: string[]): void {
  const text = (value: unknown): void => {
    if (typeof value !== 'string') return;
    if (value.startsWith('=')) formulas.push(value);
  };
  const walk = (item: ModdleElement, depth: number): void => {
    if (depth > 4) return;
    for (const [name, value] of Object.entries(item)) {
      if (name.startsWith('$')) continue;
      if (name === 'formId' && typeof value === 'string') forms.add(value);
      if ((name === 'resultVariable' || name === 'outputCollection' || name === 'target') && typeof value === 'string')
        results.push(value);
      text(value);
      for (const inner of Array.isArray(value) ? (value as unknown[]) : [])
        if (typeof inner === 'object' && inner !== null && '$type' in inner) walk(inner as ModdleElement, depth + 1);
    }
  };
  for (const item of business.extensionElements?.values ?? []) walk(item, 0);
  text(business.conditionExpression?.body);
  for (const definition of business.eventDefinitions ?? []) {
    const condition = definition['condition'] as { body?: string } | undefined;
    text(condition?.body);
  }
}

const WORDS = new Set(
  'and or not if then else for in return some every satisfies between null true false instance of function now today date time duration string number count sum min max list contains'.split(
    ' ',
  ),
);
/** Names that a FEEL formula reads. */
export function namesIn(formula: string): string[] {
  const bare = formula.replace(/"(?:[^"\\]|\\.)*"/g, ' ');
  return [...bare.matchAll(/(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*(?!\s*\()/gu)]
    .map((match) => match[0])
    .filter((name) => !WORDS.has(name));
}

/** The choices of a list, in the order found. */
export function asChoices(variables: readonly KnownVariable[]): readonly ModelingChoice[] {
  return variables.map(({ value, zh, en }) => ({ value, zh, en }));
}
