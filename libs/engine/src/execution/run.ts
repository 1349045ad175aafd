import type { FlowNode, FlowNodeType, ProcessDefinition } from '../model/process-definition.js';
import type { Actor, Variables } from './command.js';
import { derivedId } from './derived-id.js';
import type { Draft } from './draft.js';
import type { Effect } from './effect.js';
import type { HistoryEntry } from './history-entry.js';
import type { Gathered, NodeInstance, Wait } from './instance-state.js';
import type { StepEnv } from './step-result.js';
import { timerDue } from './timer-due.js';

/** What happened: the wait that was opened for it (thrown errors and escalations have none), and what it brought. */
export interface Occurrence {
  readonly wait?: Wait;
  readonly variables: Variables;
  /** Of a parallel multiple event: all that happened. */
  readonly gathered?: Gathered;
}

/**
 * How an element type behaves. `enter` runs when a token is there (inputs mapped, boundary events armed); it waits,
 * by opening waits, or goes on, by `leave`. `trigger` runs when an event happened that belongs to this element:
 * `holder` is the node that held the wait (the element's own, the activity of a boundary event, the scope of an event
 * subprocess, the event-based gateway). Both throw `ElementFailed` to become an incident.
 */
export interface ElementBehavior {
  enter(run: Run, node: NodeInstance, element: FlowNode): void;
  trigger?(run: Run, holder: NodeInstance, element: FlowNode, occurrence: Occurrence): void;
  /** The last token inside a container is gone. */
  emptied?(run: Run, node: NodeInstance, element: FlowNode): void;
  /** An activity inside a container completed; its token has gone on. */
  innerCompleted?(run: Run, node: NodeInstance, element: FlowNode): void;
  /** Asked before a container that has emptied leaves. */
  leaving?(run: Run, node: NodeInstance, element: FlowNode): void;
}

/** What is left to do in a step: enter an element, work again, leave it, or leave by chosen flows. */
export interface Move {
  readonly kind: 'enter' | 'work' | 'leave' | 'condition';
  readonly nodeId: string;
}

/** Everything the parts of a step share. */
export class Run {
  readonly moves: Move[] = [];
  /** Who gets the user task of a token that this step placed, unless the model names somebody. */
  readonly chosen = new Map<string, string>();
  private counter = 0;

  constructor(
    readonly definition: ProcessDefinition,
    readonly draft: Draft,
    readonly env: StepEnv,
    readonly actor: Actor,
    private readonly behaviors: Readonly<Record<FlowNodeType, ElementBehavior>>,
  ) {}

  behaviorOf(type: FlowNodeType): ElementBehavior {
    return this.behaviors[type];
  }
  newId(): string {
    this.counter += 1;
    return derivedId(this.env.commandId, this.counter);
  }
  effect(effect: Effect): void {
    this.draft.effects.push(effect);
  }
  record(entry: Omit<HistoryEntry, 'seq' | 'at'>): void {
    this.draft.seq += 1;
    this.draft.history.push({ seq: this.draft.seq, at: this.env.now, ...entry });
  }
  /** Epoch ms of an ISO 8601 text; without offset it is local time of the zone. null when it is none. */
  instant(text: string): number | null {
    const due = timerDue('date', text, this.env.now, this.env.zone);
    return due.ok ? due.dueAt : null;
  }
  schedule(kind: Move['kind'], nodeId: string): void {
    this.moves.push({ kind, nodeId });
  }
}
