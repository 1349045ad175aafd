import { ROOT } from '../draft.js';
import type { NodeInstance } from '../instance-state.js';
import { refuse } from '../refusal.js';
import type { Run } from '../run.js';
import { cancelToken } from '../transitions.js';

/** Element instances at an element that count as one token each: the loop as a whole, not its repetitions. */
export function tokensAt(run: Run, elementId: string): NodeInstance[] {
  return [...run.draft.tokens()].filter(
    (node) => node.elementId === elementId && node.loopCounter === undefined && node.awaiting === undefined,
  );
}

/**
 * Takes a token away with everything inside it, and the scopes around it that have nothing left: they are cancelled, not
 * completed, so that no token comes out of them. Of a parallel multi-instance the other repetitions go on; one that was
 * taken away counts as terminated (BPMN 2.0, 13.3.7).
 * @throws Refused COMPENSATION_RUNNING
 */
export function withdrawToken(run: Run, nodeId: string): void {
  const node = run.draft.get(nodeId);
  for (let id = node.parentId; id !== undefined; id = run.draft.find(id)?.parentId)
    if (run.draft.get(id).compensating !== undefined)
      refuse(
        'COMPENSATION_RUNNING',
        node.elementId,
        {
          zh: '补偿正在执行，不能移走其中的令牌。',
          en: 'A compensation runs here: its tokens cannot be taken away.',
        },
        node.id,
      );
  let top = node;
  for (let parent = parentOf(run, top); parent !== null && isAlone(run, parent); parent = parentOf(run, top))
    top = parent;
  cancelToken(run, top.id);
  const body = parentOf(run, top);
  if (body?.loop !== undefined)
    run.draft.put({ ...body, loop: { ...body.loop, terminated: (body.loop.terminated ?? 0) + 1 } });
}

function parentOf(run: Run, node: NodeInstance): NodeInstance | null {
  return node.parentId === undefined || node.parentId === ROOT ? null : run.draft.get(node.parentId);
}

function isAlone(run: Run, parent: NodeInstance): boolean {
  // A complex gateway that still swallows late tokens is none itself.
  return run.draft.childrenOf(parent.id).filter((node) => node.awaiting === undefined).length === 1;
}
