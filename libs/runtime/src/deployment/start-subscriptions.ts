import { startTriggers } from '@pledge/engine';
import type { BoundDefinition } from '../definitions/definition-cache.js';
import type { SubscriptionRow } from '../ports/rows.js';
import type { RuntimeContext } from '../runtime-context.js';

/** Message and signal start events of the newest version of a process; they hear both modes. */
export function startSubscriptionsOf(
  context: RuntimeContext,
  definition: BoundDefinition,
  now: number,
): SubscriptionRow[] {
  return startTriggers(definition.process, now, context.zone).flatMap((trigger): SubscriptionRow[] => {
    if (!('name' in trigger)) return [];
    return [
      {
        id: context.newId(),
        kind: trigger.kind,
        name: trigger.name,
        correlationKey: null,
        instanceId: null,
        definitionId: definition.row.id,
        elementId: trigger.elementId,
        mode: 'live',
        createdAt: now,
      },
    ];
  });
}
