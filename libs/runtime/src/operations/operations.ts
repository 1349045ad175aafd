import { checkVariables } from '../commands/check-variables.js';
import type { CommandExecutor } from '../execute-commands.js';
import type { RuntimeContext } from '../runtime-context.js';
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
    replanTimer: (jobId, request, actor, idempotency) =>
      executor.submit(replanTimer(jobId, request, actor, idempotency)),
  };
}
