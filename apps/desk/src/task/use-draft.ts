import { serverNow } from '@pledge/web';
import { useCallback, useEffect, useRef, useState } from 'react';
import { saveDraft } from '../api/tasks.js';

/** Rest after the last key before a draft is sent, ms. */
const rest = 1_200;

export type DraftState =
  { readonly kind: 'none' } | { readonly kind: 'saved'; readonly at: number } | { readonly kind: 'failed' };

/** Saves what is typed while it is typed; the last draft is sent also when the form is left. */
export function useDraft(
  taskId: string,
  enabled: boolean,
): { readonly state: DraftState; readonly keep: (data: Record<string, unknown>) => void; readonly drop: () => void } {
  const [state, setState] = useState<DraftState>({ kind: 'none' });
  const waiting = useRef<Record<string, unknown> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const send = useCallback(async () => {
    const data = waiting.current;
    waiting.current = null;
    if (data === null) return;
    try {
      await saveDraft(taskId, data);
      setState({ kind: 'saved', at: serverNow() });
    } catch {
      setState({ kind: 'failed' });
    }
  }, [taskId]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      void send();
    },
    [send],
  );
  const keep = useCallback(
    (data: Record<string, unknown>) => {
      if (!enabled) return;
      waiting.current = data;
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), rest);
    },
    [enabled, send],
  );
  const drop = useCallback(() => {
    waiting.current = null;
    if (timer.current !== null) clearTimeout(timer.current);
  }, []);
  return { state, keep, drop };
}
