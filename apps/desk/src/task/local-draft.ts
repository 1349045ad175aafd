/** What was typed and has not reached the server, by person and task; survives the page, never leaves this browser by itself. */
const keyOf = (username: string, taskId: string): string => `pledge.draft.${username}.${taskId}`;

/** Throws nothing: a full or forbidden store only means that the draft lives on the page. */
export function keepLocalDraft(username: string, taskId: string, data: Record<string, unknown>): boolean {
  try {
    localStorage.setItem(keyOf(username, taskId), JSON.stringify(data));
    return true;
  } catch {
    return false;
  }
}

export function localDraft(username: string, taskId: string): Record<string, unknown> | null {
  try {
    const found = JSON.parse(localStorage.getItem(keyOf(username, taskId)) ?? 'null') as unknown;
    return typeof found === 'object' && found !== null && !Array.isArray(found)
      ? (found as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

export function dropLocalDraft(username: string, taskId: string): void {
  localStorage.removeItem(keyOf(username, taskId));
}
