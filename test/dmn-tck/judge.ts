import { equals } from '../../libs/engine/src/expressions/compare.js';
import { parseDuration } from '../../libs/engine/src/expressions/temporal/durations.js';
import { parseDate, parseDateTime, parseTime } from '../../libs/engine/src/expressions/temporal/parse.js';
import { isContext, isList, isNumber, num, type FeelValue } from '../../libs/engine/src/expressions/values.js';
import type { DecisionModel } from '../../libs/engine/src/decisions/index.js';
import { decide, decideService, invokeKnowledge } from '../../libs/engine/src/decisions/decision.js';
import { readDmn } from '../../libs/engine/src/decisions/parse-dmn.js';
import type { TckCase, TckFile, TckResult, TckValue } from './suite.js';

/** What became of one case; `why` is empty where it passed. */
export interface Verdict {
  readonly file: TckFile;
  readonly id: string;
  readonly why: string;
}

/** The suite's cases do not depend on the clock; `now()` is asked for its kind only. */
const CLOCK = { now: Date.UTC(2026, 0, 1), zone: 'UTC' };

/** Runs every case of a file. A file that cannot be read fails all of them. */
export async function judgeFile(file: TckFile): Promise<Verdict[]> {
  const { model, findings } = await readDmn(file.model, file.others);
  return file.cases.map((each) => {
    const why = model === null ? (findings[0]?.message.en ?? 'no model') : judgeCase(model, each);
    return { file, id: each.id, why };
  });
}

function judgeCase(model: DecisionModel, test: TckCase): string {
  const variables = Object.fromEntries(test.inputs.map(([name, value]) => [name, feelOf(value)]));
  for (const result of test.results) {
    const why = judgeResult(model, test, result, variables);
    if (why !== '') return why;
  }
  return test.results.length === 0 ? 'no result asked for' : '';
}

function judgeResult(
  model: DecisionModel,
  test: TckCase,
  result: TckResult,
  variables: Record<string, FeelValue>,
): string {
  const expected = feelOf(result.expected);
  try {
    const actual = run(model, test, result.name, variables);
    if (same(actual, expected)) return '';
    return `${result.name}: expected ${show(expected)}, got ${show(actual)}`;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return result.error ? '' : `${result.name}: expected ${show(expected)}, failed: ${message}`;
  }
}

function run(model: DecisionModel, test: TckCase, name: string, variables: Record<string, FeelValue>): FeelValue {
  const context = { ...CLOCK, variables };
  const byName = <T extends { readonly name: string; readonly id: string }>(
    all: ReadonlyMap<string, T>,
    wanted: string,
  ): T | undefined => [...all.values()].find((each) => each.name === wanted);
  if (test.type === 'bkm' || (test.invocable !== undefined && byName(model.functions, test.invocable) !== undefined)) {
    return invokeKnowledge(model, byName(model.functions, test.invocable ?? name)?.id ?? '', context);
  }
  if (test.invocable !== undefined || test.type === 'decisionService') {
    const service = byName(model.services, test.invocable ?? name);
    const value = decideService(model, service?.id ?? '', context);
    return service !== undefined && service.outputs.length > 1 && isContext(value) ? (value.get(name) ?? null) : value;
  }
  return decide(model, byName(model.decisions, name)?.id ?? name, context);
}

function feelOf(value: TckValue): FeelValue {
  switch (value.kind) {
    case 'null':
      return null;
    case 'list':
      return value.items.map(feelOf);
    case 'context':
      return new Map(value.entries.map(([key, entry]) => [key, feelOf(entry)]));
    case 'scalar':
      return scalarOf(value.type, value.text);
  }
}

function scalarOf(type: string, text: string): FeelValue {
  switch (type) {
    case 'boolean':
      return text.trim() === 'true';
    case 'decimal':
    case 'double':
      return num(text.trim());
    case 'date':
      return parseDate(text.trim());
    case 'time':
      return parseTime(text.trim());
    case 'dateTime':
      return parseDateTime(text.trim());
    case 'duration':
      return parseDuration(text.trim());
    default:
      return text;
  }
}

/** FEEL equality with kinds; numbers may differ after the eighth digit, as in the suite's own runners. */
function same(actual: FeelValue, expected: FeelValue): boolean {
  if (isNumber(actual) && isNumber(expected)) {
    const scale = expected.abs().lt(1) ? num(1) : expected.abs();
    return actual.minus(expected).abs().lte(scale.times(1e-8));
  }
  if (isList(actual) && isList(expected)) {
    return actual.length === expected.length && actual.every((value, index) => same(value, expected[index] ?? null));
  }
  if (isContext(actual) && isContext(expected)) {
    return (
      actual.size === expected.size &&
      [...expected].every(([key, value]) => actual.has(key) && same(actual.get(key) ?? null, value))
    );
  }
  return equals(actual, expected) === true;
}

function show(value: FeelValue): string {
  if (value === null) return 'null';
  if (isList(value)) return `[${value.map(show).join(', ')}]`;
  if (isContext(value)) return `{${[...value].map(([key, entry]) => `${key}: ${show(entry)}`).join(', ')}}`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
