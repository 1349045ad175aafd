import type { FlowNode } from '@pledge/engine';
import type { PathStep } from '../soundness/explore.js';

/**
 * One way a case can go on. Places hold a token or none; several tokens on a place count as one, so that the number of
 * states is finite.
 */
export interface Transition {
  /** As it is shown on the diagram of the case: what happens in a called process is shown at the call. */
  readonly step: PathStep;
  /** The element itself, for the sentence. */
  readonly doneBy: Naming;
  readonly consume: readonly string[];
  readonly produce: readonly string[];
  /** Emptied whatever they hold: what an interruption takes away. */
  readonly drain?: ReadonlySet<string>;
  /** Have to be empty: a subprocess is over when nothing moves in it any more. */
  readonly quiet?: ReadonlySet<string>;
  readonly inclusive?: {
    readonly join: string;
    readonly held: readonly string[];
    readonly empty: readonly string[];
  };
  /** Marks (bits) of what begins and of what is done by it. */
  readonly started: number;
  readonly completed: number;
  /** The engine does it in the same step: no case ever rests before it. */
  readonly immediate: boolean;
  readonly ends?: true;
}

/** An element in words. */
export interface Naming {
  readonly elementId: string;
  readonly zh: string;
  readonly en: string;
  /** Key of the called process it stands in; null: the diagram itself. */
  readonly calledProcess: string | null;
}

/** A process with its subprocesses and the processes it calls as one net. */
export interface FlatNet {
  /** Each a way to begin. */
  readonly beginnings: readonly (readonly string[])[];
  readonly transitions: readonly Transition[];
  readonly consumer: ReadonlyMap<string, string>;
  readonly successors: ReadonlyMap<string, readonly string[]>;
  /** Of the elements that take tokens. */
  readonly names: ReadonlyMap<string, Naming>;
  /** Places that say: here the message is waited for. */
  readonly hearing: ReadonlySet<string>;
}

/** Which marks (bits) an element carries for the rule that is looked at. */
export type MarksOf = (node: FlowNode) => number;
