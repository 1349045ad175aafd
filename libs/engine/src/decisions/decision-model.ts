import type { CompiledExpression, CompiledUnaryTests } from '../expressions/index.js';

/** A parsed DMN file: what `evaluateDecision` runs. Compiled once, holds no state. */
export interface DecisionModel {
  readonly id: string;
  readonly name: string;
  /** By decision id. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** By id of the business knowledge model. */
  readonly functions: ReadonlyMap<string, KnowledgeModel>;
}

export interface Decision {
  readonly id: string;
  readonly name: string;
  /** Under which name others see the result: the variable's, else the decision's (DMN 1.3, 7.3.2). */
  readonly variable: string;
  readonly typeRef?: string;
  readonly requiredDecisions: readonly string[];
  readonly requiredFunctions: readonly string[];
  /** Input data with the type they are read as. */
  readonly inputs: readonly { readonly name: string; readonly typeRef?: string }[];
  readonly logic: DecisionLogic;
}

/** A business knowledge model: a named function (DMN 1.3, 6.3.8). */
export interface KnowledgeModel {
  readonly id: string;
  readonly variable: string;
  readonly requiredFunctions: readonly string[];
  readonly logic: DecisionLogic;
}

/** What a boxed expression can be (DMN 1.3, 7.3 and 8). */
export type DecisionLogic =
  | DecisionTable
  | { readonly kind: 'literal'; readonly expression: CompiledExpression }
  | {
      readonly kind: 'context';
      readonly entries: readonly { readonly name: string | null; readonly logic: DecisionLogic }[];
    }
  | { readonly kind: 'list'; readonly elements: readonly DecisionLogic[] }
  | {
      readonly kind: 'relation';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly DecisionLogic[])[];
    }
  | { readonly kind: 'function'; readonly parameters: readonly string[]; readonly body: DecisionLogic }
  | {
      readonly kind: 'invocation';
      readonly called: DecisionLogic;
      readonly bindings: readonly { readonly name: string; readonly logic: DecisionLogic }[];
    };

export const hitPolicies = ['UNIQUE', 'ANY', 'PRIORITY', 'FIRST', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'] as const;
export type HitPolicy = (typeof hitPolicies)[number];

export const aggregations = ['SUM', 'MIN', 'MAX', 'COUNT'] as const;
export type Aggregation = (typeof aggregations)[number];

export interface DecisionTable {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: Aggregation;
  readonly inputs: readonly { readonly expression: CompiledExpression; readonly typeRef?: string }[];
  readonly outputs: readonly DecisionOutput[];
  readonly rules: readonly DecisionRule[];
}

export interface DecisionOutput {
  readonly name: string;
  /** Allowed values in order of priority, for PRIORITY and OUTPUT ORDER. */
  readonly values?: CompiledExpression;
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
