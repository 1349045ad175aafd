import type { SignerPosition, Signing } from './human/signing.js';
import type { InstanceMode, Variables } from './command.js';

/**
 * Everything the engine knows of a running instance: plain JSON, `stateVersion` for upcasting (design section 5).
 * Short keys are not worth their unreadability, but nothing redundant is kept: a waiting instance of a 30-node process
 * stays under 1 KB. Objects of a state are never changed: a step replaces those that it touches and shares the rest.
 */
export interface InstanceState {
  readonly stateVersion: 1;
  readonly instanceId: string;
  readonly definitionId: string;
  readonly businessKey?: string;
  readonly mode: InstanceMode;
  readonly status: 'active' | 'completed' | 'cancelled' | 'suspended';
  /** Last history seq used. */
  readonly seq: number;
  readonly variables: Variables;
  /** The waiting call activity of another instance. */
  readonly parent?: { readonly instanceId: string; readonly callId: string };
  /** Waits of the process itself: start events of its event subprocesses. */
  readonly waits?: readonly Wait[];
  /** What was completed in the process itself and can be compensated, in order of completion. */
  readonly compensable?: readonly Compensable[];
  /** Of event subprocesses of the process itself: what happened so far of parallel multiple start events. */
  readonly gathered?: Readonly<Record<string, Gathered>>;
  /** Tokens: one entry per element instance, in order of creation. */
  readonly nodes: readonly NodeInstance[];
}

/** One execution of one element (BPMN 2.0, 13.3.2). A token that waits is a node with a reason: a wait, children, or a join. */
export interface NodeInstance {
  readonly id: string;
  readonly elementId: string;
  /** Instance of the enclosing subprocess or loop; absent: the process itself. */
  readonly parentId?: string;
  /** Local variables: io-mapping, loop variables (Zeebe scoping). */
  readonly variables?: Variables;
  readonly waits?: readonly Wait[];
  /** What the work brought; mapped to variables when the token leaves. */
  readonly result?: Variables;
  /** A token parked at a joining gateway: the flow it came by. */
  readonly arrivedBy?: string;
  /** A complex gateway that fired: the flows whose late tokens it still takes (BPMN 2.0, 13.4.5), and those it fired with. */
  readonly awaiting?: readonly string[];
  readonly firedWith?: readonly string[];
  /** This node stands for all repetitions of a looped activity; they are its children. */
  readonly loop?: LoopProgress;
  /** 1-based number of a repetition. */
  readonly loopCounter?: number;
  /** What was completed in this scope and can be compensated, in order of completion. */
  readonly compensable?: readonly Compensable[];
  /** Ad-hoc subprocess: elements that are still to be started, one after another. */
  readonly queue?: readonly string[];
  /** Ad-hoc subprocess: its completion condition was true, what runs may end. */
  readonly fulfilled?: true;
  /**
   * This node compensates: what is left to do, the next one last. Its children are the handlers that run. A subprocess
   * with it was completed and is only there again for the handlers inside it.
   */
  readonly compensating?: readonly Compensable[];
  /** Added signers of a user task (加签). */
  readonly signing?: Signing;
  /** Compensates beside the event that threw it and did not wait (`waitForCompletion="false"`, 10.5.5). */
  readonly detached?: true;
  /** Parallel multiple events of this node of which not all definitions happened yet, by event. */
  readonly gathered?: Readonly<Record<string, Gathered>>;
  /** Began the instance at a parallel event-based gateway: its other events are waited for once this one is left. */
  readonly begins?: true;
}

/** What happened so far of a parallel multiple event (BPMN 2.0, 10.5.1). */
export interface Gathered {
  /** Numbers of the definitions that happened. */
  readonly parts: readonly number[];
  /** What they brought. */
  readonly variables: Variables;
  readonly timers: readonly FiredTimer[];
}

/** What is needed to arm a repeating timer again after it fired. */
export interface FiredTimer {
  /** Epoch ms. */
  readonly dueAt: number;
  readonly cycle?: TimerCycle;
  readonly part?: number;
  readonly elementId?: string;
}

/** A completed activity that can be undone (BPMN 2.0, 10.7, 13.5.5): nothing is kept of activities without handler. */
export interface Compensable {
  readonly elementId: string;
  /** Local variables as they were at completion: a subprocess, or a repetition. */
  readonly variables?: Variables;
  /** Of a subprocess: what was completed inside; of a loop: its repetitions. */
  readonly inner?: readonly Compensable[];
  /** It did not complete, it was cancelled with its transaction: only what is inside is undone. */
  readonly interrupted?: true;
}

export interface LoopProgress {
  readonly started: number;
  readonly completed: number;
  /** Repetitions that an operator took away. */
  readonly terminated?: number;
  /** Multi-instance: how many in all. */
  readonly total?: number;
  /** Sequential multi-instance: the collection as it was at the start. */
  readonly items?: readonly unknown[];
}

/**
 * What resumes a token. `elementId` is set when the event belongs to another element: boundary event, start of an event
 * subprocess, target of an event-based gateway; `part` is the number of the definition in an event with several.
 */
export type Wait =
  | {
      readonly kind: 'task';
      readonly id: string;
      readonly assignee?: string;
      /** Delegated: gets it back when the delegate is done. */
      readonly owner?: string;
      /** The task of an added signer. */
      readonly duty?: SignerPosition;
      /** Epoch ms of the last reminder. */
      readonly remindedAt?: number;
    }
  | { readonly kind: 'job'; readonly id: string }
  | {
      readonly kind: 'timer';
      readonly id: string;
      readonly elementId?: string;
      readonly part?: number;
      readonly dueAt: number;
      readonly cycle?: TimerCycle;
      /** Its time was set by hand: a migration leaves it. */
      readonly replanned?: true;
    }
  | { readonly kind: 'message'; readonly id: string; readonly elementId?: string; readonly part?: number }
  | { readonly kind: 'signal'; readonly id: string; readonly elementId?: string; readonly part?: number }
  | {
      readonly kind: 'condition';
      readonly id: string;
      readonly elementId?: string;
      readonly part?: number;
      /** The condition is true and was heard: it must become false before it is heard again (BPMN 2.0, 10.5.5). */
      readonly heard?: true;
    }
  | { readonly kind: 'call'; readonly id: string; readonly childId: string }
  | {
      readonly kind: 'incident';
      readonly id: string;
      /** What a retry does again: the whole entry, only the work, the leaving, or the question of its conditions. */
      readonly retry: 'enter' | 'work' | 'leave' | 'condition';
      readonly jobId?: string;
      /** A repeating timer that could not be armed again: a retry does. */
      readonly timer?: FiredTimer;
    };

/** A repeating timer after its text was evaluated. */
export interface TimerCycle {
  /** ISO 8601 duration, or cron. */
  readonly every: string;
  /** Firings left after the armed one; absent: without end. */
  readonly left?: number;
  /** The zone that the text names. */
  readonly zone?: string;
  /** Of an interval of days or months: the point it is counted from (epoch ms), and how many intervals after it the armed firing lies. */
  readonly first?: number;
  readonly fired?: number;
}
