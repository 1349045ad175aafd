/** What a scenario can do next: complete a waiting task, or deliver the event an element waits for. */
export interface Stimulus {
  readonly kind: 'complete' | 'event';
  readonly elementId: string;
}

/**
 * One engine playing the projected diagram in lockstep with the other. After `start` and after every `apply` the
 * engine is quiet: everything that can move has moved.
 */
export interface Player {
  start(choices: ReadonlySet<string>): Promise<void>;
  /** What waits now; an element that waits twice is listed twice. */
  waiting(): readonly Stimulus[];
  apply(stimulus: Stimulus, choices: ReadonlySet<string>): Promise<void>;
  /** Ids of the flows taken since the last call, in the order taken. */
  takenFlows(): readonly string[];
  /** True when nothing is left to do; null while something waits; a message when the engine gave up. */
  outcome(): 'running' | 'ended' | { readonly failed: string };
}
