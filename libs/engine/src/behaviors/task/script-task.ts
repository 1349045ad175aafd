import { leaveLater } from '../../execution/transitions.js';
import { evaluate, visibleVariables } from '../../execution/variables.js';
import type { ElementBehavior } from '../behavior.js';
import { enqueueJob } from './job.js';

/** FEEL (`zeebe:script`) evaluated inside the step, or a job; with neither a no-op (contracts, Models). */
export const scriptTask: ElementBehavior = {
  enter(run, node, element) {
    if (element.job !== undefined) return enqueueJob(run, node, element, element.job);
    if (element.script !== undefined) {
      const value = evaluate(run, element.script.expression, visibleVariables(run, node), element.id);
      const name = element.script.resultVariable;
      run.draft.put({ ...node, result: name === undefined ? {} : { [name]: value } });
    }
    leaveLater(run, node);
  },
};
