import type { Variables } from '@pledge/engine';
import { validateSubmission } from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import { Problem } from '../errors.js';
import { nodeOfTask, visibleVariables } from './state-views.js';

/**
 * Checks a submission against the form that the task was shown with (contracts: `complete`). Without a form any variables
 * are taken; the engine refuses sealed ones.
 * @returns the values to be written
 * @throws Problem FORM_INVALID with every fault, FORM_MISSING when the bound form cannot be read
 */
export function checkAnswer(
  session: CommandSession,
  working: WorkingInstance,
  taskId: string,
  variables: Variables,
): Variables {
  const node = nodeOfTask(working.state, taskId);
  const formId = node ? working.definition.process.nodes.get(node.elementId)?.userTask?.formId : undefined;
  if (!node || formId === undefined) return variables;
  const bound = working.definition.forms.get(formId);
  if (!bound) throw new Problem('unavailable', 'FORM_MISSING', { formId });
  const context = { variables: visibleVariables(working.state, node), now: session.now, zone: session.context.zone };
  const result = validateSubmission(bound.form, variables, context);
  if (result.ok) return result.values;
  throw new Problem('invalid', 'FORM_INVALID', { formId }, result.errors);
}
