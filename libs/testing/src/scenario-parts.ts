import type { EngineCommand, Variables } from '@pledge/engine';

/** A job that a delegate would serve. */
export interface ScenarioJob {
  readonly jobType: string;
  readonly elementId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Variables;
}
/** Thrown by a scenario's delegate for a modelled error, as `BpmnError` by a real one. */
export class ScenarioError extends Error {
  constructor(
    readonly errorCode: string,
    readonly variables: Variables = {},
  ) {
    super(errorCode);
    this.name = 'ScenarioError';
  }
}
/** Stands for a delegate: the variables it answers with. */
export type ScenarioDelegate = (job: ScenarioJob) => Variables | void;

export interface ScenarioTask {
  readonly instanceId: string;
  readonly taskId: string;
  readonly elementId: string;
  readonly name: string;
  readonly assignee?: string;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly formId?: string;
  readonly variables: Variables;
}
export interface RecordedEvent {
  readonly type: string;
  readonly elementId: string;
  /** Epoch ms. */
  readonly occurredAt: number;
  readonly recordedAt: number;
}

/** What the engine is told of a job that `delegate` served. @throws what the delegate throws, unless it is modelled */
export function commandOf(jobId: string, delegate: ScenarioDelegate, job: ScenarioJob): EngineCommand {
  try {
    return { type: 'complete-job', jobId, variables: delegate(job) ?? {} };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const { errorCode, message, variables } = error;
    return { type: 'throw-job-error', jobId, errorCode, message, variables };
  }
}
