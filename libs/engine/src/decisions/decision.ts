import { Work } from '../expressions/compile/env.js';
import { feelFunction, fromJson, readAs, toPlain } from '../expressions/feel-values.js';
import type { FeelContext } from '../expressions/index.js';
import { coerce } from '../expressions/types.js';
import { FeelCallable, type FeelValue } from '../expressions/values.js';
import { DecisionError } from './decision-error.js';
import type {
  Decision,
  DecisionModel,
  DecisionService,
  KnowledgeModel,
  Required,
  TypedName,
} from './decision-model.js';
import { runLogic, type Scope } from './run-logic.js';

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
  return plain((matched) => decide(model, decisionId, context, matched));
}

/** Calls a decision service with the variables as its inputs: one output is the bare value, several are a context. */
export function evaluateService(model: DecisionModel, serviceId: string, context: FeelContext): DecisionResult {
  return plain((matched) => decideService(model, serviceId, context, matched));
}

/** As `evaluateDecision`, as a FEEL value. Throws what `evaluateDecision` tells as a message. */
export function decide(
  model: DecisionModel,
  decisionId: string,
  context: FeelContext,
  matched: MatchedRule[] = [],
): FeelValue {
  return new Evaluation(model, context, matched, new Work()).decide(decisionId);
}

/** As `evaluateService`, as a FEEL value. */
export function decideService(
  model: DecisionModel,
  serviceId: string,
  context: FeelContext,
  matched: MatchedRule[] = [],
): FeelValue {
  const service = model.services.get(serviceId);
  if (service === undefined) throw new DecisionError(`There is no decision service "${serviceId}" in "${model.id}".`);
  const work = new Work();
  const outer = new Evaluation(model, context, matched, work);
  return outer.serve(service, outer.serviceArguments(service));
}

/** Calls a business knowledge model with the variables as its arguments, as a FEEL value. */
export function invokeKnowledge(model: DecisionModel, id: string, context: FeelContext): FeelValue {
  return new Evaluation(model, context, [], new Work()).invoke(id);
}

