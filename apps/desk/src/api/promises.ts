import type { PromiseList, PromiseOutcome, PromiseSummary } from '@pledge/contracts';
import { api } from '@pledge/web';

/** Which promises; month as `2026-11`. */
export interface PromiseFilter {
  readonly contract?: string;
  readonly metric?: string;
  readonly region?: string;
  readonly month?: string;
  readonly outcome?: PromiseOutcome;
  readonly withinHours?: number;
}

export function promiseSummary(filter: {
  readonly contract?: string;
  readonly from?: string;
}): Promise<PromiseSummary> {
  return api.get<PromiseSummary>('/promises/summary', { query: { ...filter } });
}
export function listPromises(filter: PromiseFilter, cursor?: string): Promise<PromiseList> {
  return api.get<PromiseList>('/promises', {
    query: { ...filter, limit: 50, ...(cursor === undefined ? {} : { cursor }) },
  });
}
