import type { NodeInstance } from '../../execution/instance-state.js';
import type { Run } from '../../execution/run.js';
import { ElementFailed } from '../../execution/element-failed.js';
import { evaluate, evaluateText, visibleVariables } from '../../execution/variables.js';
import { addWait } from '../../execution/waits.js';
import type { FlowNode, JobDefinition } from '../../model/process-definition.js';

const DEFAULT_RETRIES = 3;

/** A step runs no code: the work leaves as a job and the token waits (design section 5). */
export function enqueueJob(run: Run, node: NodeInstance, element: FlowNode, job: JobDefinition): void {
  const variables = visibleVariables(run, node);
  const jobType = evaluateText(run, job.type, variables, element.id);
  const retries =
    job.retries === undefined ? DEFAULT_RETRIES : Number(evaluate(run, job.retries, variables, element.id));
  if (!Number.isInteger(retries) || retries < 0)
    throw new ElementFailed('EXPRESSION_FAILED', element.id, 'The retries are not a whole number.');
  const jobId = run.newId();
  run.effect({
    type: 'enqueue-job',
    jobId,
    jobType,
    elementId: element.id,
    elementInstanceId: node.id,
    retries,
    headers: job.headers,
    variables,
    requires: element.requires,
  });
  addWait(run, node.id, { kind: 'job', id: jobId });
}
