import { MINIMUM_SHARE } from './limits.js';
import type { Player, Stimulus } from './player.js';
import { reasons, type LeftOut, type Projection } from './projection.js';
import { Chooser } from './scenario.js';

/** One round of the diverging scenario: what was done and what each engine then did. */
export interface Round {
  readonly stimulus: Stimulus | { readonly kind: 'start' };
  readonly ours: { readonly flows: readonly string[]; readonly waiting: readonly string[] };
  readonly theirs: { readonly flows: readonly string[]; readonly waiting: readonly string[] };
}
export interface SecondOpinion {
  readonly verdict: 'agrees' | 'disagrees' | 'not-comparable';
  /** Sequence flows that some scenario took on both engines. */
  readonly comparedFlows: number;
  readonly totalFlows: number;
  /** comparedFlows / totalFlows, 0 to 1; below 0.6 the verdict is never `agrees` (design D1). */
  readonly share: number;
  readonly scenarios: number;
  readonly leftOut: readonly LeftOut[];
  /** The scenario up to the round in which the engines differ. */
  readonly divergence: readonly Round[] | null;
}

const SCENARIOS = 60;
const ROUNDS = 120;
/** Scenarios in a row without a new flow after which nothing new is expected; fewer where there is little to choose. */
const PATIENCE = 16;

/** Plays scenarios on both engines in lockstep until nothing new appears (also after every flow was taken: order matters), or `timeUp` says stop. */
export async function compare(
  projection: Projection,
  players: { ours: (projection: Projection) => Player; theirs: (projection: Projection) => Player },
  timeUp: () => boolean,
): Promise<SecondOpinion> {
  const covered = new Set<string>();
  const stimulated = new Map<string, number>();
  const doubled = new Set<string>();
  const patience = Math.min(
    PATIENCE,
    4 + 3 * (projection.choices.size + projection.stimuli.size) + Math.floor(projection.flows.length / 4),
  );
  let scenarios = 0;
  let stale = 0;
  for (let seed = 1; seed <= SCENARIOS && stale < patience && !timeUp(); seed++) {
    const before = covered.size;
    const chooser = new Chooser(projection, covered, stimulated, seed);
    const divergence = await play(players.ours(projection), players.theirs(projection), chooser, {
      projection,
      covered,
      doubled,
      timeUp,
    });
    scenarios++;
    if (divergence) return verdict(projection, covered, scenarios, divergence, doubled);
    stale = covered.size > before ? 0 : stale + 1;
  }
  return verdict(projection, covered, scenarios, null, doubled);
}

interface Ledger {
  readonly projection: Projection;
  readonly covered: Set<string>;
  readonly doubled: Set<string>;
  readonly timeUp: () => boolean;
}

async function play(
  ours: Player,
  theirs: Player,
  chooser: Chooser,
  { projection, covered, doubled, timeUp }: Ledger,
): Promise<readonly Round[] | null> {
  const rounds: Round[] = [];
  let stimulus: Stimulus | { kind: 'start' } = { kind: 'start' };
  for (let count = 0; count < ROUNDS && !timeUp(); count++) {
    const choices = chooser.choices();
    for (const player of [ours, theirs])
      await (stimulus.kind === 'start' ? player.start(choices) : player.apply(stimulus as Stimulus, choices));
    const taken = ours.takenFlows();
    const compared = (flows: readonly string[]): string[] => flows.filter((flow) => !projection.racing.has(flow));
    const round: Round = {
      stimulus,
      ours: view(ours, compared(taken)),
      theirs: view(theirs, compared(theirs.takenFlows())),
    };
    rounds.push(round);
    const twice = waitsTwice(round.ours.waiting).find((id) => !projection.repeated.has(id));
    if (twice !== undefined && round.ours.flows.join() === round.theirs.flows.join()) {
      doubled.add(twice);
      return null;
    }
    if (!same(round) || failed(ours) !== failed(theirs)) return rounds;
    for (const flow of taken) covered.add(flow);
    const next = chooser.stimulus(ours.waiting());
    if (!next) return (ours.outcome() === 'ended') === (theirs.outcome() === 'ended') ? null : rounds;
    stimulus = next;
  }
  return null;
}

function view(player: Player, flows: string[]): Round['ours'] {
  return {
    flows: flows.sort(),
    waiting: player
      .waiting()
      .map((wait) => wait.elementId)
      .sort(),
  };
}
function same({ ours, theirs }: Round): boolean {
  return ours.flows.join() === theirs.flows.join() && ours.waiting.join() === theirs.waiting.join();
}
function waitsTwice(waiting: readonly string[]): readonly string[] {
  return waiting.filter((id, index) => waiting.indexOf(id) !== index);
}
function failed(player: Player): boolean {
  return typeof player.outcome() === 'object';
}
function verdict(
  projection: Projection,
  covered: ReadonlySet<string>,
  scenarios: number,
  divergence: readonly Round[] | null,
  doubled: ReadonlySet<string>,
): SecondOpinion {
  const total = projection.flows.length;
  const share = total === 0 ? 1 : Math.min(1, covered.size / total);
  return {
    verdict: divergence ? 'disagrees' : share < MINIMUM_SHARE ? 'not-comparable' : 'agrees',
    comparedFlows: covered.size,
    totalFlows: total,
    share,
    scenarios,
    leftOut: [...projection.leftOut, ...[...doubled].map((elementId) => ({ elementId, reason: reasons.twoTokens }))],
    divergence,
  };
}
