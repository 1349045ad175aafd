import type { FeelContext } from '../expressions/index.js';
import { add } from '../expressions/arithmetic.js';
import { compare } from '../expressions/compare.js';
import { readAs, toPlain } from '../expressions/feel-values.js';
import { isList, isNumber, num, type FeelValue } from '../expressions/values.js';
import { DecisionError } from './decision-error.js';
import type { Aggregation, DecisionOutput, DecisionRule, DecisionTable } from './decision-model.js';

/**
 * Which rules match, and what the hit policy makes of them (DMN 1.3, 8.2.10 and 8.3).
 * @throws DecisionError where UNIQUE or ANY is violated, a cell cannot be evaluated or a sum meets something else than numbers.
 */
export function decideTable(
  table: DecisionTable,
  context: FeelContext,
): { value: FeelValue; matched: readonly DecisionRule[] } {
  const inputs = table.inputs.map((input) => {
    const value = readAs(input.expression.raw(context), input.type);
    if (value !== null && input.allowed !== undefined && !isHit(input.allowed, value, context)) {
      throw new DecisionError(`The input "${input.expression.text}" has a value that its column does not allow.`);
    }
    return value;
  });
  const matching = table.rules.filter((rule) =>
    rule.tests.every((test, index) => isHit(test, inputs[index] ?? null, context)),
  );
  // FIRST looks no further than the first rule that matches.
  const counted = table.hitPolicy === 'FIRST' ? matching.slice(0, 1) : matching;
  const rows = counted.map((rule) => ({ rule, values: outputsOf(table, rule, context) }));
  const single = (row: Row | undefined): { value: FeelValue; matched: readonly DecisionRule[] } =>
    row === undefined ? { value: null, matched: [] } : { value: shape(table.outputs, row.values), matched: [row.rule] };
  const several = (list: readonly Row[]): { value: FeelValue; matched: readonly DecisionRule[] } => ({
    value: list.map((row) => shape(table.outputs, row.values)),
    matched: list.map((row) => row.rule),
  });
  if (rows.length === 0)
    return { value: table.aggregation === 'COUNT' ? num(0) : defaultOf(table.outputs, context), matched: [] };
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
  readonly values: readonly FeelValue[];
}

function outputsOf(table: DecisionTable, rule: DecisionRule, context: FeelContext): FeelValue[] {
  return rule.outputs.map((cell, index) => {
    const value = cell === null ? null : cell.raw(context);
    const output = table.outputs[index];
    if (value !== null && output?.allowed !== undefined && !isHit(output.allowed, value, context)) {
      throw new DecisionError(`Rule ${rule.number} yields a value that the output "${output.name}" does not allow.`);
    }
    return value;
  });
}

function isHit(test: DecisionRule['tests'][number], input: FeelValue, context: FeelContext): boolean {
  const answer = test.test(input, context);
  if (!answer.ok) throw new DecisionError(answer.message);
  return answer.value;
}

/** One column: the bare value; several: a context by column name. */
function shape(outputs: readonly DecisionOutput[], values: readonly FeelValue[]): FeelValue {
  if (outputs.length === 1) return values[0] ?? null;
  return new Map(outputs.map((output, index) => [output.name, values[index] ?? null]));
}

function defaultOf(outputs: readonly DecisionOutput[], context: FeelContext): FeelValue {
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
    return values !== undefined && isList(values) ? values.map((value) => key([value])) : [];
  });
  const rank = (row: Row, column: number): number => {
    const position = ranks[column]?.indexOf(key([row.values[column] ?? null])) ?? -1;
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

function aggregate(aggregation: Aggregation, rows: readonly Row[]): FeelValue {
  if (aggregation === 'COUNT') return num(rows.length);
  const values = rows.map((row) => row.values[0] ?? null);
  if (!values.every(isNumber))
    throw new DecisionError(`Aggregation ${aggregation}: the rules ${numbers(rows)} do not all yield numbers.`);
  return values.reduce<FeelValue>((best, value) => {
    if (best === null) return value;
    const order = compare(value, best) ?? 0;
    switch (aggregation) {
      case 'SUM':
        return add(best, value);
      case 'MIN':
        return order < 0 ? value : best;
      case 'MAX':
        return order > 0 ? value : best;
    }
  }, null);
}

function key(values: readonly FeelValue[]): string {
  const plain = toPlain(values);
  if (!plain.ok) throw new DecisionError(plain.message);
  return JSON.stringify(plain.value);
}

function numbers(rows: readonly Row[]): string {
  return rows.map((row) => row.rule.number).join(', ');
}
