import type { ContractCheck, ContractProblem } from '@pledge/contracts';
import { contractsProblems } from './contracts.problems.js';

export interface CheckedContract {
  readonly id: string;
  readonly number: string;
  readonly phase: string;
  readonly startsOn: string;
  readonly endsOn: string;
}
/** What the check found; `problem` says it to a person, null when the contract holds. */
export interface CheckOutcome {
  readonly check: ContractCheck;
  readonly problem: ContractProblem | null;
}

/**
 * Does the contract hold for this device today (F-01.3)? `today` is a calendar day of the provider's zone. Pure.
 */
export function judgeContract(
  stated: { readonly contractNumber?: string | undefined; readonly serialNumber?: string | undefined },
  contract: CheckedContract | null,
  device: { readonly contractId: string | null } | null,
  today: string,
): CheckOutcome {
  if (!contract) {
    const code = stated.contractNumber ? 'CONTRACT_UNKNOWN' : 'CONTRACT_MISSING';
    return { check: 'unknown', problem: problem(code, { number: stated.contractNumber ?? '' }) };
  }
  const params = { number: contract.number, endsOn: contract.endsOn, serialNumber: stated.serialNumber ?? '' };
  if (contract.phase === 'expired' || today > contract.endsOn || today < contract.startsOn) {
    return { check: 'expired', problem: problem('CONTRACT_EXPIRED', params) };
  }
  if (stated.serialNumber && device?.contractId !== contract.id) {
    return { check: 'out-of-scope', problem: problem('DEVICE_OUT_OF_SCOPE', params) };
  }
  return { check: 'valid', problem: null };
}

/** The text of a contract problem in both languages. */
export function problem(code: ContractProblem['code'], params: Readonly<Record<string, string>>): ContractProblem {
  const fill = (text: string): string => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => params[name] ?? '');
  const { zh, en } = contractsProblems[code];
  return { code, message: { zh: fill(zh), en: fill(en) } };
}
