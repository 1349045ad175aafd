import { api } from '../api/client.js';
import { instant } from './remaining.js';
import { serverClock } from './server-clock.js';
import { tick } from './use-now.js';

/** Reads the server's time (`GET /api/health`); a failure leaves the last reading. */
export async function syncServerClock(): Promise<void> {
  try {
    const sent = performance.now();
    const answer = await api.get<{ readonly now?: string }>('/health', { anonymous: true });
    const now = instant(answer.now);
    if (now === null) return;
    serverClock.read(now + (performance.now() - sent) / 2);
    tick();
  } catch {
    // the health call is a convenience: screens say for themselves when the server is away
  }
}
