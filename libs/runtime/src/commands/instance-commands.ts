import type { Actor, EngineCommand, StatusCommand, Variables } from '@pledge/engine';
import type { CommandSession } from '../command-session.js';
import { Problem } from '../errors.js';
import type { InstanceCommand } from '../execute-commands.js';
import { problemOf } from './rejections.js';

interface Ways {
  /** Code for a wait that is over. */
  readonly gone?: string;
  readonly after?: (session: CommandSession) => Promise<void>;
}

function instanceCommand(
  instanceId: string,
  command: EngineCommand | StatusCommand,
  { gone = 'INSTANCE_ENDED', after }: Ways = {},
): InstanceCommand<void> {
  return {
    name: command.type,
    target: { by: 'instance', id: instanceId },
    async run(session, working) {
      if (!working) throw new Problem('not-found', 'INSTANCE_UNKNOWN', { instanceId });
      const outcome = session.step(working, command);
      if (outcome.kind === 'rejected') throw problemOf(outcome, gone);
      if (command.type === 'suspend-instance' || command.type === 'resume-instance')
        session.tell('instance', working, instanceId, command.type === 'suspend-instance' ? 'suspended' : 'resumed');
      await after?.(session);
      return () => undefined;
    },
  };
}

/** What came due while the instance was suspended becomes due again; what is left of a cancelled one finds nobody and goes. */
const release =
  (instanceId: string) =>
  async (session: CommandSession): Promise<void> => {
    for (const id of await session.context.store.resumeJobs(session.tx, instanceId)) session.wake(id);
  };

export function cancelInstance(instanceId: string, reason: string, actor: Actor): InstanceCommand<void> {
  return instanceCommand(instanceId, { type: 'cancel-instance', reason, actor }, { after: release(instanceId) });
}

export function setVariables(instanceId: string, variables: Variables, actor: Actor): InstanceCommand<void> {
  return instanceCommand(instanceId, { type: 'set-variables', variables, actor });
}

export function suspendInstance(instanceId: string, reason: string, actor: Actor): InstanceCommand<void> {
  return instanceCommand(instanceId, { type: 'suspend-instance', reason, actor });
}

export function resumeInstance(instanceId: string, reason: string, actor: Actor): InstanceCommand<void> {
  const command = { type: 'resume-instance', reason, actor } as const;
  return instanceCommand(instanceId, command, { gone: 'INSTANCE_NOT_SUSPENDED', after: release(instanceId) });
}
