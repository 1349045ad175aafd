import type { Actor, EngineCommand, Variables } from '@pledge/engine';
import { Problem } from '../errors.js';
import type { InstanceCommand } from '../execute-commands.js';
import { problemOf } from './rejections.js';

function instanceCommand(name: string, instanceId: string, command: EngineCommand): InstanceCommand<void> {
  return {
    name,
    target: { by: 'instance', id: instanceId },
    async run(session, working) {
      if (!working) throw new Problem('not-found', 'INSTANCE_UNKNOWN', { instanceId });
      const outcome = session.step(working, command);
      if (outcome.kind === 'rejected') throw problemOf(outcome, 'INSTANCE_ENDED');
      return () => undefined;
    },
  };
}

export function cancelInstance(instanceId: string, reason: string, actor: Actor): InstanceCommand<void> {
  return instanceCommand('cancel-instance', instanceId, { type: 'cancel-instance', reason, actor });
}

export function setVariables(instanceId: string, variables: Variables, actor: Actor): InstanceCommand<void> {
  return instanceCommand('set-variables', instanceId, { type: 'set-variables', variables, actor });
}
