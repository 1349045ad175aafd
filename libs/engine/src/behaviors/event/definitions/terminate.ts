import { ROOT } from '../../../execution/draft.js';
import type { NodeInstance } from '../../../execution/instance-state.js';
import type { Run } from '../../../execution/run.js';
import { cancelToken } from '../../../execution/transitions.js';

/** Ends all other tokens of its own scope instance; the scope around goes on (BPMN 2.0, 13.5.6). */
export function terminateScope(run: Run, node: NodeInstance): void {
  for (const other of run.draft.childrenOf(node.parentId ?? ROOT)) if (other.id !== node.id) cancelToken(run, other.id);
}
