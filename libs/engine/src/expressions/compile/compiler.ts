import type { TypeLookup } from '../types.js';
import { normalName, type FeelValue } from '../values.js';
import type { Run } from './env.js';
import type { FeelNode } from './parse.js';

/** What the parts of the compiler share: the way back to the whole, and the types of the model. */
export interface Compiler {
  readonly types: TypeLookup;
  run(node: FeelNode | undefined): Run;
}

const constants = new WeakMap<Run, { readonly value: FeelValue }>();

/** A closure that always answers the same; the compiler folds what is built from such. */
export function constant(value: FeelValue): Run {
  const run: Run = () => value;
  constants.set(run, { value });
  return run;
}

export function constantOf(run: Run): { readonly value: FeelValue } | undefined {
  return constants.get(run);
}

export const NULL: Run = constant(null);

/** A name with single spaces; the grammar has split it into its words and signs. */
export function nameOf(node: FeelNode): string {
  return normalName(node.text);
}
