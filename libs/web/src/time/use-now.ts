import { useSyncExternalStore } from 'react';
import { serverNow } from './server-clock.js';

const listeners = new Set<() => void>();
let current = serverNow();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** Lets every countdown look again at once, after the server's clock was read. */
export function tick(): void {
  current = serverNow();
  for (const listener of listeners) listener();
}

/** The server's time in epoch ms, moving once a second for all countdowns together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current);
}
