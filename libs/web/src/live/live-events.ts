import type { LiveEvent } from '@pledge/contracts';
import { useEffect, useRef } from 'react';
import { tick } from '../time/use-now.js';

type Listener = (event: LiveEvent) => void;

const channelName = 'pledge.live';
const listeners = new Set<Listener>();
let stop: (() => void) | null = null;

/**
 * Opens the stream once per browser: the tab that holds the lock reads it and tells the others (contracts: one stream per
 * browser). Without the Web Locks API (plain http on another host) every tab reads for itself.
 */
function start(): () => void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
  if (channel !== null) channel.onmessage = (message: MessageEvent<LiveEvent>) => deliver(message.data);
  const ended = new AbortController();
  let source: EventSource | null = null;
  const open = (): void => {
    source = new EventSource('/api/events', { withCredentials: true });
    source.onmessage = (message: MessageEvent<string>) => {
      const event = parse(message.data, message.lastEventId);
      if (event === null) return;
      deliver(event);
      channel?.postMessage(event);
    };
  };
  const locks = (navigator as Partial<Pick<Navigator, 'locks'>>).locks;
  if (locks === undefined || channel === null) open();
  else {
    void locks
      .request(channelName, { signal: ended.signal }, async () => {
        open();
        await new Promise<void>((release) => ended.signal.addEventListener('abort', () => release(), { once: true }));
      })
      .catch(() => undefined);
  }
  return () => {
    ended.abort();
    source?.close();
    channel?.close();
  };
}

function deliver(event: LiveEvent): void {
  tick();
  for (const listener of listeners) listener(event);
}

function parse(data: string, lastEventId: string): LiveEvent | null {
  try {
    const body = JSON.parse(data) as Partial<LiveEvent>;
    return { ...body, id: body.id ?? lastEventId, type: body.type ?? 'changed' };
  } catch {
    return null;
  }
}

/** Hears of every change that this person may see while the component is shown. */
export function useLiveEvents(listener: Listener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  }, [listener]);
  useEffect(() => {
    const hear: Listener = (event) => latest.current(event);
    listeners.add(hear);
    stop ??= start();
    return () => {
      listeners.delete(hear);
      if (listeners.size > 0) return;
      stop?.();
      stop = null;
    };
  }, []);
}
