import type { FlowNode, ModelValue } from '@pledge/engine';
import type { BoundDefinition } from '../definitions/definition-cache.js';
import type { SubscriptionRow } from '../ports/rows.js';
import type { RuntimeContext } from '../runtime-context.js';

/** A value of a start event: there are no variables yet (BPMN 2.0, 13.5.1). null where FEEL gives none. */
export function startValue(context: RuntimeContext, value: ModelValue, now: number): string | null {
  if (value.kind === 'static') return value.text;
  const result = value.compiled.evaluate({ variables: {}, now, zone: context.zone });
  return result.ok && result.value !== null ? String(result.value) : null;
}

/** Start events of the process itself, not of its event subprocesses. */
export function topStartEvents(definition: Pick<BoundDefinition, 'process'>): FlowNode[] {
  const { process } = definition;
  const top = [...process.scopes.values()].find((scope) => scope.parentId === undefined);
  return (top?.nodes ?? [])
    .map((id) => process.nodes.get(id))
    .filter((node): node is FlowNode => node !== undefined && node.type === 'startEvent');
}

/** Message and signal start events of the newest version of a process; they hear both modes. */
export function startSubscriptionsOf(context: RuntimeContext, definition: BoundDefinition, now: number): SubscriptionRow[] {
  const rows: SubscriptionRow[] = [];
  for (const node of topStartEvents(definition)) {
    const { event } = node;
    if (event?.kind !== 'message' && event?.kind !== 'signal') continue;
    const name = startValue(context, event.name, now);
    if (name === null) continue;
    rows.push({
      id: context.newId(),
      kind: event.kind,
      name,
      correlationKey: null,
      instanceId: null,
      definitionId: definition.row.id,
      elementId: node.id,
      mode: 'live',
      createdAt: now,
    });
  }
  return rows;
}
