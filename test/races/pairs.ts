import type { IdempotencyClaim } from '@pledge/runtime';
import { HOUR, type TwoNodes } from './two-nodes.js';

/** Two commands that compete. `run` makes a case, races them on two nodes, and names what is wrong afterwards. */
export interface Pair {
  readonly name: string;
  run(nodes: TwoNodes, round: number): Promise<string[]>;
}

const li = { userId: 'li' };
const wang = { userId: 'wang' };

/** Says what differs, or nothing. */
export function expectEqual(what: string, actual: unknown, expected: unknown): string[] {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  return is === should ? [] : [`${what}: ${is} instead of ${should}`];
}
/** Exactly one was done, the other was told one of the codes. */
export function oneWinner(told: readonly string[], ...codes: readonly string[]): string[] {
  const losers = told.filter((each) => each !== 'done');
  return losers.length === 1 && codes.includes(losers[0] ?? '')
    ? []
    : [`told ${told.join(' and ')}, not done and one of ${codes.join(', ')}`];
}
function oneOf(what: string, actual: unknown, ...allowed: readonly unknown[]): string[] {
  const text = JSON.stringify(actual);
  return allowed.some((each) => JSON.stringify(each) === text) ? [] : [`${what}: ${text}`];
}

/** A case whose service task failed for good: it waits in an incident. */
async function failedCase(nodes: TwoNodes): Promise<string> {
  nodes.failing = true;
  const id = await nodes.start('race-work');
  await nodes.a.settled(20_000);
  nodes.failing = false;
  return id;
}

/** A case whose service task is due and was not begun. */
async function waitingJob(nodes: TwoNodes): Promise<string> {
  await nodes.a.stop();
  const id = await nodes.start('race-work');
  nodes.a.start();
  return id;
}