function plain(run: (matched: MatchedRule[]) => FeelValue): DecisionResult {
  const matchedRules: MatchedRule[] = [];
  try {
    const value = toPlain(run(matchedRules));
    return value.ok ? { ok: true, result: value.value, matchedRules } : { ok: false, message: value.message };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** One evaluation of a requirement graph: a decision that two others require is made once. */
class Evaluation {
  constructor(
    private readonly model: DecisionModel,
    private readonly context: FeelContext,
    private readonly matchedRules: MatchedRule[],
    private readonly work: Work,
    private readonly made = new Map<string, FeelValue>(),
  ) {}

  decide(id: string): FeelValue {
    const known = this.made.get(id);
    if (known !== undefined) return known;
    const decision = this.model.decisions.get(id);
    if (decision === undefined) throw new DecisionError(`There is no decision "${id}" in "${this.model.id}".`);
    const value = runLogic(decision.logic, this.scopeOf(decision), {
      context: this.context,
      work: this.work,
      onMatched: (rules) =>
        this.matchedRules.push(...rules.map((rule) => ({ decisionId: id, ruleId: rule.id, rule: rule.number }))),
    });
    const typed = coerce(readAs(value, decision.type), decision.type);
    this.made.set(id, typed);
    return typed;
  }

  /** The outputs of a service, made from its arguments alone. */
  serve(service: DecisionService, args: ReadonlyMap<string, FeelValue>): FeelValue {
    const variables: Record<string, unknown> = {};
    for (const input of service.inputs) put(variables, input.name, input.from, args.get(input.name) ?? null);
    const made = new Map(service.inputDecisions.map((id) => [id, args.get(this.variableOf(id)) ?? null] as const));
    const inner = new Evaluation(this.model, { ...this.context, variables }, this.matchedRules, this.work, made);
    const values = service.outputs.map((id) => [this.variableOf(id), inner.decide(id)] as const);
    const [only] = values;
    return coerce(values.length === 1 && only !== undefined ? only[1] : new Map(values), service.result);
  }

  /** The arguments of a service out of the variables of the caller. */
  serviceArguments(service: DecisionService): Map<string, FeelValue> {
    return new Map(this.parametersOf(service).map((each) => [each.name, this.input(each)]));
  }

  invoke(id: string): FeelValue {
    const known = this.model.functions.get(id);
    const callable = known === undefined ? null : this.functionOf(known);
    if (!(callable instanceof FeelCallable)) throw new DecisionError(`There is no knowledge model "${id}".`);
    const { variables } = this.context;
    return callable.call((callable.parameters ?? []).map((name) => fromJson(variables[name] ?? null)));
  }

  private parametersOf(service: DecisionService): TypedName[] {
    // Input data first, then input decisions (DMN 1.3, 10.4).
    const decisions = service.inputDecisions.map((id) => ({
      name: this.variableOf(id),
      type: this.model.decisions.get(id)?.type ?? { kind: 'any' as const },
    }));
    return [...service.inputs, ...decisions];
  }

  private variableOf(id: string): string {
    return this.model.decisions.get(id)?.variable ?? id;
  }

  private scopeOf(decision: Decision): Scope {
    const scope: Record<string, unknown> = { ...this.context.variables };
    for (const input of decision.inputs) put(scope, input.name, input.from, this.input(input));
    for (const required of decision.requiredFunctions) this.addFunction(scope, required);
    for (const { id, from } of decision.requiredDecisions) {
      const value = this.decide(id);
      if (from === undefined) scope[id] = value;
      put(scope, this.variableOf(id), from, value);
    }
    return scope;
  }

  /** Input data as its type says; what does not conform is null. Of an import it may be given under either name. */
  private input({ name, type, from }: TypedName): FeelValue {
    const { variables } = this.context;
    const imported = from === undefined ? undefined : variables[from];
    const given =
      typeof imported === 'object' && imported !== null && Object.hasOwn(imported, name)
        ? (imported as Record<string, unknown>)[name]
        : Object.hasOwn(variables, name)
          ? variables[name]
          : null;
    return coerce(readAs(fromJson(given), type), type);
  }

  private addFunction(scope: Record<string, unknown>, { id, from }: Required): void {
    const known = this.model.functions.get(id);
    if (known !== undefined) return put(scope, known.variable, from, this.functionOf(known));
    const service = this.model.services.get(id);
    if (service !== undefined) put(scope, service.variable, from, this.serviceFunction(service));
  }

  private functionOf(known: KnowledgeModel): FeelValue {
    const inner: Record<string, unknown> = {};
    for (const required of known.requiredFunctions) {
      // A knowledge model that requires itself is recursive: it finds itself when it is called.
      if (required.id !== known.id) this.addFunction(inner, required);
    }
    const made = runLogic(known.logic, inner, { context: this.context, work: this.work, onMatched: null });
    if (!(made instanceof FeelCallable) || made.parameters === null) return made;
    const callable = new FeelCallable(made.parameters, (args) => coerce(made.call(args), known.result), undefined, {
      parameters: made.types?.parameters ?? [],
      result: known.result,
    });
    inner[known.variable] = callable;
    return callable;
  }

  private serviceFunction(service: DecisionService): FeelValue {
    const parameters = this.parametersOf(service);
    const names = parameters.map((parameter) => parameter.name);
    const types = { parameters: parameters.map((parameter) => parameter.type), result: service.result };
    const call = (...args: FeelValue[]): FeelValue => {
      const bound = new Map<string, FeelValue>();
      for (const [index, { name, type }] of parameters.entries()) {
        const given = args[index] ?? null;
        const value = coerce(given, type);
        if (value === null && given !== null) return null;
        bound.set(name, value);
      }
      return this.work.call(() => this.serve(service, bound));
    };
    return feelFunction(names, call, types);
  }
}

/** Elements of an imported file are entries of a context under the import's name (DMN 1.3, 6.3.2). */
function put(scope: Record<string, unknown>, name: string, from: string | undefined, value: FeelValue): void {
  if (from === undefined) {
    scope[name] = value;
    return;
  }
  const known = scope[from];
  const entries = known instanceof Map ? [...(known as Map<string, FeelValue>)] : [];
  scope[from] = new Map<string, FeelValue>([...entries, [name, value]]);
}
