import { api, ApiProblem, currentLanguage, problemText } from '@pledge/web';
import i18next from 'i18next';
import { dropLocalDraft } from '../task/local-draft.js';
import { OfflineQueue, type QueuedWrite, type QueueStore, type Sent } from './queue.js';

const storageKey = 'pledge.unsent';

const store: QueueStore = {
  read: () => {
    try {
      const found = JSON.parse(localStorage.getItem(storageKey) ?? '[]') as unknown;
      return Array.isArray(found) ? (found as QueuedWrite[]) : [];
    } catch {
      return [];
    }
  },
  write: (items) => localStorage.setItem(storageKey, JSON.stringify(items)),
};

async function send(item: QueuedWrite): Promise<Sent> {
  try {
    await api.post(item.path, item.body, { idempotencyKey: item.key });
    const { deed, taskId } = item.about;
    if (deed === 'complete' && taskId !== undefined) dropLocalDraft(item.username, taskId);
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status === 0 || error.status === 401 || error.status >= 500)
      return { kind: 'offline' };
    const fields = error.errors.map((each) => each.message);
    return { kind: 'refused', why: [problemText(error, i18next.getFixedT(currentLanguage())), ...fields].join(' ') };
  }
}

/** The queue of this browser; its tabs share one store. */
export const browserQueue = new OfflineQueue(store, send);
addEventListener('storage', (event) => {
  if (event.key === storageKey) browserQueue.reload();
});
