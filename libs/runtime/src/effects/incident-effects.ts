import type { RaiseIncidentEffect, ResolveIncidentEffect } from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';

export function raiseIncident(session: CommandSession, working: WorkingInstance, effect: RaiseIncidentEffect): void {
  working.row = { ...working.row, incidentCount: working.row.incidentCount + 1 };
  session.writes.raiseIncident({
    id: effect.incidentId,
    instanceId: working.row.id,
    jobId: effect.jobId ?? null,
    elementId: effect.elementId,
    code: effect.code,
    message: effect.message,
    createdAt: session.now,
    resolvedAt: null,
  });
  session.tell('incident', working, effect.incidentId, 'raised');
}

export function resolveIncident(
  session: CommandSession,
  working: WorkingInstance,
  effect: ResolveIncidentEffect,
): void {
  working.row = { ...working.row, incidentCount: Math.max(0, working.row.incidentCount - 1) };
  session.writes.resolveIncident(effect.incidentId, session.now);
  session.tell('incident', working, effect.incidentId, 'resolved');
}
