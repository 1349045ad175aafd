import type { CompiledExpression, CompiledUnaryTests } from '../expressions/index.js';
import type { FeelType } from '../expressions/types.js';

/** A parsed DMN file: what `evaluateDecision` runs. Compiled once, holds no state. */
export interface DecisionModel {
  readonly id: string;
  readonly name: string;
  /** By decision id; those of imported files under `namespace#id`. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** By id of the business knowledge model. */
  readonly functions: ReadonlyMap<string, KnowledgeModel>;
  /** By id of the decision service. */
  readonly services: ReadonlyMap<string, DecisionService>;
}

/** Something that is required, and the name of the import it comes through. */
export interface Required {
  readonly id: string;
  readonly from?: string;
}

/** A named value with its type: input data or a parameter. */
export interface TypedName {
  readonly name: string;
  readonly type: FeelType;
  readonly from?: string;
}

export interface Decision {
  readonly id: string;
  readonly name: string;
  /** Under which name others see the result: the variable's, else the decision's (DMN 1.3, 7.3.2). */
  readonly variable: string;
  readonly type: FeelType;
  readonly requiredDecisions: readonly Required[];
  readonly requiredFunctions: readonly Required[];
  /** Input data with the type they are read as. */
  readonly inputs: readonly TypedName[];
  readonly logic: DecisionLogic;
}

/** A business knowledge model: a named function (DMN 1.3, 6.3.8). */
export interface KnowledgeModel {
  readonly id: string;
  readonly name: string;
  readonly variable: string;
  /** What calling it yields. */
  readonly result: FeelType;
  readonly requiredFunctions: readonly Required[];
  readonly logic: DecisionLogic;
}

/** A decision service: decisions behind one function (DMN 1.3, 6.3.9). */
export interface DecisionService {
  readonly id: string;
  readonly name: string;
  readonly variable: string;
  readonly result: FeelType;
  readonly inputs: readonly TypedName[];
  /** Decisions that the caller makes; by position after the inputs. */
  readonly inputDecisions: readonly string[];
  readonly outputs: readonly string[];
}

/** What a boxed expression can be (DMN 1.3, 7.3 and 8; DMN 1.4, 10.2.2). */
export type DecisionLogic =
  | DecisionTable
  | { readonly kind: 'literal'; readonly expression: CompiledExpression }
  /** Another one whose result is of a type. */
  | { readonly kind: 'typed'; readonly type: FeelType; readonly logic: DecisionLogic }
  | {
      readonly kind: 'context';
      readonly entries: readonly {
        readonly name: string | null;
        readonly type: FeelType;
        readonly logic: DecisionLogic;
      }[];
    }
  | { readonly kind: 'list'; readonly elements: readonly DecisionLogic[] }
  | {
      readonly kind: 'relation';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly DecisionLogic[])[];
    }
  | { readonly kind: 'function'; readonly parameters: readonly TypedName[]; readonly body: DecisionLogic }
  | {
      readonly kind: 'invocation';
      readonly called: DecisionLogic;
      readonly bindings: readonly { readonly name: string; readonly logic: DecisionLogic }[];
    }
  | {
      readonly kind: 'conditional';
      readonly test: DecisionLogic;
      readonly yes: DecisionLogic;
      readonly no: DecisionLogic;
    }
  | {
      readonly kind: 'for' | 'some' | 'every' | 'filter';
      readonly variable: string;
      readonly source: DecisionLogic;
      readonly body: DecisionLogic;
    };

export const hitPolicies = ['UNIQUE', 'ANY', 'PRIORITY', 'FIRST', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'] as const;
export type HitPolicy = (typeof hitPolicies)[number];

export const aggregations = ['SUM', 'MIN', 'MAX', 'COUNT'] as const;
export type Aggregation = (typeof aggregations)[number];

export interface DecisionTable {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: Aggregation;
  readonly inputs: readonly DecisionInput[];
  readonly outputs: readonly DecisionOutput[];
  readonly rules: readonly DecisionRule[];
}

export interface DecisionInput {
  readonly expression: CompiledExpression;
  readonly type: FeelType;
  /** What the column admits (input values); anything else but null is an error (DMN 1.3, 8.3.2). */
  readonly allowed?: CompiledUnaryTests;
}

export interface DecisionOutput {
  readonly name: string;
  /** Allowed values in order of priority, for PRIORITY and OUTPUT ORDER. */
  readonly values?: CompiledExpression;
  /** The same as tests: an output that is none of them is an error (DMN 1.3, 8.3.3). */
  readonly allowed?: CompiledUnaryTests;
  readonly defaultValue?: CompiledExpression;
}

export interface DecisionRule {
  readonly id: string;
  /** 1-based, as the table shows it. */
  readonly number: number;
  readonly tests: readonly CompiledUnaryTests[];
  /** `null` for an empty cell. */
  readonly outputs: readonly (CompiledExpression | null)[];
}
