import { valuesOf } from '../expressions/compile/iteration.js';
import type { Work } from '../expressions/compile/env.js';
import { callNamed, feelFunction } from '../expressions/feel-values.js';
import type { FeelContext } from '../expressions/index.js';
import { coerce, ANY } from '../expressions/types.js';
import { FeelCallable, isContext, type FeelValue } from '../expressions/values.js';
import { DecisionError } from './decision-error.js';
import type { DecisionLogic, DecisionRule } from './decision-model.js';
import { decideTable } from './decision-table.js';

/** Names in sight of a boxed expression: JSON of the caller or FEEL values. */
export type Scope = Readonly<Record<string, unknown>>;

/** What running a boxed expression needs: the clock, the budget, and who wants to know the rules that matched. */
export interface LogicRun {
  readonly context: FeelContext;
  readonly work: Work;
  readonly onMatched: ((rules: readonly DecisionRule[]) => void) | null;
}

/** Runs a boxed expression (DMN 1.3, 8 and 10.2; DMN 1.4, 10.2.2.9–10.2.2.12). */
export function runLogic(logic: DecisionLogic, scope: Scope, run: LogicRun): FeelValue {
  const inner: LogicRun = run.onMatched === null ? run : { ...run, onMatched: null };
  const ask = (part: DecisionLogic, names: Scope = scope): FeelValue => runLogic(part, names, inner);
  switch (logic.kind) {
    case 'literal':
      return logic.expression.raw({ ...run.context, variables: scope, work: run.work });
    case 'table': {
      const { value, matched } = decideTable(logic, { ...run.context, variables: scope, work: run.work });
      run.onMatched?.(matched);
      return value;
    }
    case 'context':
      return runContext(logic, scope, ask);
    case 'list':
      return logic.elements.map((element) => ask(element));
    case 'relation':
      return logic.rows.map(
        (row) =>
          new Map(
            logic.columns.map((column, index) => {
              const cell = row[index];
              return [column, cell === undefined ? null : ask(cell)];
            }),
          ),
      );
    case 'function': {
      const names = logic.parameters.map((parameter) => parameter.name);
      const types = { parameters: logic.parameters.map((parameter) => parameter.type), result: ANY };
      return feelFunction(
        names,
        (...args) => {
          const bound: Record<string, unknown> = { ...scope };
          for (const [index, parameter] of logic.parameters.entries()) {
            const given = args[index] ?? null;
            const value = coerce(given, parameter.type);
            // An argument of another type is an error, so the call is null.
            if (value === null && given !== null) return null;
            bound[parameter.name] = value;
          }
          return run.work.call(() => ask(logic.body, bound));
        },
        types,
      );
    }
    case 'invocation': {
      const target = ask(logic.called);
      if (!(target instanceof FeelCallable))
        throw new DecisionError('The invocation calls something that is not a function.');
      return callNamed(target, new Map(logic.bindings.map((binding) => [binding.name, ask(binding.logic)])));
    }
    case 'conditional':
      return choose(
        ask(logic.test),
        () => ask(logic.yes),
        () => ask(logic.no),
      );
    case 'typed':
      return coerce(ask(logic.logic), logic.type);
    case 'for':
    case 'some':
    case 'every':
    case 'filter':
      return runIterator(logic, scope, run.work, ask);
  }
}

/** Null counts as false; a condition that is no truth value is an error. */
function choose(test: FeelValue, yes: () => FeelValue, no: () => FeelValue): FeelValue {
  if (test === true) return yes();
  return test === false || test === null ? no() : null;
}

type Ask = (part: DecisionLogic, names?: Scope) => FeelValue;

/** Entries see the ones before them; an entry without a name is the result (DMN 1.3, 8.2.4). */
function runContext(logic: Extract<DecisionLogic, { kind: 'context' }>, outer: Scope, ask: Ask): FeelValue {
  const result = new Map<string, FeelValue>();
  const scope: Record<string, unknown> = { ...outer };
  for (const entry of logic.entries) {
    const value = coerce(ask(entry.logic, scope), entry.type);
    if (entry.name === null) return value;
    result.set(entry.name, value);
    scope[entry.name] = value;
  }
  return result;
}

function runIterator(
  logic: Extract<DecisionLogic, { kind: 'for' | 'some' | 'every' | 'filter' }>,
  scope: Scope,
  work: Work,
  ask: Ask,
): FeelValue {
  const values = valuesOf(ask(logic.source));
  if (values === null) return null;
  const answers: FeelValue[] = [];
  const kept: FeelValue[] = [];
  for (const value of values) {
    work.spend(1);
    const entries = logic.kind === 'filter' && isContext(value) ? Object.fromEntries(value) : {};
    const answer = ask(logic.body, { ...scope, partial: answers, ...entries, [logic.variable]: value });
    answers.push(answer);
    if (answer === true) kept.push(value);
  }
  const logical = answers.every((answer) => typeof answer === 'boolean');
  switch (logic.kind) {
    case 'for':
      return answers;
    case 'filter':
      return logical ? kept : null;
    case 'some':
      return logical ? kept.length > 0 : null;
    case 'every':
      return answers.includes(false) ? false : logical ? true : null;
  }
}
