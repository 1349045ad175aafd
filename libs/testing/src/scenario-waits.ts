import type { Effect } from '@pledge/engine';

/** An effect of one type. */
export type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;
interface Opened<T extends Effect['type']> {
  readonly instanceId: string;
  readonly effect: EffectOf<T>;
}

/** What the instances of a scenario wait for, in the order in which it was opened. */
export class ScenarioWaits {
  readonly tasks = new Map<string, Opened<'create-user-task'>>();
  readonly jobs = new Map<string, Opened<'enqueue-job'>>();
  readonly timers = new Map<string, Opened<'schedule-timer'>>();
  readonly subscriptions = new Map<string, Opened<'open-subscription'>>();

  /** Opens or closes what the effect says; others change nothing here. */
  apply(instanceId: string, effect: Effect): void {
    switch (effect.type) {
      case 'create-user-task':
        this.tasks.set(effect.taskId, { instanceId, effect });
        break;
      case 'complete-user-task':
      case 'cancel-user-task':
        this.tasks.delete(effect.taskId);
        break;
      case 'enqueue-job':
        this.jobs.set(effect.jobId, { instanceId, effect });
        break;
      case 'cancel-job':
        this.jobs.delete(effect.jobId);
        break;
      case 'schedule-timer':
        this.timers.set(effect.timerId, { instanceId, effect });
        break;
      case 'cancel-timer':
        this.timers.delete(effect.timerId);
        break;
      case 'open-subscription':
        this.subscriptions.set(effect.subscriptionId, { instanceId, effect });
        break;
      case 'close-subscription':
        this.subscriptions.delete(effect.subscriptionId);
        break;
      default:
        break;
    }
  }

  /** The timer that is due first, not after `until` (epoch ms). */
  nextTimer(until: number): Opened<'schedule-timer'> | undefined {
    return [...this.timers.values()]
      .filter(({ effect }) => effect.dueAt <= until)
      .sort((a, b) => a.effect.dueAt - b.effect.dueAt)[0];
  }

  /** Ids of what an instance still waits for. */
  of(instanceId: string): string[] {
    return [this.tasks, this.jobs, this.timers, this.subscriptions].flatMap((map) =>
      [...map].filter(([, entry]) => entry.instanceId === instanceId).map(([id]) => id),
    );
  }
}
