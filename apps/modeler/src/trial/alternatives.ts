import type { SimulationRunsRequest } from '@pledge/contracts';
import type { StudioModeler } from '../editor/create-modeler.js';
import type { KnownVariable } from '../properties/known-variables.js';
import { typedValue } from '../studio/typed-value.js';
import { askedAfter } from './asked-after.js';

type Answers = NonNullable<SimulationRunsRequest['scenario']['answers']>;

/** How many combinations one step may have. */
const MOST = 24;
const SYSTEM = new Set(['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask', 'bpmn:ScriptTask']);

/** Results that system steps may have by chance: what the ways after them are chosen by, in every combination of the values the diagram knows. */
export function alternativesOf(modeler: StudioModeler, known: readonly KnownVariable[]): Answers {
  const answers: Answers = {};
  for (const { id } of modeler.service('elementRegistry').filter((element) => SYSTEM.has(element.type))) {
    const asked = askedAfter(modeler, id, {}).map((name) => ({
      name,
      values: (known.find(({ value }) => value === name)?.options ?? []).map(({ value }) => typedValue(value)),
    }));
    const combined = combinations(asked.filter(({ values }) => values.length > 0));
    if (combined.length > 1) answers[id] = combined.map((variables) => ({ variables }));
  }
  return answers;
}

/** Every combination of the values of names; cut off at `MOST`. */
export function combinations(
  names: readonly { readonly name: string; readonly values: readonly unknown[] }[],
): Record<string, unknown>[] {
  return names.reduce<Record<string, unknown>[]>(
    (before, { name, values }) =>
      before.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))).slice(0, MOST),
    [{}],
  );
}
