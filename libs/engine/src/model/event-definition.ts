import type { CompiledExpression } from '../expressions/feel.js';

/**
 * A value in a model: a text as it stands, or FEEL (compiled once, when the model is read). FEEL is kept with its
 * text, without the leading `=`, for messages and for the modeler.
 */
export type ModelValue =
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'feel'; readonly text: string; readonly compiled: CompiledExpression };

/** What an event waits for or does. Names are values: a message name may be FEEL. */
export type EventDefinition =
  | { readonly kind: 'none' }
  | { readonly kind: 'message'; readonly name: ModelValue; readonly correlationKey?: ModelValue }
  | { readonly kind: 'signal'; readonly name: ModelValue }
  | { readonly kind: 'timer'; readonly timer: 'duration' | 'date' | 'cycle'; readonly value: ModelValue }
  /** Without code: catches every error. */
  | { readonly kind: 'error'; readonly code?: ModelValue }
  | { readonly kind: 'escalation'; readonly code?: ModelValue }
  /** Happens when its condition becomes true (BPMN 2.0, 10.5.5). */
  | { readonly kind: 'conditional'; readonly condition: ModelValue }
  | { readonly kind: 'terminate' }
  /** Without activity: everything completed that can be seen from here (BPMN 2.0, 10.5.5). */
  | {
      readonly kind: 'compensation';
      readonly activityId?: string;
      /** `waitForCompletion="false"`: the thrower goes on at once. */
      readonly waits?: false;
    }
  /** Ends a transaction (end event), or leaves it (boundary event). */
  | { readonly kind: 'cancel' }
  | { readonly kind: 'link'; readonly name: string }
  /** Several definitions: one of them is enough, or (intermediate catch only) all are needed (BPMN 2.0, 10.5.1). */
  | { readonly kind: 'multiple'; readonly parallel: boolean; readonly parts: readonly EventDefinition[] };

/** The definitions of an event: usually one. */
export function eventParts(event: EventDefinition | undefined): readonly EventDefinition[] {
  if (event === undefined) return [];
  return event.kind === 'multiple' ? event.parts : [event];
}

/** Multi-instance (BPMN 2.0, 13.3.7) or standard loop (13.3.6). */
export type LoopCharacteristics =
  | {
      readonly kind: 'multi-instance';
      readonly sequential: boolean;
      readonly collection?: ModelValue;
      readonly cardinality?: ModelValue;
      readonly inputElement?: string;
      readonly outputCollection?: string;
      readonly outputElement?: ModelValue;
      readonly completionCondition?: ModelValue;
      /** `behavior` None, One, Complex: events for the boundary of the activity when a repetition completes (10.3.8). */
      readonly throws?: readonly LoopThrow[];
    }
  | {
      readonly kind: 'standard';
      readonly testBefore: boolean;
      readonly condition?: ModelValue;
      readonly maximum?: number;
    };

/** What a multi-instance activity throws while it runs. */
export interface LoopThrow {
  /** On each completion, on the first one only, or when the condition is true. */
  readonly when: 'each' | 'first' | ModelValue;
  /** The signal without name is the default one: only the boundary event without signal hears it. */
  readonly event: EventDefinition;
}
