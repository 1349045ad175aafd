import type { CaseEntity, CaseEventEntity } from './cases.entity.js';

/** The contract is known but does not hold for this case: it has expired, or the device is not in it (F-01.3, F-13). */
export function isOutOfContract(row: Pick<CaseEntity, 'contractProblem'>): boolean {
  const code = row.contractProblem?.code;
  return code === 'CONTRACT_EXPIRED' || code === 'DEVICE_OUT_OF_SCOPE';
}

/**
 * When the customer agreed in writing to the price of this case (F-13): the earliest acceptance of a quotation that still
 * stands. null: none, or it was revoked or became void. Epoch ms.
 */
export function priceAgreedAt(events: readonly CaseEventEntity[]): number | null {
  const standing = new Map<string, number>();
  for (const { type, payload, occurredAt } of events) {
    const request = payload['requestId'];
    if (payload['action'] !== 'quotation' || typeof request !== 'string') continue;
    if (type === 'confirmation_given') standing.set(request, occurredAt);
    else if (type === 'confirmation_revoked' || type === 'confirmation_void') standing.delete(request);
  }
  return standing.size === 0 ? null : Math.min(...standing.values());
}