export const pairs: readonly Pair[] = [
  {
    name: 'complete / complete',
    async run(nodes) {
      const id = await nodes.start('race-tasks');
      const task = await nodes.task(id, 'left');
      const told = await nodes.race(
        () => nodes.a.completeTask(task, { by: 'a' }, li),
        () => nodes.b.completeTask(task, { by: 'b' }, wang),
      );
      return [
        ...oneWinner(told, 'TASK_NOT_OPEN'),
        ...expectEqual('completions', await nodes.completed(id, 'left'), 1),
        ...expectEqual('open', await nodes.openElements(id), ['right']),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'join / join',
    async run(nodes) {
      const id = await nodes.start('race-tasks');
      const [left, right] = [await nodes.task(id, 'left'), await nodes.task(id, 'right')];
      const told = await nodes.race(
        () => nodes.a.completeTask(left, {}, li),
        () => nodes.b.completeTask(right, {}, wang),
      );
      return [
        ...expectEqual('told', told, ['done', 'done']),
        ...expectEqual('joins', await nodes.completed(id, 'join'), 1),
        ...expectEqual('open', await nodes.openElements(id), ['after']),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'claim / claim',
    async run(nodes) {
      const id = await nodes.start('race-tasks');
      const task = await nodes.task(id, 'left');
      const told = await nodes.race(
        () => nodes.a.claimTask(task, 'li', li),
        () => nodes.b.claimTask(task, 'wang', wang),
      );
      const assignee = (await nodes.a.findTask(task))?.assignee;
      return [
        ...oneWinner(told, 'TASK_ALREADY_CLAIMED'),
        ...expectEqual('assignee', assignee, told[0] === 'done' ? 'li' : 'wang'),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'claim / complete',
    async run(nodes) {
      const id = await nodes.start('race-tasks');
      const task = await nodes.task(id, 'left');
      const told = await nodes.race(
        () => nodes.a.claimTask(task, 'li', li),
        () => nodes.b.completeTask(task, {}, wang),
      );
      return [
        ...oneWinner(told, 'TASK_NOT_OPEN', 'TASK_NOT_ASSIGNEE', 'TASK_ALREADY_CLAIMED'),
        ...expectEqual('completions', await nodes.completed(id, 'left'), told[1] === 'done' ? 1 : 0),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'transfer / complete',
    async run(nodes) {
      const id = await nodes.start('race-tasks');
      const task = await nodes.task(id, 'left');
      await nodes.a.claimTask(task, 'li', li);
      const told = await nodes.race(
        () => nodes.a.operateTask({ type: 'transfer-task', taskId: task, user: 'zhao', actor: li }),
        () => nodes.b.completeTask(task, {}, li),
      );
      return [
        ...oneWinner(told, 'TASK_NOT_OPEN', 'TASK_NOT_ASSIGNEE'),
        ...expectEqual('completions', await nodes.completed(id, 'left'), told[1] === 'done' ? 1 : 0),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'timer / complete',
    async run(nodes) {
      const id = await nodes.start('race-tasks');
      const task = await nodes.task(id, 'left');
      nodes.clock.moveTo(nodes.clock.now() + HOUR);
      const [, told] = await nodes.race(
        () => nodes.a.runDueJobs(),
        () => nodes.b.completeTask(task, {}, li),
      );
      const won = told === 'done';
      return [
        ...oneOf('told', told, 'done', 'TASK_NOT_OPEN'),
        ...expectEqual('completions', await nodes.completed(id, 'left'), won ? 1 : 0),
        ...expectEqual('open', await nodes.openElements(id), won ? ['right'] : ['overdue', 'right']),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'timer / timer',
    async run(nodes) {
      const id = await nodes.start('race-tasks');
      nodes.clock.moveTo(nodes.clock.now() + HOUR);
      await nodes.race(
        () => nodes.a.runDueJobs(),
        () => nodes.b.runDueJobs(),
      );
      return [
        ...expectEqual('open', await nodes.openElements(id), ['overdue', 'right']),
        ...expectEqual('fired', await nodes.completed(id, 'late'), 1),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'message / timer',
    async run(nodes, round) {
      const order = `order-${round}-timer`;
      const id = await nodes.start('race-events', { order });
      nodes.clock.moveTo(nodes.clock.now() + HOUR);
      let state = '';
      const told = await nodes.race(
        async () => {
          state = (await nodes.a.publishMessage({ name: 'paid', correlationKey: order })).state;
        },
        () => nodes.b.runDueJobs(),
      );
      return [
        ...expectEqual('told', told, ['done', 'done']),
        ...expectEqual('open', await nodes.openElements(id), state === 'correlated' ? ['ship'] : ['remind']),
        ...oneOf('message', state, 'correlated', 'buffered'),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'message / message',
    async run(nodes, round) {
      const order = `order-${round}-twice`;
      const id = await nodes.start('race-events', { order });
      const states: string[] = [];
      const publish = (node: TwoNodes['a']) => async () => {
        states.push((await node.publishMessage({ name: 'paid', correlationKey: order })).state);
      };
      await nodes.race(publish(nodes.a), publish(nodes.b));
      return [
        ...expectEqual('messages', states.sort(), ['buffered', 'correlated']),
        ...expectEqual('open', await nodes.openElements(id), ['ship']),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'message / start of its catch',
    async run(nodes, round) {
      const order = `order-${round}-early`;
      let id = '';
      const told = await nodes.race(
        () => nodes.a.publishMessage({ name: 'paid', correlationKey: order }),
        async () => {
          id = (await nodes.b.startInstance({ key: 'race-events', variables: { order }, actor: li })).id;
        },
      );
      return [
        ...expectEqual('told', told, ['done', 'done']),
        ...expectEqual('open', await nodes.openElements(id), ['ship']),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'cancel / complete',
    async run(nodes) {
      const id = await nodes.start('race-tasks');
      const task = await nodes.task(id, 'left');
      const [cancelled, told] = await nodes.race(
        () => nodes.a.cancelInstance(id, 'no longer wanted', li),
        () => nodes.b.completeTask(task, {}, wang),
      );
      return [
        ...expectEqual('cancelled', cancelled, 'done'),
        ...oneOf('told', told, 'done', 'TASK_NOT_OPEN', 'INSTANCE_ENDED'),
        ...expectEqual('state', (await nodes.store.findInstance(id))?.status, 'cancelled'),
        ...expectEqual('completions', await nodes.completed(id, 'left'), told === 'done' ? 1 : 0),
        ...expectEqual('open', await nodes.openElements(id), []),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'suspend / complete',
    async run(nodes) {
      const id = await nodes.start('race-tasks');
      const task = await nodes.task(id, 'left');
      const [suspended, told] = await nodes.race(
        () => nodes.a.suspendInstance(id, 'hold', li),
        () => nodes.b.completeTask(task, {}, wang),
      );
      return [
        ...expectEqual('suspended', suspended, 'done'),
        ...oneOf('told', told, 'done', 'INSTANCE_SUSPENDED'),
        ...expectEqual('completions', await nodes.completed(id, 'left'), told === 'done' ? 1 : 0),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'modify / complete',
    async run(nodes) {
      const id = await nodes.start('race-tasks');
      const task = await nodes.task(id, 'left');
      const instructions = [{ type: 'move', elementId: 'left', target: 'overdue' }] as const;
      const told = await nodes.race(
        () => nodes.a.modifyInstance(id, { instructions }, li),
        () => nodes.b.completeTask(task, {}, wang),
      );
      const won = told[1] === 'done';
      return [
        ...oneWinner(told, 'TASK_NOT_OPEN', 'OPERATION_REFUSED', 'ELEMENT_NOT_ACTIVE'),
        ...expectEqual('completions', await nodes.completed(id, 'left'), won ? 1 : 0),
        ...expectEqual('open', await nodes.openElements(id), won ? ['right'] : ['overdue', 'right']),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'start / start with one idempotency key',
    async run(nodes, round) {
      const claim: IdempotencyClaim = {
        scope: 'li POST /api/process-instances',
        key: `start-${round}`,
        bodyHash: 'same',
        status: 201,
        render: (row) => row,
      };
      const businessKey = `GD-${round}`;
      const start = (node: TwoNodes['a']) => () =>
        node.startInstance({ key: 'race-tasks', businessKey, actor: li, idempotency: claim });
      const told = await nodes.race(start(nodes.a), start(nodes.b));
      const { items } = await nodes.a.listInstances({ businessKey, limit: 5 });
      return [...oneWinner(told, 'IDEMPOTENCY_IN_FLIGHT'), ...expectEqual('cases', items.length, 1)];
    },
  },
  {
    name: 'retry / retry of an incident',
    async run(nodes) {
      const id = await failedCase(nodes);
      const incident = (await nodes.a.listIncidents({ instanceId: id, open: true, limit: 5 })).items[0]?.id ?? '';
      const told = await nodes.race(
        () => nodes.a.retryIncident(incident, li),
        () => nodes.b.retryIncident(incident, wang),
      );
      return [
        ...oneWinner(told, 'INCIDENT_RESOLVED', 'INCIDENT_UNKNOWN'),
        ...expectEqual('work', nodes.done.get(id), 1),
        ...expectEqual('open', await nodes.openElements(id), ['check']),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'job / job',
    async run(nodes) {
      const id = await waitingJob(nodes);
      await nodes.race(
        () => nodes.a.runDueJobs(),
        () => nodes.b.runDueJobs(),
      );
      return [
        ...expectEqual('work', nodes.done.get(id), 1),
        ...expectEqual('open', await nodes.openElements(id), ['check']),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
  {
    name: 'set variables / complete',
    async run(nodes) {
      const id = await nodes.start('race-tasks');
      const task = await nodes.task(id, 'left');
      const told = await nodes.race(
        () => nodes.a.setVariables(id, { set: true }, li),
        () => nodes.b.completeTask(task, { completed: true }, wang),
      );
      const variables = (await nodes.a.findInstance(id))?.variables;
      return [
        ...expectEqual('told', told, ['done', 'done']),
        ...expectEqual('variables', [variables?.set, variables?.completed], [true, true]),
        ...(await nodes.inconsistencies(id)),
      ];
    },
  },
];
