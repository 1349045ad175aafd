import type { Actor, Variables } from '@pledge/engine';
import { Problem } from '../errors.js';
import type { CommandExecutor, InstanceCommand } from '../execute-commands.js';
import { checkGuards } from '../guards/check-guards.js';
import type { IncidentRow, JobRow } from '../ports/rows.js';
import type { RuntimeContext } from '../runtime-context.js';
import { DEFAULT_TRIES } from '../effects/new-job.js';
import { problemOf } from './rejections.js';

/**
 * Tries again what an incident stopped: a parked job becomes due again, everything else is repeated by the engine.
 * Guards of the element hold here too (design section 6).
 */
export async function retryIncident(
  context: RuntimeContext,
  executor: CommandExecutor,
  request: { readonly incidentId: string; readonly actor: Actor; readonly variables?: Variables | undefined },
): Promise<void> {
  const incident = await context.store.findIncident(request.incidentId);
  if (!incident) throw new Problem('not-found', 'INCIDENT_UNKNOWN', { incidentId: request.incidentId });
  if (incident.resolvedAt !== null) throw new Problem('conflict', 'INCIDENT_RESOLVED');
  const parked = incident.jobId === null ? null : await context.store.findJob(incident.jobId);
  if (parked && parked.state === 'failed') return reviveJob(executor, incident, parked);
  return executor.submit(retryCommand(incident, request));
}

function retryCommand(
  incident: IncidentRow,
  request: { readonly actor: Actor; readonly variables?: Variables | undefined },
): InstanceCommand<void> {
  return {
    name: 'retry-incident',
    target: { by: 'incident', id: incident.id },
    async run(session, working) {
      if (!working) throw new Problem('not-found', 'INCIDENT_UNKNOWN', { incidentId: incident.id });
      const { elementId } = incident;
      const requires = elementId === null ? [] : (working.definition.process.nodes.get(elementId)?.requires ?? []);
      const { id: instanceId, mode } = working.row;
      const move = {
        action: 'retry',
        instanceId,
        elementId: elementId ?? '',
        mode,
        actor: request.actor.userId,
      } as const;
      await checkGuards(session.context, session.tx, requires, move);
      const { actor, variables } = request;
      const outcome = session.step(working, {
        type: 'retry-incident',
        incidentId: incident.id,
        actor,
        ...(variables === undefined ? {} : { variables }),
      });
      if (outcome.kind === 'rejected') throw problemOf(outcome, 'INCIDENT_RESOLVED');
      return () => undefined;
    },
  };
}

/** Jobs that are no service task (a missing called process, a feature's job) wait in the job table, not in the engine. */
function reviveJob(executor: CommandExecutor, incident: IncidentRow, job: JobRow): Promise<void> {
  return executor.alone(async (session) => {
    if (incident.instanceId !== null) {
      const working = await session.loadOne({ by: 'instance', id: incident.instanceId });
      if (working) {
        working.row = { ...working.row, incidentCount: Math.max(0, working.row.incidentCount - 1) };
        working.dirty = true;
        session.tell('incident', working, incident.id, 'resolved');
      }
    }
    const change = { retriesLeft: DEFAULT_TRIES, dueAt: session.now };
    const revived = await session.context.store.reviveJob(session.tx, job.id, change);
    if (!revived) throw new Problem('conflict', 'INCIDENT_RESOLVED');
    session.writes.resolveIncident(incident.id, session.now);
    session.wake(job.id);
  });
}
