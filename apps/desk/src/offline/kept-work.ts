import type { QueuedWrite } from './queue.js';

/** Work of one person that is in this browser only. */
export interface KeptWork {
  readonly username: string;
  readonly drafts: readonly { readonly taskId: string; readonly texts: readonly string[] }[];
  readonly unsent: readonly QueuedWrite[];
}
const DRAFT = 'pledge.draft.';
/** What is shown of one draft. */
const MOST_TEXTS = 6;

/** What the browser keeps for this person and nobody else. */
export function keptWork(username: string, store: Pick<Storage, 'length' | 'key' | 'getItem'>): KeptWork {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  const prefix = `${DRAFT}${username}.`;
  const drafts = names
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ taskId: name.slice(prefix.length), texts: textsOf(parsed(store.getItem(name))) }))
    // A user name may hold dots: the rest has to be the id of a task.
    .filter(({ taskId }) => !taskId.includes('.'));
  const queue = parsed(store.getItem('pledge.unsent'));
  const unsent = Array.isArray(queue) ? (queue as QueuedWrite[]).filter((item) => item.username === username) : [];
  return { username, drafts, unsent };
}

function textsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value)
    .filter((each) => (typeof each === 'string' && each.trim() !== '') || typeof each === 'number')
    .map(String)
    .slice(0, MOST_TEXTS);
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null') as unknown;
  } catch {
    return null;
  }
}
