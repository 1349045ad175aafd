import type { InstanceMode } from '@pledge/engine';
import { Problem } from '../errors.js';
import type { BoundDefinition } from '../definitions/definition-cache.js';
import type { InstanceCommand } from '../execute-commands.js';
import type { InstanceRow } from '../ports/rows.js';
import type { StartRequest } from '../process-engine.js';
import type { RuntimeContext } from '../runtime-context.js';
import { problemOf } from './rejections.js';

/** @throws Problem DEFINITION_UNKNOWN, DEFINITION_BLOCKED, DEFINITION_SUSPENDED, or START_TARGET_MISSING when neither key nor id is given. */
export async function startableDefinition(
  context: RuntimeContext,
  target: { readonly key?: string | null | undefined; readonly definitionId?: string | null | undefined },
): Promise<BoundDefinition> {
  const { key, definitionId } = target;
  if (!key && !definitionId) throw new Problem('invalid', 'START_TARGET_MISSING');
  const definition = definitionId
    ? await context.definitions.current(definitionId)
    : await context.definitions.latest(key ?? '');
  if (definition.row.status === 'blocked') {
    const { blockedReason } = definition.row;
    throw new Problem('conflict', 'DEFINITION_BLOCKED', { key: definition.row.key, reason: blockedReason ?? '' });
  }
  if (definition.row.status === 'suspended') {
    const { key: name, blockedReason } = definition.row;
    throw new Problem('conflict', 'DEFINITION_SUSPENDED', { key: name, reason: blockedReason ?? '' });
  }
  return definition;
}

/** Starts an instance of an already found definition; `mode` is `live` unless said otherwise. */
export function startInstance(
  definition: BoundDefinition,
  request: StartRequest & { readonly instanceId: string },
): InstanceCommand<InstanceRow> {
  const mode: InstanceMode = request.mode ?? 'live';
  return {
    name: 'start-instance',
    target: null,
    idempotency: request.idempotency,
    async run(session) {
      const outcome = session.start({
        definition,
        command: {
          type: 'start-instance',
          instanceId: request.instanceId,
          mode,
          variables: request.variables ?? {},
          actor: request.actor,
          ...(request.businessKey === undefined ? {} : { businessKey: request.businessKey }),
        },
      });
      if (outcome.kind === 'rejected') throw problemOf(outcome, 'INSTANCE_ENDED');
      return () => outcome.instance.row;
    },
  };
}
