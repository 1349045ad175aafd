import { proposeMapping } from '@pledge/engine';
import { checkVariables } from '../commands/check-variables.js';
import { Problem } from '../errors.js';
import type { CommandExecutor } from '../execute-commands.js';
import type { RuntimeContext } from '../runtime-context.js';
import { resumeDefinition, suspendDefinition } from './definition-status.js';
import { migrateInstance } from './migrate-instance.js';
import { modifyInstance } from './modify-instance.js';
import type { OperationMethods } from './operation-methods.js';
import { replanTimer } from './replan-timer.js';

/** What operators do to running instances. */
export function operationMethods(context: RuntimeContext, executor: CommandExecutor): OperationMethods {
  return {
    async modifyInstance(instanceId, request, actor, idempotency) {
      checkVariables(context, request.variables);
      return executor.submit(modifyInstance(instanceId, request, actor, idempotency));
    },
    async migrateInstance(instanceId, request, actor, idempotency) {
      const target = await context.definitions.current(request.definitionId);
      const { key, status, blockedReason: reason } = target.row;
      if (status === 'blocked') throw new Problem('conflict', 'DEFINITION_BLOCKED', { key, reason: reason ?? '' });
      return executor.submit(migrateInstance(instanceId, target, request, actor, idempotency));
    },
    async proposeMigration(fromDefinitionId, toDefinitionId) {
      const source = await context.definitions.get(fromDefinitionId);
      const target = await context.definitions.get(toDefinitionId);
      return proposeMapping(source.process, target.process);
    },
    suspendDefinition: (definitionId, reason, actor) => suspendDefinition(context, definitionId, reason, actor),
    resumeDefinition: (definitionId) => resumeDefinition(context, executor, definitionId),
    async definitionActivity(definitionId, mode = 'live') {
      await context.definitions.get(definitionId);
      return context.store.definitionActivity(definitionId, mode);
    },
    replanTimer: (jobId, request, actor, idempotency) =>
      executor.submit(replanTimer(jobId, request, actor, idempotency)),
  };
}
