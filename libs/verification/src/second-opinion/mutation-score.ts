import { step, type StepResult } from '@pledge/engine';
import { mutants, type Mutant } from './mutants.js';
import type { StepFunction } from './pledge-player.js';
import { secondOpinion } from './second-opinion.js';

/** One diagram with what the second opinion saw of it. */
export interface DiagramScore {
  readonly key: string;
  readonly verdict: string;
  readonly comparedFlows: number;
  readonly totalFlows: number;
  readonly caught: readonly string[];
  /** Mutants that did something else than our step in the played scenarios and were not noticed. */
  readonly survived: readonly string[];
  /** Mutants that change nothing of this diagram. */
  readonly without: readonly string[];
}

/** Plays every wrong engine on a diagram against bpmn-engine (design D1). */
export async function mutationScore(xml: string, key: string): Promise<DiagramScore> {
  const elapsed = (): number => 0;
  const { verdict, comparedFlows, totalFlows } = await secondOpinion({ xml, processKey: key, elapsed });
  const caught: string[] = [];
  const survived: string[] = [];
  const without: string[] = [];
  for (const mutant of mutants) {
    const watched = watch(mutant);
    const found = await secondOpinion({ xml, processKey: key, elapsed, step: watched.step }).then(
      (opinion) => opinion.verdict === 'disagrees',
      // A step that breaks on the state it made before is found too.
      () => true,
    );
    (found ? caught : watched.differed() ? survived : without).push(mutant.name);
  }
  return { key, verdict, comparedFlows, totalFlows, caught, survived, without };
}

/** Whether the mutant ever did something else than our own step would have. */
function watch(mutant: Mutant): { readonly step: StepFunction; differed(): boolean } {
  let different = false;
  return {
    step: (definition, state, command, env): StepResult => {
      const result = mutant.step(definition, state, command, env);
      if (!different) different = JSON.stringify(result) !== JSON.stringify(step(definition, state, command, env));
      return result;
    },
    differed: () => different,
  };
}

/** The section of docs/engine-report.md. */
export function scoreTable(scores: readonly DiagramScore[]): string {
  const all = new Map(mutants.map(({ name }) => [name, { caught: 0, survived: [] as string[] }]));
  for (const score of scores) {
    for (const name of score.caught) (all.get(name) ?? { caught: 0 }).caught += 1;
    for (const name of score.survived) all.get(name)?.survived.push(score.key);
  }
  const pairs = scores.reduce((sum, score) => sum + score.caught.length + score.survived.length, 0);
  const found = scores.reduce((sum, score) => sum + score.caught.length, 0);
  const anywhere = [...all.values()].filter(({ caught }) => caught > 0).length;
  const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  return [
    `${mutants.length} wrong engines; ${anywhere} of them (${percent(anywhere, mutants.length)}) are caught on at least one diagram. Of the ${pairs} pairs of wrong engine and diagram in which it does something else, ${found} (${percent(found, pairs)}) are caught.`,
    '',
    '| diagram | verdict | sequence flows compared | share | wrong engines caught | not noticed | without effect |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...scores.map(
      ({ key, verdict, comparedFlows, totalFlows, caught, survived, without }) =>
        `| ${key} | ${verdict} | ${comparedFlows} of ${totalFlows} | ${percent(comparedFlows, totalFlows)} | ${caught.length} | ${survived.length} | ${without.length} |`,
    ),
    '',
    '| wrong engine | caught on | not noticed on |',
    '| --- | ---: | --- |',
    ...[...all].map(([name, { caught, survived }]) => `| ${name} | ${caught} | ${survived.join(', ') || '–'} |`),
  ].join('\n');
}
