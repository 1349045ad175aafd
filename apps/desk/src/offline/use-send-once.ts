import { api, ApiProblem, serverNow, useUser } from '@pledge/web';
import { useCallback } from 'react';
import { browserQueue } from './browser-queue.js';
import type { QueuedWrite } from './queue.js';

/** `queued`: there is no connection; it goes out by itself when there is one. */
export type SendOutcome = 'sent' | 'queued';

/**
 * Sends a write now, or keeps it until the connection is back. Either way the server sees one request: the key is the same.
 * Throws what the server answers.
 */
export function useSendOnce(): (write: Omit<QueuedWrite, 'username' | 'queuedAt' | 'refused'>) => Promise<SendOutcome> {
  const { username } = useUser();
  return useCallback(
    async (write) => {
      try {
        await api.post(write.path, write.body, { idempotencyKey: write.key });
        return 'sent';
      } catch (error) {
        if (!(error instanceof ApiProblem && error.offline)) throw error;
        browserQueue.add({ ...write, username, queuedAt: serverNow() });
        return 'queued';
      }
    },
    [username],
  );
}
