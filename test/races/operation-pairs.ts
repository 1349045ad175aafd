import { expectEqual, oneWinner, type Pair } from './pairs.js';
import type { TwoNodes } from './two-nodes.js';

const li = { userId: 'li' };
const wang = { userId: 'wang' };

/** A case whose two branches are done, the left one last by li: `after` is open. */
async function joinedCase(nodes: TwoNodes): Promise<{ id: string; left: string; after: string }> {
  const id = await nodes.start('race-tasks');
  const left = await nodes.task(id, 'left');
  await nodes.a.completeTask(await nodes.task(id, 'right'), {}, wang);
  await nodes.a.completeTask(left, {}, li);
  return { id, left, after: await nodes.task(id, 'after') };
}

/** What must hold after somebody completed `after` while another took the case back to `left`. */
async function endedOrBack(nodes: TwoNodes, id: string, told: readonly [string, string]): Promise<string[]> {
  const isBack = told[0] === 'done';
  return [
    ...expectEqual('open', await nodes.openElements(id), isBack ? ['left'] : []),
    ...expectEqual('state', (await nodes.store.findInstance(id))?.status, isBack ? 'active' : 'completed'),
    ...expectEqual('completions', await nodes.completed(id, 'after'), isBack ? 0 : 1),
    ...(await nodes.inconsistencies(id)),
  ];
}

/** Pairs of commands that take a case back or to another version. */
export const operationPairs: readonly Pair[] = [
  {
    name: 'return / complete',
    async run(nodes) {
      const { id, after } = await joinedCase(nodes);
      const told = await nodes.race(
        () => nodes.a.returnTask({ taskId: after, targetElementId: 'left', reason: 'incomplete' }, wang),
        () => nodes.b.completeTask(after, {}, wang),
      );
      return [...oneWinner(told, 'TASK_NOT_OPEN', 'INSTANCE_ENDED'), ...(await endedOrBack(nodes, id, told))];
    },
  },
  {
    name: 'return / return',
    async run(nodes) {
      const { id, after } = await joinedCase(nodes);
      const back = (node: TwoNodes['a'], targetElementId: string) => () =>
        node.returnTask({ taskId: after, targetElementId, reason: 'incomplete' }, wang);
      const told = await nodes.race(back(nodes.a, 'left'), back(nodes.b, 'right'));
      return [
        ...oneWinner(told, 'TASK_NOT_OPEN'),
        ...expectEqual('open', await nodes.openElements(id), told[0] === 'done' ? ['left'] : ['right']),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'withdraw / complete',
    async run(nodes) {
      const { id, left, after } = await joinedCase(nodes);
      const told = await nodes.race(
        () => nodes.a.withdrawTask(left, { reason: 'too early' }, li),
        () => nodes.b.completeTask(after, {}, wang),
      );
      const losers = ['TASK_NOT_OPEN', 'INSTANCE_ENDED', 'WITHDRAW_TOUCHED', 'WITHDRAW_NOT_POSSIBLE'];
      return [...oneWinner(told, ...losers), ...(await endedOrBack(nodes, id, told))];
    },
  },
  {
    name: 'migrate / complete',
    async run(nodes) {
      const { id, newer } = await nodes.startOlder();
      const task = await nodes.task(id, 'left');
      const told = await nodes.race(
        () => nodes.a.migrateInstance(id, { definitionId: newer }, li),
        () => nodes.b.completeTask(task, {}, wang),
      );
      return [
        ...expectEqual('told', told, ['done', 'done']),
        ...expectEqual('version', (await nodes.store.findInstance(id))?.definitionId, newer),
        ...expectEqual('completions', await nodes.completed(id, 'left'), 1),
        ...expectEqual('open', await nodes.openElements(id), ['right']),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'migrate / migrate',
    async run(nodes) {
      const { id, newer } = await nodes.startOlder();
      const move = (node: TwoNodes['a']) => () => node.migrateInstance(id, { definitionId: newer }, li);
      const told = await nodes.race(move(nodes.a), move(nodes.b));
      return [
        ...oneWinner(told, 'MIGRATION_SAME_VERSION'),
        ...expectEqual('version', (await nodes.store.findInstance(id))?.definitionId, newer),
        ...expectEqual('open', await nodes.openElements(id), ['left', 'right']),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
];
