import { openWaits, variablesAt, type Effect } from '@pledge/engine';
import { iso } from './helpers.js';
import type { Instance } from './parts.js';
import type { PlayWait } from './play.js';

/** A wait as it was opened. */
export interface OpenedWait extends Omit<PlayWait, 'variables' | 'since'> {
  readonly id: string;
  readonly instanceId: string;
  /** Epoch ms. */
  readonly openedAt: number;
}

/** What an effect opens; null for an effect that opens nothing. */
export function waitOf(effect: Effect): Omit<OpenedWait, 'visit' | 'openedAt' | 'instanceId' | 'processId'> | null {
  switch (effect.type) {
    case 'create-user-task':
      return {
        kind: 'task',
        id: effect.taskId,
        elementId: effect.elementId,
        candidateGroups: effect.candidateGroups,
        title: effect.name,
        ...(effect.assignee === undefined ? {} : { assignee: effect.assignee }),
        ...(effect.formId === undefined ? {} : { formId: effect.formId }),
        ...(effect.dueAt === undefined ? {} : { dueAt: iso(effect.dueAt) }),
      };
    case 'enqueue-job':
      return { kind: 'job', id: effect.jobId, elementId: effect.elementId, jobType: effect.jobType };
    case 'schedule-timer':
      return { kind: 'timer', id: effect.timerId, elementId: effect.elementId, dueAt: iso(effect.dueAt) };
    case 'open-subscription':
      return {
        kind: effect.kind,
        id: effect.subscriptionId,
        elementId: effect.elementId,
        name: effect.name,
        ...(effect.correlationKey === undefined ? {} : { correlationKey: effect.correlationKey }),
      };
    case 'start-child':
      return { kind: 'call', id: effect.callId, elementId: effect.elementId, calledProcess: effect.processKey };
    default:
      return null;
  }
}

/** Every wait that was opened, each with its number at its element, so that it keeps its name from one play to the next. */
export class Waits {
  private readonly byId = new Map<string, OpenedWait>();
  private readonly visits = new Map<string, number>();

  add(wait: Omit<OpenedWait, 'visit'>): void {
    const place = `${wait.processId} ${wait.elementId} ${wait.kind}`;
    const visit = (this.visits.get(place) ?? 0) + 1;
    this.visits.set(place, visit);
    this.byId.set(wait.id, { ...wait, visit });
  }

  /** What is open now, what people and systems do first, then what comes from outside, then times; a call whose process runs in the simulation is not. */
  open(
    instances: ReadonlyMap<string, Instance>,
  ): readonly { readonly wait: OpenedWait; readonly elementInstanceId: string | null; readonly instance: Instance }[] {
    return [...instances.values()]
      .flatMap((instance) => {
        if (instance.state?.status !== 'active') return [];
        return openWaits(instance.state).flatMap(({ wait, elementInstanceId }) => {
          const opened = this.byId.get(wait.id);
          if (!opened) return [];
          if (wait.kind === 'call' && instances.get(wait.childId)?.state?.status === 'active') return [];
          return [{ wait: opened, elementInstanceId, instance }];
        });
      })
      .sort((one, other) => rank(one.wait) - rank(other.wait) || one.wait.openedAt - other.wait.openedAt);
  }

  /** The open wait that a deed answers. */
  find(
    instances: ReadonlyMap<string, Instance>,
    deed: { readonly processId: string; readonly elementId: string; readonly visit: number },
  ): OpenedWait | undefined {
    return this.open(instances).find(
      ({ wait }) =>
        wait.kind !== 'timer' &&
        wait.processId === deed.processId &&
        wait.elementId === deed.elementId &&
        wait.visit === deed.visit,
    )?.wait;
  }

  /** What is open now, as it is told outside. */
  told(instances: ReadonlyMap<string, Instance>): PlayWait[] {
    return this.open(instances).map(({ wait, elementInstanceId, instance }) => {
      const { id: _id, instanceId: _instanceId, openedAt, ...told } = wait;
      const node = instance.state?.nodes.find((each) => each.id === elementInstanceId);
      const variables =
        instance.state === null
          ? {}
          : elementInstanceId === null
            ? instance.state.variables
            : variablesAt(instance.state, elementInstanceId);
      return {
        ...told,
        since: iso(openedAt),
        variables,
        ...(node?.loopCounter === undefined ? {} : { loopCounter: node.loopCounter }),
      };
    });
  }
}

const RANKS: Readonly<Record<OpenedWait['kind'], number>> = {
  task: 0,
  job: 0,
  call: 0,
  message: 1,
  signal: 1,
  timer: 2,
};
function rank({ kind }: OpenedWait): number {
  return RANKS[kind];
}
