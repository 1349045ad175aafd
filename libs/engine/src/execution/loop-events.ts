import {
  eventParts,
  nodeOf,
  type EventDefinition,
  type FlowNode,
  type LoopThrow,
} from '../model/process-definition.js';
import type { Variables } from './command.js';
import { throwError, throwEscalation } from './errors.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';
import { evaluateCondition, evaluateText, visibleVariables } from './variables.js';

/**
 * Throws what the `behavior` of a multi-instance activity asks for when a repetition completes (BPMN 2.0, 10.3.8): boundary
 * events of the activity hear it in the same step, others through the outside. Every event carries the attributes of the
 * loop. @returns whether the activity is still there: an interrupting boundary event ends it.
 */
export function throwLoopEvents(
  run: Run,
  body: NodeInstance,
  element: FlowNode,
  throws: readonly LoopThrow[],
  attributes: { readonly isFirst: boolean; readonly visible: Variables; readonly carried: Variables },
): boolean {
  for (const { when, event } of throws) {
    const isDue =
      when === 'each' ||
      (when === 'first' && attributes.isFirst) ||
      (typeof when === 'object' &&
        evaluateCondition(run, when, { ...attributes.visible, ...attributes.carried }, element.id));
    if (!isDue) continue;
    for (const part of eventParts(event)) {
      throwOne(run, body, element, part, attributes.carried);
      if (run.draft.find(body.id) === undefined) return false;
    }
  }
  return true;
}

function throwOne(run: Run, body: NodeInstance, element: FlowNode, event: EventDefinition, carried: Variables): void {
  const visible = { ...visibleVariables(run, body), ...carried };
  switch (event.kind) {
    case 'signal': {
      const name = evaluateText(run, event.name, visible, element.id);
      const except = hearAtBoundary(run, body, element, 'signal', name, carried);
      if (name === '') return;
      const { mode } = run.draft.instance;
      const told = except.length === 0 ? {} : { except };
      return run.effect({
        type: 'broadcast-signal',
        signalId: run.newId(),
        name,
        variables: carried,
        mode,
        ...told,
      });
    }
    case 'message': {
      const name = evaluateText(run, event.name, visible, element.id);
      const correlationKey =
        event.correlationKey === undefined ? undefined : evaluateText(run, event.correlationKey, visible, element.id);
      if (hearAtBoundary(run, body, element, 'message', name, carried).length > 0) return;
      return run.effect({
        type: 'publish-message',
        messageId: run.newId(),
        name,
        variables: carried,
        mode: run.draft.instance.mode,
        ...(correlationKey === undefined ? {} : { correlationKey }),
      });
    }
    case 'escalation': {
      const code = event.code === undefined ? '' : evaluateText(run, event.code, visible, element.id);
      throwEscalation(run, body, code, carried);
      return;
    }
    case 'error': {
      const errorCode = event.code === undefined ? '' : evaluateText(run, event.code, visible, element.id);
      return throwError(run, body, { errorCode, message: element.name ?? '', variables: carried });
    }
    default:
      // Refused at deployment.
      return;
  }
}

/** Boundary events of the activity with this name: a message goes to the first one. @returns the subscriptions that heard it. */
function hearAtBoundary(
  run: Run,
  body: NodeInstance,
  element: FlowNode,
  kind: 'signal' | 'message',
  name: string,
  variables: Variables,
): string[] {
  const heard: string[] = [];
  for (const id of run.definition.boundaries.get(element.id) ?? []) {
    const holder = run.draft.find(body.id);
    if (holder === undefined || (kind === 'message' && heard.length > 0)) break;
    const boundary = nodeOf(run.definition, id);
    const part = eventParts(boundary.event).findIndex(
      (event) =>
        event.kind === kind &&
        'name' in event &&
        evaluateText(run, event.name, visibleVariables(run, holder), id) === name,
    );
    if (part === -1) continue;
    const wait = holder.waits?.find(
      (each) => each.kind === kind && each.elementId === id && (each.part === undefined || each.part === part),
    );
    // A trigger of a parallel multiple event that happened already is not waited for any more.
    if (wait === undefined && name !== '') continue;
    heard.push(wait?.id ?? '');
    run.behaviorOf(boundary.type).trigger?.(run, holder, boundary, { variables, ...(wait ? { wait } : {}) });
  }
  return heard;
}
