import type { ContractPhase, ContractPhaseSpan } from '@pledge/contracts';
import { addDays, addMonths } from '@pledge/time';

/** What the phases of a contract follow from. Days are calendar days of the provider's zone, `2026-01-31`. */
export interface PhaseFacts {
  readonly startsOn: string;
  readonly endsOn: string;
  /** Phase in which it begins; null: only `phase` is known. */
  readonly firstPhase: ContractPhase | null;
  readonly phase: ContractPhase;
  readonly trialFrom: string | null;
  readonly acceptedOn: string | null;
  /** Months of warranty from the day of the acceptance report (S3-15); 0: none. */
  readonly warrantyMonths: number;
}

const ORDER: readonly ContractPhase[] = ['install', 'trial', 'warranty', 'maintenance', 'expired'];

/**
 * 安装 → 试运行 → 质保 → 维保 → 过保 (S4-01): each phase from its day to the day before the next one. The warranty begins on
 * the day of the acceptance report and ends `warrantyMonths` later, or with the contract. Pure.
 */
export function phaseSpans(facts: PhaseFacts, today: string): ContractPhaseSpan[] {
  const begins = beginnings(facts);
  const spans = begins.map(({ phase, from }, position) => {
    const next = begins[position + 1];
    return { phase, from, to: next === undefined ? null : addDays(next.from, -1) };
  });
  return spans.map((span) => ({ ...span, current: span.phase === phaseOn(facts, today) }));
}

/** The phase of a day; before the start it is the first one. Pure. */
export function phaseOn(facts: PhaseFacts, today: string): ContractPhase {
  const begins = beginnings(facts);
  return begins.findLast(({ from }) => from <= today)?.phase ?? begins[0]?.phase ?? facts.phase;
}

function beginnings(facts: PhaseFacts): { phase: ContractPhase; from: string }[] {
  const { startsOn, endsOn, trialFrom, acceptedOn, warrantyMonths } = facts;
  const first = facts.firstPhase ?? (facts.phase === 'expired' ? 'maintenance' : facts.phase);
  const rank = (phase: ContractPhase): number => ORDER.indexOf(phase);
  const warrantyFrom = acceptedOn ?? (first === 'warranty' ? startsOn : null);
  const found: { phase: ContractPhase; from: string }[] = [{ phase: first, from: startsOn }];
  const add = (phase: ContractPhase, from: string | null): void => {
    if (from !== null && rank(phase) > rank(first) && from <= endsOn) found.push({ phase, from });
  };
  add('trial', trialFrom);
  if (warrantyMonths > 0) add('warranty', acceptedOn);
  if (warrantyFrom !== null) add('maintenance', addMonths(warrantyFrom, warrantyMonths));
  return [...found.filter(({ from }) => from <= endsOn), { phase: 'expired', from: addDays(endsOn, 1) }];
}
