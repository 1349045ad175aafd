import type { JobRow } from '../ports/rows.js';
import { RECORD_EVENT } from './run-feature-job.js';
import type { JobTools } from './job-tools.js';
import { runCancelChild, runChildEnded, runTimer } from './run-engine-job.js';
import { runFeatureJob } from './run-feature-job.js';
import { runBroadcastSignal, runPublishMessage } from './run-messages.js';
import { runServiceTask } from './run-service-task.js';
import { runStartTimer } from './run-start-timer.js';
import { runStartChild, runStartInstance } from './run-start.js';

/** Jobs that are one command and share their transaction with others: as many as there are may run at once. */
export function ridesInBatch(job: JobRow): boolean {
  return job.type === 'timer' || job.type === 'child-ended' || job.type === 'cancel-child';
}

/** Runs one leased job to its end; throws when it has to be tried again. */
export function runJob(tools: JobTools, job: JobRow): Promise<void> {
  switch (job.type) {
    case 'service-task':
      return runServiceTask(tools, job);
    case 'timer':
      return runTimer(tools, job);
    case 'start-timer':
      return runStartTimer(tools, job);
    case 'start-instance':
      return runStartInstance(tools, job);
    case 'start-child':
      return runStartChild(tools, job);
    case 'cancel-child':
      return runCancelChild(tools, job);
    case 'child-ended':
      return runChildEnded(tools, job);
    case 'publish-message':
      return runPublishMessage(tools, job);
    case 'broadcast-signal':
      return runBroadcastSignal(tools, job);
    case 'record-event':
      return runFeatureJob(tools, job, RECORD_EVENT);
    case 'feature':
      return runFeatureJob(tools, job, job.name);
  }
}
