import type { EngineCommand, StatusCommand } from '../execution/command.js';
import type { Effect } from '../execution/effect.js';
import type { InstanceState } from '../execution/instance-state.js';
import { openWaits } from '../execution/views.js';

/**
 * The rows that the effects of an instance have written so far: tasks, jobs, timers, subscriptions, calls, incidents. They
 * must be exactly what its state waits for: a row without a wait is a zombie, a wait without a row hangs for ever.
 */
export class Rows {
  private readonly open = new Map<string, string>();
  readonly broken: string[] = [];

  /** What the runtime takes away by itself, because the command came by it. */
  carriedOut(command: EngineCommand | StatusCommand): void {
    if (command.type === 'trigger-timer') this.close('timer', command.timerId);
    if (command.type === 'complete-job' || command.type === 'throw-job-error') this.close('job', command.jobId);
    if (command.type === 'child-ended' && command.outcome.kind !== 'escalation') this.close('call', command.callId);
  }

  apply(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'create-user-task') this.add('task', effect.taskId);
      if (effect.type === 'complete-user-task' || effect.type === 'cancel-user-task') this.close('task', effect.taskId);
      if (effect.type === 'enqueue-job') this.add('job', effect.jobId);
      if (effect.type === 'cancel-job') this.close('job', effect.jobId);
      if (effect.type === 'schedule-timer') this.add('timer', effect.timerId);
      if (effect.type === 'cancel-timer') this.close('timer', effect.timerId);
      if (effect.type === 'open-subscription') this.add('subscription', effect.subscriptionId);
      if (effect.type === 'close-subscription') this.close('subscription', effect.subscriptionId);
      if (effect.type === 'start-child') this.add('call', effect.callId);
      if (effect.type === 'cancel-child') this.close('call', effect.callId);
      if (effect.type === 'raise-incident') this.add('incident', effect.incidentId);
      if (effect.type === 'resolve-incident') this.close('incident', effect.incidentId);
    }
  }

  /** What differs from the waits of the state. */
  differences(state: InstanceState): string[] {
    const wanted = new Set<string>();
    for (const { wait } of openWaits(state)) {
      if (wait.kind === 'condition') continue;
      wanted.add(wait.id);
      // The parked job of an incident is kept until it is retried.
      if (wait.kind === 'incident' && wait.jobId !== undefined) wanted.add(wait.jobId);
    }
    const zombies = [...this.open].filter(([id]) => !wanted.has(id));
    const missing = [...wanted].filter((id) => !this.open.has(id));
    return [
      ...zombies.map(([, kind]) => `the ${kind} row is open that nobody waits for`),
      ...missing.map(() => 'something is waited for that has no row'),
    ];
  }

  private add(kind: string, id: string): void {
    if (this.open.has(id)) this.broken.push(`the ${kind} row was opened twice`);
    this.open.set(id, kind);
  }
  private close(kind: string, id: string): void {
    if (!this.open.delete(id)) this.broken.push(`a ${kind} row was closed that is not open`);
  }
}
