import type { UnitOfWork } from '../ports/unit-of-work.js';
import type { ProcessEngine } from '../process-engine.js';

/** Commands that answer after a commit of their own, and what a feature calls instead inside of its unit of work. */
const INSTEAD = {
  deploy: null,
  startInstance: 'startInstanceLater',
  completeTask: null,
  claimTask: null,
  unclaimTask: null,
  operateTask: null,
  returnTask: null,
  withdrawTask: null,
  publishMessage: 'publishMessageLater',
  broadcastSignal: null,
  cancelInstance: null,
  suspendInstance: null,
  resumeInstance: null,
  setVariables: null,
  retryIncident: null,
  modifyInstance: null,
  migrateInstance: null,
  suspendDefinition: null,
  resumeDefinition: null,
  replanTimer: null,
  runDueJobs: null,
  advanceTo: null,
} as const satisfies Partial<Record<keyof ProcessEngine, keyof ProcessEngine | null>>;

/**
 * The engine with commands that refuse to run inside of an open unit of work: on SQLite the command would wait for the one
 * writer, which waits for the command; elsewhere it would commit what the unit may still roll back.
 */
export function outsideOfUnits(unitOfWork: UnitOfWork, engine: ProcessEngine): ProcessEngine {
  const guarded = Object.entries(INSTEAD).map(([name, instead]) => {
    const method = engine[name as keyof typeof INSTEAD] as (...input: unknown[]) => Promise<unknown>;
    const wrapped = async (...input: unknown[]): Promise<unknown> => {
      if (unitOfWork.isOpen?.()) throw new Error(messageOf(name, instead));
      return method(...input);
    };
    return [name, wrapped];
  });
  return { ...engine, ...(Object.fromEntries(guarded) as Pick<ProcessEngine, keyof typeof INSTEAD>) };
}

function messageOf(name: string, instead: string | null): string {
  const way =
    instead === null
      ? 'call it after the unit, or from `prepare` of a job made with schedule(tx, …)'
      : `use ${instead}(tx, …), which runs after the commit`;
  return `ProcessEngine.${name} was called inside of an open unit of work, where it would wait for ever: ${way} (startInstanceLater, publishMessageLater, schedule and setUrgency take the open transaction)`;
}
