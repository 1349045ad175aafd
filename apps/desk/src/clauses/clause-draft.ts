import type { AcceptedClause, ClauseProposalView, ReadClausesResponse } from '@pledge/contracts';

/** A proposal as the person has it now. */
export interface ClauseDraft extends AcceptedClause {
  readonly id: string;
  readonly state: 'open' | 'accepted' | 'rejected';
  readonly corrected: boolean;
}

/** What "at once" is taken as until somebody says otherwise, minutes (C07). */
const AT_ONCE_MINUTES = 5;

/** Every proposal, nobody has looked at it yet. */
export function draftsOf(read: ReadClausesResponse): ClauseDraft[] {
  return read.clauses.map((one) => ({ ...acceptedOf(one), id: one.id, state: 'open', corrected: false }));
}

function acceptedOf(one: ClauseProposalView): AcceptedClause {
  const { id: _id, figure: _figure, repeated: _repeated, sentence, ...rest } = one;
  return { ...rest, max: one.immediate ? AT_ONCE_MINUTES : one.max, sentence: sentence.text.trim().slice(0, 4000) };
}

/** The accepted ones as they are sent. */
export function acceptedClauses(drafts: readonly ClauseDraft[]): AcceptedClause[] {
  return drafts
    .filter((one) => one.state === 'accepted')
    .map(({ id: _id, state: _state, corrected: _corrected, ...clause }) => clause);
}
