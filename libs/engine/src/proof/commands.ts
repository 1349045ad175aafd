import type { EngineCommand } from '../execution/command.js';
import type { Wait } from '../execution/instance-state.js';
import { openWaits } from '../execution/views.js';
import type { Game, Pick } from './game.js';

const HOUR = 3_600_000;
const li = { userId: 'li' };

/** The command that ends a wait. Jobs end well, with an error, or fail and are retried. */
export function answerTo(game: Game, wait: Wait, pick: Pick): EngineCommand {
  switch (wait.kind) {
    case 'task':
      game.more -= 1;
      return {
        type: 'complete-task',
        taskId: wait.id,
        variables: game.more > 0 ? {} : { more: false },
        actor: li,
      };
    case 'message':
      return { type: 'deliver-message', subscriptionId: wait.id, messageName: 'm', variables: {} };
    case 'signal':
      return { type: 'deliver-signal', subscriptionId: wait.id, signalName: 's', variables: {} };
    case 'timer':
      game.now = Math.max(game.now, wait.dueAt);
      return { type: 'trigger-timer', timerId: wait.id };
    case 'job':
      return jobEnd(wait.id, pick(4));
    case 'call':
      return { type: 'child-ended', callId: wait.id, outcome: { kind: 'completed', variables: {} } };
    case 'incident':
      return { type: 'retry-incident', incidentId: wait.id, actor: { userId: 'admin' } };
    case 'condition':
      throw new Error('no diagram here waits for a condition');
  }
}

function jobEnd(jobId: string, way: number): EngineCommand {
  if (way === 0) return { type: 'throw-job-error', jobId, errorCode: 'E', message: 'as modelled' };
  if (way === 1) return { type: 'fail-job', jobId, message: 'out of retries' };
  return { type: 'complete-job', jobId, variables: {} };
}

/** Something beside the answers that must not change how the play ends. */
export function disturb(game: Game, pick: Pick): void {
  if (game.state === null) return;
  const waits = openWaits(game.state).map(({ wait }) => wait);
  const tasks = waits.filter((wait) => wait.kind === 'task');
  const timers = waits.filter((wait) => wait.kind === 'timer');
  const task = tasks[pick(Math.max(tasks.length, 1))];
  const timer = timers[pick(Math.max(timers.length, 1))];
  const actor = { userId: 'admin' };
  switch (pick(5)) {
    case 0:
      if (task === undefined || ('assignee' in task && task.assignee !== undefined)) return;
      return game.sendBeside({ type: 'claim-task', taskId: task.id, assignee: 'li', actor: li });
    case 1:
      if (task === undefined || ('assignee' in task && task.assignee !== undefined)) return;
      game.sendBeside({ type: 'claim-task', taskId: task.id, assignee: 'wang', actor: { userId: 'wang' } });
      // Held by another.
      game.expectRejected({ type: 'complete-task', taskId: task.id, variables: {}, actor: li });
      return game.sendBeside({ type: 'unclaim-task', taskId: task.id, actor: { userId: 'wang' } });
    case 2:
      game.sendBeside({ type: 'suspend-instance', reason: 'hold', actor });
      for (const wait of waits.slice(0, 2)) game.expectRejected(answerTo(game, wait, () => 0));
      game.more += waits.slice(0, 2).filter((wait) => wait.kind === 'task').length;
      return game.sendBeside({ type: 'resume-instance', reason: 'go on', actor });
    case 3:
      if (timer === undefined) return;
      return game.sendBeside({
        type: 'replan-timer',
        timerId: timer.id,
        dueAt: game.now + HOUR,
        reason: 'agreed by telephone',
        actor,
      });
    default:
      return game.expectLate();
  }
}
