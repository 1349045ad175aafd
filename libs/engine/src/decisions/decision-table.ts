import type { FeelContext } from '../expressions/index.js';
import { fromPlain, toPlain } from '../expressions/feel-values.js';
import { DecisionError } from './decision-error.js';
import type { Aggregation, DecisionOutput, DecisionRule, DecisionTable } from './decision-model.js';

/**
 * Which rules match, and what the hit policy makes of them (DMN 1.3, 8.2.10 and 8.3).
 * @throws DecisionError where UNIQUE or ANY is violated, a cell cannot be evaluated or a sum meets something else than numbers.
 */
export function decideTable(
  table: DecisionTable,
  context: FeelContext,
): { value: unknown; matched: readonly DecisionRule[] } {
  const inputs = table.inputs.map((input) => fromPlain(input.expression.raw(context), input.typeRef));
  const matching = table.rules.filter((rule) => rule.tests.every((test, index) => isHit(test, inputs[index], context)));
  const rows = matching.map((rule) => ({
    rule,
    values: rule.outputs.map((cell) => (cell === null ? null : cell.raw(context))),
  }));
  const single = (row: Row | undefined): { value: unknown; matched: readonly DecisionRule[] } =>
    row === undefined ? { value: null, matched: [] } : { value: shape(table.outputs, row.values), matched: [row.rule] };
  const several = (list: readonly Row[]): { value: unknown; matched: readonly DecisionRule[] } => ({
    value: list.map((row) => shape(table.outputs, row.values)),
    matched: list.map((row) => row.rule),
  });
  if (rows.length === 0)
    return { value: table.aggregation === 'COUNT' ? 0 : defaultOf(table.outputs, context), matched: [] };
  switch (table.hitPolicy) {
    case 'UNIQUE':
      if (rows.length > 1) throw new DecisionError(`Hit policy UNIQUE: the rules ${numbers(rows)} match at once.`);
      return single(rows[0]);
    case 'ANY':
      if (new Set(rows.map((row) => key(row.values))).size > 1) {
        throw new DecisionError(`Hit policy ANY: the rules ${numbers(rows)} match and differ in their outputs.`);
      }
      return { ...single(rows[0]), matched: matching };
    case 'FIRST':
      return single(rows[0]);
    case 'PRIORITY':
      return single(byPriority(table.outputs, rows, context)[0]);
    case 'RULE ORDER':
      return several(rows);
    case 'OUTPUT ORDER':
      return several(byPriority(table.outputs, rows, context));
    case 'COLLECT':
      return table.aggregation === undefined
        ? several(rows)
        : { value: aggregate(table.aggregation, rows), matched: matching };
  }
}

interface Row {
  readonly rule: DecisionRule;
  readonly values: readonly unknown[];
}

function isHit(test: DecisionRule['tests'][number], input: unknown, context: FeelContext): boolean {
  const answer = test.test(input, context);
  if (!answer.ok) throw new DecisionError(answer.message);
  return answer.value;
}

/** One column: the bare value; several: a context by column name. */
function shape(outputs: readonly DecisionOutput[], values: readonly unknown[]): unknown {
  if (outputs.length === 1) return values[0] ?? null;
  return Object.fromEntries(outputs.map((output, index) => [output.name, values[index] ?? null]));
}

function defaultOf(outputs: readonly DecisionOutput[], context: FeelContext): unknown {
  if (outputs.every((output) => output.defaultValue === undefined)) return null;
  return shape(
    outputs,
    outputs.map((output) => output.defaultValue?.raw(context) ?? null),
  );
}

/** Sorted by the order of the allowed values, the first column first; rules of equal rank keep their order. */
function byPriority(outputs: readonly DecisionOutput[], rows: readonly Row[], context: FeelContext): readonly Row[] {
  const ranks = outputs.map((output) => {
    const values = output.values?.raw(context);
    return Array.isArray(values) ? values.map((value) => key([value])) : [];
  });
  const rank = (row: Row, column: number): number => {
    const position = ranks[column]?.indexOf(key([row.values[column]])) ?? -1;
    return position === -1 ? Number.MAX_SAFE_INTEGER : position;
  };
  return [...rows].sort((a, b) => {
    for (let column = 0; column < outputs.length; column++) {
      const difference = rank(a, column) - rank(b, column);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function aggregate(aggregation: Aggregation, rows: readonly Row[]): number {
  if (aggregation === 'COUNT') return rows.length;
  const values = rows.map((row) => {
    const value = toPlain(row.values[0]);
    return value.ok ? value.value : null;
  });
  const list = values.filter((value): value is number => typeof value === 'number');
  if (list.length !== values.length)
    throw new DecisionError(`Aggregation ${aggregation}: the rules ${numbers(rows)} do not all yield numbers.`);
  switch (aggregation) {
    case 'SUM':
      return list.reduce((sum, value) => sum + value, 0);
    case 'MIN':
      return list.reduce((least, value) => (value < least ? value : least));
    case 'MAX':
      return list.reduce((most, value) => (value > most ? value : most));
  }
}

function key(values: readonly unknown[]): string {
  const plain = toPlain(values);
  if (!plain.ok) throw new DecisionError(plain.message);
  return JSON.stringify(plain.value);
}

function numbers(rows: readonly Row[]): string {
  return rows.map((row) => row.rule.number).join(', ');
}
