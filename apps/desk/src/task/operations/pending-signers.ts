import type { HistoryView } from '@pledge/contracts';

/**
 * Signers who were added to the element of a task and have neither signed nor been taken away, in the order added. Told by
 * the history: those after the holder have no tasks of their own yet.
 */
export function pendingSigners(history: readonly HistoryView[], taskId: string): readonly string[] {
  const element = history.findLast((entry) => entry.detail?.['taskId'] === taskId)?.elementInstanceId;
  if (element === undefined) return [];
  const signers = new Set<string>();
  for (const { type, elementInstanceId, detail } of history) {
    if (elementInstanceId !== element) continue;
    if (type === 'signer-added') for (const user of namesIn(detail?.['users'])) signers.add(user);
    else if (type === 'signer-removed') signers.delete(String(detail?.['user']));
    else if (type === 'task-signed' && detail?.['position'] !== 'holder') signers.delete(String(detail?.['assignee']));
  }
  return [...signers];
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
