import { serverNow, useUser } from '@pledge/web';
import { useCallback, useEffect, useRef, useState } from 'react';
import { saveDraft } from '../api/tasks.js';
import { dropLocalDraft, keepLocalDraft } from './local-draft.js';

/** Rest after the last key before a draft is sent, ms. */
const rest = 1_200;

/** `local`: kept in this browser until the connection is back. `failed`: it lives on the page only. */
export type DraftState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'local' }
  | { readonly kind: 'failed' };

/**
 * Saves what is typed while it is typed: at once in this browser, after a rest on the server; the last draft is sent also when
 * the form is left, and again when the connection is back.
 */
export function useDraft(
  taskId: string,
  enabled: boolean,
): {
  readonly state: DraftState;
  readonly keep: (data: Record<string, unknown>) => void;
  /** Nothing more is sent; the copy in this browser stays until the answer has reached the server. */
  readonly stop: () => void;
} {
  const { username } = useUser();
  const [state, setState] = useState<DraftState>({ kind: 'none' });
  const waiting = useRef<Record<string, unknown> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const send = useCallback(async () => {
    const data = waiting.current;
    if (data === null) return;
    try {
      await saveDraft(taskId, data);
      // what was typed meanwhile still waits
      if (waiting.current === data) {
        waiting.current = null;
        dropLocalDraft(username, taskId);
      }
      setState({ kind: 'saved', at: serverNow() });
    } catch {
      setState((before) => (before.kind === 'failed' ? before : { kind: 'local' }));
    }
  }, [taskId, username]);
  useEffect(() => {
    const back = (): void => void send();
    addEventListener('online', back);
    return () => {
      removeEventListener('online', back);
      if (timer.current !== null) clearTimeout(timer.current);
      void send();
    };
  }, [send]);
  const keep = useCallback(
    (data: Record<string, unknown>) => {
      if (!enabled) return;
      waiting.current = data;
      if (!keepLocalDraft(username, taskId, data)) setState({ kind: 'failed' });
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), rest);
    },
    [enabled, send, taskId, username],
  );
  const stop = useCallback(() => {
    waiting.current = null;
    if (timer.current !== null) clearTimeout(timer.current);
  }, []);
  return { state, keep, stop };
}
