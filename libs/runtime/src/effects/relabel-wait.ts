import type { RelabelWaitEffect } from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';

/** The row of a wait names an element of the version that the instance has moved to. */
export function relabelWait(session: CommandSession, working: WorkingInstance, effect: RelabelWaitEffect): void {
  const { type: _type, ...wait } = effect;
  session.writes.relabel({ ...wait, definitionId: working.row.definitionId });
  if (effect.kind === 'task') session.tell('task', working, effect.id, 'migrated');
}
