import { BpmnEnginePlayer } from './bpmn-engine-player.js';
import { compare, type SecondOpinion } from './compare.js';
import { TIME_LIMIT_MS } from './limits.js';
import { PledgePlayer, type StepFunction } from './pledge-player.js';
import { project } from './projection.js';

export interface SecondOpinionRequest {
  readonly xml: string;
  readonly processKey: string;
  /** Milliseconds that have passed; the scenario loop stops at four fifths of `limitMs`. */
  readonly elapsed: () => number;
  /** TIME_LIMIT_MS by default. */
  readonly limitMs?: number;
  /** Only for the proof: a mutant of our own step. */
  readonly step?: StepFunction;
}

/** Plays one process of a diagram on both engines. Throws when the text is not BPMN or has no such process. */
export async function secondOpinion({
  xml,
  processKey,
  elapsed,
  limitMs = TIME_LIMIT_MS,
  step,
}: SecondOpinionRequest): Promise<SecondOpinion> {
  const projection = await project(xml, processKey);
  if (!projection) throw new Error(`no process ${processKey} in the diagram`);
  return compare(
    projection,
    { ours: (played) => new PledgePlayer(played, step), theirs: (played) => new BpmnEnginePlayer(played) },
    () => elapsed() > limitMs * 0.8,
  );
}
