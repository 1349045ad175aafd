import type { Wait } from './instance-state.js';
import type { Run } from './run.js';

/** Adds a wait to a node. */
export function addWait(run: Run, nodeId: string, wait: Wait): void {
  const node = run.draft.get(nodeId);
  run.draft.put({ ...node, waits: [...(node.waits ?? []), wait] });
}

/** Takes a wait away without an effect: what it waited for happened. */
export function dropWait(run: Run, nodeId: string, waitId: string): void {
  const node = run.draft.get(nodeId);
  const { waits = [], ...rest } = node;
  const left = waits.filter((wait) => wait.id !== waitId);
  run.draft.put(left.length === 0 ? rest : { ...rest, waits: left });
}

/** Ends waits whose event will not be needed any more, with the effect that tells the outside. */
export function closeWaits(run: Run, nodeId: string, which: (wait: Wait) => boolean = () => true): void {
  const node = run.draft.get(nodeId);
  if (node.waits === undefined) return;
  const { waits, ...rest } = node;
  const left = waits.filter((wait) => !which(wait));
  for (const wait of waits) if (which(wait)) closeOutside(run, wait);
  run.draft.put(left.length === 0 ? rest : { ...rest, waits: left });
}

function closeOutside(run: Run, wait: Wait): void {
  switch (wait.kind) {
    case 'task':
      return run.effect({ type: 'cancel-user-task', taskId: wait.id });
    case 'job':
      return run.effect({ type: 'cancel-job', jobId: wait.id });
    case 'timer':
      return run.effect({ type: 'cancel-timer', timerId: wait.id });
    case 'message':
    case 'signal':
      return run.effect({ type: 'close-subscription', subscriptionId: wait.id });
    case 'condition':
      return;
    case 'call':
      return run.effect({ type: 'cancel-child', callId: wait.id, childInstanceId: wait.childId });
    case 'incident':
      if (wait.jobId !== undefined) run.effect({ type: 'cancel-job', jobId: wait.jobId });
      return run.effect({ type: 'resolve-incident', incidentId: wait.id });
  }
}
