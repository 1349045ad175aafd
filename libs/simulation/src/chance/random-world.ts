import type { Form, ProcessDefinition, Variables } from '@pledge/engine';
import type { SimulationAnswer } from '../scenario.js';
import type { SimulationEnvironment } from '../simulate.js';
import { randomAnswer } from './form-answer.js';
import { Random } from './random.js';

/** From and to, ms. */
export interface Span {
  readonly min: number;
  readonly max: number;
}
/** How people, systems and customers behave in a run. */
export interface Behaviour {
  /** How long a person takes over a task. */
  readonly work: Span;
  /** How long an awaited message is under way. */
  readonly messages: Span;
  /** By element id: one of these, with the same chance each; before a form. */
  readonly answers: Readonly<Record<string, readonly SimulationAnswer[]>>;
  readonly forms: ReadonlyMap<string, Form>;
}

/** Messages that a process stands still for; what interrupts it from outside is not sent by chance. */
const AWAITED = new Set(['intermediateCatchEvent', 'receiveTask']);

/** A world that answers by chance, the same for the same seed and number of the run. */
export function randomWorld(
  definitions: readonly ProcessDefinition[],
  behaviour: Behaviour,
  seed: number,
  run: number,
  zone: string,
): NonNullable<SimulationEnvironment['chance']> {
  const random = new Random(seed, run);
  const types = new Map(
    definitions.flatMap(({ key, nodes }) => [...nodes].map(([id, node]) => [`${key} ${id}`, node.type] as const)),
  );
  const within = ({ min, max }: Span): string => `PT${random.span(min, max) / 1000}S`;
  return (wait, variables: Variables) => {
    const listed = random.pick(behaviour.answers[wait.elementId] ?? []);
    switch (wait.kind) {
      case 'task': {
        const after = listed?.after ?? within(behaviour.work);
        if (listed) return { ...listed, after };
        const form = wait.formId === undefined ? undefined : behaviour.forms.get(wait.formId);
        return { after, variables: form ? randomAnswer(form, { variables, now: wait.openedAt, zone }, random) : {} };
      }
      case 'job':
        return listed ?? {};
      case 'message': {
        if (!AWAITED.has(types.get(`${wait.processId} ${wait.elementId}`) ?? '')) return null;
        return { ...listed, after: listed?.after ?? within(behaviour.messages) };
      }
      case 'signal':
      case 'timer':
        return null;
      case 'call':
        // one that runs in the simulation answers itself
        return definitions.some(({ key }) => key === wait.calledProcess) ? null : (listed ?? {});
    }
  };
}
