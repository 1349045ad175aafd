import type { FlowNode } from '@pledge/engine';

/** A step that has to happen before a guarded element. */
export interface GuardStep {
  /** How people call it. */
  readonly text: { readonly zh: string; readonly en: string };
  is(node: FlowNode): boolean;
}

/**
 * What a guard says of diagrams, beside its veto at run time: a diagram in which a guarded element can be reached around one
 * of the steps is refused when it is deployed, with the way drawn.
 */
export interface GuardPath {
  /** Every way to a guarded element takes all of them; their order is free. */
  readonly steps: readonly GuardStep[];
  /** The guarded work itself: an element of this kind that does not name the guard is refused. */
  mustRequire?(node: FlowNode): boolean;
  /** Clause or catalogue id of the rule. */
  readonly clause?: string;
}
