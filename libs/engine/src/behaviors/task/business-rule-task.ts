import { evaluateDecision } from '../../decisions/decision.js';
import { ElementFailed } from '../../execution/element-failed.js';
import { leaveLater } from '../../execution/transitions.js';
import { evaluateText, visibleVariables } from '../../execution/variables.js';
import type { ElementBehavior } from '../behavior.js';
import { enqueueJob } from './job.js';

/** A DMN decision evaluated inside the step, or a job; with neither a no-op (contracts, Models). */
export const businessRuleTask: ElementBehavior = {
  enter(run, node, element) {
    if (element.job !== undefined) return enqueueJob(run, node, element, element.job);
    if (element.decision !== undefined) {
      const variables = visibleVariables(run, node);
      const decisionId = evaluateText(run, element.decision.decisionId, variables, element.id);
      const model = run.definition.decisions.get(decisionId);
      if (model === undefined)
        throw new ElementFailed('DECISION_FAILED', element.id, `The decision ${decisionId} is not deployed.`);
      const answer = evaluateDecision(model, decisionId, { variables, now: run.env.now, zone: run.env.zone });
      if (!answer.ok) throw new ElementFailed('DECISION_FAILED', element.id, `${decisionId}: ${answer.message}`);
      const name = element.decision.resultVariable;
      run.draft.put({ ...node, result: name === undefined ? {} : { [name]: answer.result } });
    }
    leaveLater(run, node);
  },
};
