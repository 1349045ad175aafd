import type { ServiceLevelProfile } from '@pledge/contracts';

/** What a missed promise leads to (F-03.3, F-03.4). */
export type RaiseOutcome =
  | { readonly outcome: 'raised'; readonly severity: string }
  | { readonly outcome: 'ladder'; readonly ladderIndex: number }
  | { readonly outcome: 'joined' };

export interface RaiseQuestion {
  /** The clock that broke; null when somebody asks for the ladder for another reason. */
  readonly clock: { readonly severity: string; readonly metric: string } | null;
  /** `promise-breached`, or a reason of the model such as `onsite-failed` (S1-51). */
  readonly reason: string;
  readonly current: string | null;
  readonly ladderRuns: boolean;
}

/**
 * The profile's rule: a missed limit of the current level raises the level; at the top, or where the profile raises
 * nothing, the ladder is climbed, one at a time. A clock of an earlier level joins what its level already caused. A reason
 * that a step of the ladder names begins there, also while another ladder runs (S1-51: must be reported). Pure.
 */
export function decideRaise(profile: ServiceLevelProfile, question: RaiseQuestion): RaiseOutcome {
  const entry = entryFor(profile, question.reason);
  if (entry >= 0) return { outcome: 'ladder', ladderIndex: entry };
  const { clock, current, ladderRuns } = question;
  const { levels, raise } = profile.severityScheme;
  if (clock && clock.severity !== 'ANY' && clock.severity !== current) return { outcome: 'joined' };
  const raises = clock !== null && raise.onBreach && (raise.metrics?.includes(clock.metric) ?? true);
  const index = levels.findIndex((level) => level.code === current);
  const next = raises && index > 0 ? levels[index - 1] : undefined;
  if (next) return { outcome: 'raised', severity: next.code };
  return ladderRuns ? { outcome: 'joined' } : { outcome: 'ladder', ladderIndex: 0 };
}

/** Index of the step at which the ladder begins for a reason; -1 when the profile names none. */
export function entryFor(profile: ServiceLevelProfile, reason: unknown): number {
  return profile.ladder.findIndex((step) => typeof reason === 'string' && step.entryFor?.includes(reason));
}

/** One step of the ladder as the model uses it. */
export interface LadderStep {
  readonly index: number;
  readonly roles: readonly string[];
  /** ISO 8601. */
  readonly waitFor: string;
  /** Nobody stands above. */
  readonly top: boolean;
}

/** The first step from `index` on that has somebody in it; null when there is none. `manned` are roles with people (F-03.4: an empty step is skipped). */
export function ladderStepFrom(
  profile: ServiceLevelProfile,
  index: number,
  manned: ReadonlySet<string>,
): LadderStep | null {
  const steps = profile.ladder.map((step) => step.roles.filter((role) => manned.has(role)));
  for (let i = Math.max(0, index); i < steps.length; i += 1) {
    const roles = steps[i] ?? [];
    if (roles.length === 0) continue;
    const top = steps.slice(i + 1).every((later) => later.length === 0);
    return { index: i, roles, waitFor: profile.ladder[i]?.waitFor ?? 'PT30M', top };
  }
  return null;
}
