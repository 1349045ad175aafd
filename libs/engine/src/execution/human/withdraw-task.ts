import { nodeOf } from '../../model/process-definition.js';
import { reject, type Rejection } from '../command-tools.js';
import { ROOT } from '../draft.js';
import type { NodeInstance, Wait } from '../instance-state.js';
import type { Run } from '../run.js';
import type { WithdrawTaskCommand } from './commands.js';
import { scopeIdsAround, vertexOf, type WayBack } from './go-back.js';
import { follow } from './return-task.js';
import { withdrawRepetition } from './withdraw-repetition.js';
import { commonDominator, reachable, scopeGraph, type ScopeGraph } from './scope-graph.js';

/**
 * 撤回: whoever completed a task takes it back as long as nobody has touched what came of it. What came of it are the tokens
 * that entered since and that the task's own token can have become; service tasks in between that are done stay done, a job
 * that is under way, a called process or anything that a person did forbids it.
 */
export function withdrawTask(run: Run, command: WithdrawTaskCommand): Rejection | null {
  const { taskId, elementId, reason, since } = command;
  const element = run.definition.nodes.get(elementId);
  if (element?.type !== 'userTask') return reject('WITHDRAW_NOT_POSSIBLE', elementId);
  if (element.loop?.kind === 'multi-instance') return withdrawRepetition(run, command, element, element.loop);
  if (element.loop !== undefined) return reject('WITHDRAW_NOT_POSSIBLE', elementId);
  const found = becameOf(run, elementId, new Set(since.entered));
  if (found === null) return reject('WITHDRAW_NOT_POSSIBLE', elementId);
  const touched = new Set(since.touched);
  const inside = found.tokens.flatMap((token) => subtree(run, token));
  if (inside.some((node) => touched.has(node.id) || node.waits?.some(isUnderWay) === true))
    return reject('WITHDRAW_TOUCHED', elementId);
  if (since.completed.some((id) => cameBetween(run, found, id))) return reject('WITHDRAW_TOUCHED', elementId);
  const way: WayBack = { ...found, cancelled: found.tokens, restarted: [] };
  const [first] = found.tokens;
  if (first === undefined) return reject('WITHDRAW_NOT_POSSIBLE', elementId);
  run.record({
    type: 'task-withdrawn',
    elementId,
    actor: command.actor.userId,
    detail: {
      taskId,
      reason,
      cancelled: [...new Set(found.tokens.map((node) => node.elementId))],
      ...(command.actor.onBehalfOf === undefined ? {} : { onBehalfOf: command.actor.onBehalfOf }),
    },
  });
  const placed = follow(run, way, first, elementId, command.assignee);
  return typeof placed === 'string' ? reject('WITHDRAW_NOT_POSSIBLE', placed) : null;
}

interface Became {
  readonly holderId: string;
  readonly graph: ScopeGraph;
  readonly target: string;
  readonly tokens: readonly NodeInstance[];
}

/** The tokens that a completed task's token has become, in the nearest scope around it that still runs. */
function becameOf(run: Run, elementId: string, entered: ReadonlySet<string>): Became | null {
  let target = elementId;
  for (const scopeId of scopeIdsAround(run.definition, elementId)) {
    const holders =
      scopeId === run.definition.key
        ? [ROOT]
        : [...run.draft.tokens()]
            .filter((node) => node.elementId === scopeId && node.loop === undefined && !entered.has(node.id))
            .map((node) => node.id);
    // Of several that run nobody knows which one it was.
    if (holders.length > 1) return null;
    const [holderId] = holders;
    if (holderId !== undefined) {
      const graph = scopeGraph(run.definition, scopeId);
      const tokens = run.draft
        .childrenOf(holderId)
        .filter(
          (node) => isAfter(graph, target, vertexOf(node)) && (node.arrivedBy !== undefined || entered.has(node.id)),
        );
      return tokens.length === 0 ? null : { holderId, graph, target, tokens };
    }
    if (nodeOf(run.definition, scopeId).loop !== undefined) return null;
    target = scopeId;
  }
  return null;
}

/** Behind the task without passing the fork at which the two ways part: on its own side. */
function isAfter(graph: ScopeGraph, target: string, vertex: string): boolean {
  const common = commonDominator(graph, target, vertex);
  return reachable(graph, target, common === target ? undefined : common).has(vertex);
}

/** An element that a person completed since lies behind the task, or what came of the task came of that too: then that person was last. */
function cameBetween(run: Run, { graph, target, tokens }: Became, elementId: string): boolean {
  const around = run.definition.nodes.has(elementId) ? scopeIdsAround(run.definition, elementId) : [];
  const here = [elementId, ...around].filter((id) => graph.next.has(id));
  return here.some(
    (id) => isAfter(graph, target, id) || tokens.some((token) => id !== target && isAfter(graph, id, vertexOf(token))),
  );
}

function subtree(run: Run, node: NodeInstance): NodeInstance[] {
  return [node, ...run.draft.childrenOf(node.id).flatMap((inner) => subtree(run, inner))];
}

const isUnderWay = (wait: Wait): boolean => wait.kind === 'job' || wait.kind === 'call';
