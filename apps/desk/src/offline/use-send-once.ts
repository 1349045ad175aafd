import { api, ApiProblem, serverNow, useUser } from '@pledge/web';
import { useCallback } from 'react';
import { browserQueue } from './browser-queue.js';
import type { QueuedWrite } from './queue.js';

/** A write of the person of this page, not sent yet. */
export type NewWrite = Omit<QueuedWrite, 'username' | 'queuedAt' | 'refused'>;
/** `queued`: there is no connection; it goes out by itself when there is one. */
export type SendOutcome = 'sent' | 'queued';
/** What the server answered, or that it will be asked. */
export type SendAnswer<T> = { readonly outcome: 'sent'; readonly answer: T } | { readonly outcome: 'queued' };

/** Keeps a write until the connection is back, behind what waits already. */
export function useKeep(): (write: NewWrite) => void {
  const { username } = useUser();
  return useCallback((write) => browserQueue.add({ ...write, username, queuedAt: serverNow() }), [username]);
}

/**
 * Sends a write now, or keeps it until the connection is back. Either way the server sees one request: the key is the same.
 * Throws what the server answers.
 */
export function useSendForAnswer<T>(): (write: NewWrite) => Promise<SendAnswer<T>> {
  const keep = useKeep();
  return useCallback(
    async (write) => {
      try {
        return { outcome: 'sent', answer: await api.post<T>(write.path, write.body, { idempotencyKey: write.key }) };
      } catch (error) {
        if (!(error instanceof ApiProblem && error.offline)) throw error;
        keep(write);
        return { outcome: 'queued' };
      }
    },
    [keep],
  );
}

/** As `useSendForAnswer`, where the answer itself does not matter. */
export function useSendOnce(): (write: NewWrite) => Promise<SendOutcome> {
  const send = useSendForAnswer<unknown>();
  return useCallback(async (write) => (await send(write)).outcome, [send]);
}
