import { ROOT } from './draft.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';

/**
 * Tokens that wait at joins for ever: all tokens of their scope instance are parked, so none can come any more. One of
 * each scope is enough to tell. A model fault; it must be seen instead of hanging (BPMN 2.0, 13.4.1).
 */
export function blockedTokens(run: Run): NodeInstance[] {
  const scopes = new Map<string, { first: NodeInstance; moves: boolean }>();
  for (const node of run.draft.tokens()) {
    const key = node.parentId ?? ROOT;
    // A complex gateway that still swallows late tokens moves nothing.
    if (node.awaiting !== undefined) continue;
    const parked = node.arrivedBy !== undefined && node.waits === undefined;
    const scope = scopes.get(key);
    if (scope === undefined) scopes.set(key, { first: node, moves: !parked });
    else if (!parked) scope.moves = true;
  }
  return [...scopes.values()].filter((scope) => !scope.moves).map((scope) => scope.first);
}
