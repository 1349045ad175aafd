import { validateSubmission, type Form, type Variables } from '@pledge/engine';
import type { SimulationAnswer } from '../scenario.js';
import type { SimulationEnvironment } from '../simulate.js';
import type { RecordedCase, RecordedVisit } from './recorded-case.js';

/** Why a replayed case cannot go on at a task: what the draft's form asks and the case never answered. */
export interface UnansweredTask {
  readonly processId: string;
  readonly elementId: string;
  /** Labels of the fields. */
  readonly fields: readonly string[];
}

type World = NonNullable<SimulationEnvironment['chance']>;

/**
 * A world that answers as a finished case was answered: each task with its own answer after the time it took, each system
 * task with its time and its error, each message when it came. A step the case never had goes on at once where its form asks
 * nothing that is not known.
 * @param unanswered where the case cannot go on is written down here
 */
export function replayWorld(
  recorded: RecordedCase,
  forms: ReadonlyMap<string, Form>,
  beganAt: number,
  zone: string,
  unanswered: UnansweredTask[],
): World {
  const used = new Set<RecordedVisit>();
  const next = (processId: string, elementId: string, counter: number | undefined): RecordedVisit | undefined => {
    const found = recorded.visits.find(
      (visit) =>
        !used.has(visit) &&
        visit.processId === processId &&
        visit.elementId === elementId &&
        (counter === undefined || visit.loopCounter === undefined || visit.loopCounter === counter),
    );
    if (found) used.add(found);
    return found;
  };
  const lasted = (visit: RecordedVisit | undefined): string =>
    `PT${visit?.leftAt == null ? 0 : Math.max(0, visit.leftAt - visit.enteredAt) / 1000}S`;
  return (wait, variables): SimulationAnswer | null => {
    const { processId, elementId } = wait;
    switch (wait.kind) {
      case 'task': {
        const visit = next(processId, elementId, undefined);
        // withdrawn there by its model; here its model decides again
        if (visit && (visit.leftAt === null || visit.cancelled)) return null;
        const form = wait.formId === undefined ? undefined : forms.get(wait.formId);
        const answer = form ? known(form, visit?.answer ?? {}) : (visit?.answer ?? {});
        const fields = form ? missing(form, answer, { variables, now: wait.openedAt, zone }) : [];
        if (fields.length > 0) {
          unanswered.push({ processId, elementId, fields });
          return null;
        }
        return { after: lasted(visit), variables: answer };
      }
      case 'job': {
        const visit = next(processId, elementId, undefined);
        if (visit?.cancelled && visit.error === undefined) return null;
        return { after: lasted(visit), ...(visit?.error === undefined ? {} : { error: { code: visit.error } }) };
      }
      case 'message':
      case 'signal': {
        const visit = next(processId, elementId, undefined);
        if (!visit || visit.leftAt === null || visit.cancelled) return null;
        // the world outside does not wait for the draft: it comes when it came
        const due = visit.leftAt - recorded.startedAt - (wait.openedAt - beganAt);
        return { after: `PT${Math.max(0, due) / 1000}S` };
      }
      case 'timer':
        return null;
      case 'call':
        return { after: lasted(next(processId, elementId, undefined)) };
    }
  };
}

/** What of an answer the form still asks for: other fields are gone from the draft. */
function known(form: Form, answer: Variables): Variables {
  // what comes from variables is known only when it is shown
  if (form.open !== null) return answer;
  const names = new Set([...form.scope.fields, ...form.scope.lists].map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(answer).filter(([name]) => names.has(name)));
}

/** Labels of the fields that are wrong with this answer. */
function missing(
  form: Form,
  answer: Variables,
  context: { readonly variables: Variables; readonly now: number; readonly zone: string },
): string[] {
  const result = validateSubmission(form, answer, context);
  if (result.ok) return [];
  return [...new Set(result.errors.map(({ field, message }) => /“(.*?)”/.exec(message.zh)?.[1] ?? field))];
}
