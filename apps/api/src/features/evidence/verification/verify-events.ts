import type { CaseEventEntity } from '../../cases/index.js';
import { GENESIS, sealEvent } from '../../cases/index.js';
import type { Finding } from './findings.js';

export interface CaseHead {
  readonly id: string;
  readonly number: string;
  readonly partyId: string | null;
  readonly eventSeq: number;
  readonly lastHash: string;
}
/** What an anchor said of a chain: after so many rows its head was this. */
export interface AnchoredHead {
  readonly rows: number;
  readonly hash: string;
  readonly anchorSeq: number;
  readonly caseNumber: string | null;
}

/**
 * Checks the chain of one case against itself, against its case row, and against everything anchors said of it (oldest first).
 * @param events in order of `seq`
 * @param head null: there is no such case any more
 */
export function verifyEvents(
  caseId: string,
  head: CaseHead | null,
  events: readonly CaseEventEntity[],
  anchored: readonly AnchoredHead[],
): Finding[] {
  const caseNumber = head?.number ?? anchored[0]?.caseNumber ?? null;
  const found: Make = (problem, seq, because, detail = null) => ({
    table: 'case_event',
    problem,
    ref: caseId,
    caseNumber,
    seq,
    because,
    detail,
  });
  const inner = withinChain(events, found);
  if (inner.length > 0) return inner;
  if (head === null)
    return anchored.length === 0
      ? [found('added', 1, 'no-case')]
      : [{ ...found('removed', 1, 'case-gone'), table: 'service_case', seq: null }];
  const rows = events.length;
  if (rows < head.eventSeq) return [found('removed', rows + 1, 'case-count', String(head.eventSeq))];
  if (rows > head.eventSeq) return [found('added', head.eventSeq + 1, 'case-count', String(head.eventSeq))];
  const last = events.at(-1)?.hash ?? GENESIS;
  const bad = againstAnchors(events, anchored, found);
  if (bad) return [bad];
  return rows > 0 && last !== head.lastHash ? [found('changed', rows, 'case-head')] : [];
}

type Make = (problem: Finding['problem'], seq: number, because: Finding['because'], detail?: string | null) => Finding;

function withinChain(events: readonly CaseEventEntity[], found: Make): Finding[] {
  let previous: CaseEventEntity | null = null;
  for (const event of events) {
    const seq = (previous?.seq ?? 0) + 1;
    if (event.seq < seq) return [found('added', event.seq, 'twice')];
    if (event.seq > seq) return [found('removed', seq, 'gap')];
    if (sealEvent(event) !== event.hash) return [found('changed', event.seq, 'hash')];
    const expected = previous?.hash ?? GENESIS;
    // The row names the one before by its hash: it is that one which is another now.
    if (event.prevHash !== expected) return [found('changed', Math.max(1, event.seq - 1), 'next-event')];
    previous = event;
  }
  return [];
}

/** A chain that is whole in itself may have been written anew: then it disagrees with an anchor. */
function againstAnchors(
  events: readonly CaseEventEntity[],
  anchored: readonly AnchoredHead[],
  found: Make,
): Finding | null {
  let good = 0;
  for (const { rows, hash, anchorSeq } of anchored) {
    const detail = `${String(anchorSeq)}: ${String(good + 1)}–${String(rows)}`;
    if (events.length < rows) return found('removed', events.length + 1, 'anchor', detail);
    if (events[rows - 1]?.hash !== hash) return found('changed', good + 1, 'anchor', detail);
    good = rows;
  }
  return null;
}
