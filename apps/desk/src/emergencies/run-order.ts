import type { EmergencySummary } from '@pledge/contracts';

/** A real emergency comes before every drill, then the older one. */
export function realFirst(a: EmergencySummary, b: EmergencySummary): number {
  const drills = Number(a.mode === 'drill') - Number(b.mode === 'drill');
  return drills === 0 ? Date.parse(a.reportedAt) - Date.parse(b.reportedAt) : drills;
}
