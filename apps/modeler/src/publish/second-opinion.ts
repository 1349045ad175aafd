import type { PublishResponse } from '@pledge/contracts';

interface Step {
  readonly flows: readonly string[];
  readonly waiting: readonly string[];
}
interface Round {
  readonly stimulus: { readonly kind: 'start' } | { readonly kind: 'complete' | 'event'; readonly elementId: string };
  readonly ours: Step;
  readonly theirs: Step;
}

/** What the second engine found, as the deploy answer's finding `second-opinion` carries it (design D1). */
export interface SecondOpinion {
  readonly verdict: 'agrees' | 'disagrees' | 'not-comparable';
  readonly comparedFlows: number;
  readonly totalFlows: number;
  /** 0 to 1. */
  readonly share: number;
  readonly leftOut: readonly {
    readonly elementId: string;
    readonly reason: { readonly zh: string; readonly en: string };
  }[];
  /** The scenario up to the round in which the engines differ. */
  readonly divergence: readonly Round[] | null;
}

/** The second opinion of a deploy answer: its finding's sentence, and what stands behind it when the engine could play. */
export function secondOpinionOf(
  answer: Pick<PublishResponse, 'findings'>,
): { readonly message: string; readonly opinion: SecondOpinion | null } | null {
  const finding = answer.findings.find((each) => each.rule === 'second-opinion');
  if (!finding) return null;
  return { message: finding.message, opinion: isOpinion(finding.detail) ? finding.detail : null };
}

function isOpinion(detail: unknown): detail is SecondOpinion {
  return (
    typeof detail === 'object' &&
    detail !== null &&
    'verdict' in detail &&
    'leftOut' in detail &&
    Array.isArray(detail.leftOut)
  );
}
