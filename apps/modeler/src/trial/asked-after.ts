import type { StudioModeler } from '../editor/create-modeler.js';
import type { BusinessObject } from '../editor/diagram-types.js';
import { namesIn, type KnownVariable } from '../properties/known-variables.js';

/** How many gateways in a row are looked at. */
const DEPTH = 4;

/** Data that the ways after a step are chosen by and that the case does not have yet: what its result should say. */
export function askedAfter(
  modeler: StudioModeler,
  elementId: string,
  variables: Readonly<Record<string, unknown>>,
): readonly string[] {
  const business = modeler.service('elementRegistry').get(elementId)?.businessObject;
  const asked = new Set<string>();
  if (business) look(business, DEPTH, asked);
  return [...asked].filter((name) => variables[name] === undefined || variables[name] === null);
}

function look(from: BusinessObject, depth: number, asked: Set<string>): void {
  for (const flow of from.outgoing ?? []) {
    const formula = flow.conditionExpression?.body;
    if (formula !== undefined) for (const name of namesIn(formula)) asked.add(name);
    const target = flow.get('targetRef') as BusinessObject | undefined;
    if (depth > 0 && target && /Gateway$/.test(target.$type)) look(target, depth - 1, asked);
  }
}

/** The same variables; where the diagram compares one with texts, these are offered too. */
export function withLiterals(modeler: StudioModeler, known: readonly KnownVariable[]): readonly KnownVariable[] {
  const formulas = new Set<string>();
  for (const { businessObject } of modeler.service('elementRegistry').filter(() => true))
    if (businessObject.conditionExpression?.body !== undefined) formulas.add(businessObject.conditionExpression.body);
  const texts = literalsIn([...formulas]);
  return known.map((variable) => {
    const found = texts.get(variable.value);
    if (!found || variable.options.length > 0) return variable;
    return { ...variable, options: [...found].map((value) => ({ value, zh: value, en: value })) };
  });
}

/** Texts and truth values that formulas compare names with. */
export function literalsIn(formulas: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const texts = new Map<string, Set<string>>();
  const add = (name: string, value: string): void => {
    texts.set(name, (texts.get(name) ?? new Set()).add(value));
  };
  for (const formula of formulas) {
    for (const [, name = '', , text, truth] of formula.matchAll(
      /([\p{L}_][\p{L}\p{N}_]*)\s*(!?=)\s*(?:"([^"]*)"|(true|false)\b)/gu,
    ))
      add(name, text ?? truth ?? '');
    for (const [, name = '', list = ''] of formula.matchAll(/([\p{L}_][\p{L}\p{N}_]*)\s+in\s+[[(]([^\])]*)[\])]/gu))
      for (const [, text = ''] of list.matchAll(/"([^"]*)"/g)) add(name, text);
  }
  return texts;
}
