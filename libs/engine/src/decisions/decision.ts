import type { FeelContext } from '../expressions/index.js';
import { callNamed, feelFunction, fromJson, fromPlain, toPlain } from '../expressions/feel-values.js';
import { FeelCallable } from '../expressions/values.js';
import { DecisionError } from './decision-error.js';
import { decideTable } from './decision-table.js';
import type { Decision, DecisionLogic, DecisionModel, KnowledgeModel } from './decision-model.js';

/** A rule that counted, in the order in which the decisions were made. */
export interface MatchedRule {
  readonly decisionId: string;
  readonly ruleId: string;
  /** 1-based, as the table shows it. */
  readonly rule: number;
}

export type DecisionResult =
  | { readonly ok: true; readonly result: unknown; readonly matchedRules: readonly MatchedRule[] }
  | { readonly ok: false; readonly message: string };

/**
 * Makes a decision after the decisions it requires (DMN 1.3, chapters 6 and 8). Pure: the same context gives the same
 * result. A table with one output yields the bare value, with several a context; no rule and no default: null.
 */
export function evaluateDecision(model: DecisionModel, decisionId: string, context: FeelContext): DecisionResult {
  const matchedRules: MatchedRule[] = [];
  try {
    const value = new Evaluation(model, context, matchedRules).decide(decisionId);
    const plain = toPlain(value);
    return plain.ok ? { ok: true, result: plain.value, matchedRules } : { ok: false, message: plain.message };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

type Scope = Readonly<Record<string, unknown>>;

/** One evaluation of a requirement graph: a decision that two others require is made once. */
class Evaluation {
  private readonly made = new Map<string, unknown>();

  constructor(
    private readonly model: DecisionModel,
    private readonly context: FeelContext,
    private readonly matchedRules: MatchedRule[],
  ) {}

  decide(id: string): unknown {
    if (this.made.has(id)) return this.made.get(id);
    const decision = this.model.decisions.get(id);
    if (decision === undefined) throw new DecisionError(`There is no decision "${id}" in "${this.model.id}".`);
    const value = fromPlain(this.run(decision.logic, this.scopeOf(decision), decision), decision.typeRef);
    this.made.set(id, value);
    return value;
  }

  private scopeOf(decision: Decision): Scope {
    const scope: Record<string, unknown> = { ...this.context.variables };
    for (const input of decision.inputs) {
      if (Object.hasOwn(scope, input.name)) scope[input.name] = fromPlain(scope[input.name], input.typeRef);
    }
    for (const id of decision.requiredFunctions) this.addFunction(scope, id);
    for (const id of decision.requiredDecisions) {
      const value = this.decide(id);
      scope[id] = value;
      scope[this.model.decisions.get(id)?.variable ?? id] = value;
    }
    return scope;
  }

  private addFunction(scope: Record<string, unknown>, id: string): void {
    const known: KnowledgeModel | undefined = this.model.functions.get(id);
    if (known === undefined) return;
    const inner: Record<string, unknown> = {};
    for (const required of known.requiredFunctions) this.addFunction(inner, required);
    scope[known.variable] = this.run(known.logic, inner, null);
  }

  private run(logic: DecisionLogic, scope: Scope, decision: Decision | null): unknown {
    const context: FeelContext = { ...this.context, variables: scope };
    switch (logic.kind) {
      case 'literal':
        return logic.expression.raw(context);
      case 'table': {
        const { value, matched } = decideTable(logic, context);
        if (decision !== null) {
          this.matchedRules.push(
            ...matched.map((rule) => ({ decisionId: decision.id, ruleId: rule.id, rule: rule.number })),
          );
        }
        return value;
      }
      case 'context':
        return this.runContext(logic.entries, scope);
      case 'list':
        return logic.elements.map((element) => this.run(element, scope, null));
      case 'relation':
        return logic.rows.map((row) =>
          Object.fromEntries(logic.columns.map((column, index) => [column, this.cell(row[index], scope)])),
        );
      case 'function':
        return feelFunction(logic.parameters, (...args) =>
          fromJson(
            this.run(
              logic.body,
              { ...scope, ...Object.fromEntries(logic.parameters.map((name, index) => [name, args[index] ?? null])) },
              null,
            ),
          ),
        );
      case 'invocation': {
        const target = fromJson(this.run(logic.called, scope, null));
        if (!(target instanceof FeelCallable))
          throw new DecisionError('The invocation calls something that is not a function.');
        return callNamed(
          target,
          new Map(logic.bindings.map((binding) => [binding.name, fromJson(this.run(binding.logic, scope, null))])),
        );
      }
    }
  }

  private cell(logic: DecisionLogic | undefined, scope: Scope): unknown {
    return logic === undefined ? null : this.run(logic, scope, null);
  }

  /** Entries see the ones before them; an entry without a name is the result (DMN 1.3, 8.2.4). */
  private runContext(
    entries: readonly { readonly name: string | null; readonly logic: DecisionLogic }[],
    outer: Scope,
  ): unknown {
    const result: Record<string, unknown> = {};
    for (const entry of entries) {
      const value = this.run(entry.logic, { ...outer, ...result }, null);
      if (entry.name === null) return value;
      result[entry.name] = value;
    }
    return result;
  }
}
