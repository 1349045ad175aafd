import type { MessageRequest } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import type { CaseEntity } from '../cases/index.js';
import type { Announcement, Settlement } from './announcements.js';
import { metricName } from './evaluation/index.js';

/** What starts the models of a warning or a breach: `promise-warning`, `promise-breached`; in the zone of the site. */
export function announcementMessage(row: CaseEntity, { kind, clock, key }: Announcement, zone: string): MessageRequest {
  const name = kind === 'promise_warning' ? 'promise-warning' : 'promise-breached';
  const { metric, clause } = clock.commitment;
  return {
    name,
    correlationKey: row.number,
    // The severity step is part of the clock's id.
    messageId: `${clock.id}/${name}/${key}/${clock.dueAt}`,
    timeToLive: 'P7D',
    mode: row.mode,
    variables: {
      caseNumber: row.number,
      serialNumber: row.serialNumber,
      owner: row.owner,
      clockId: clock.id,
      metric,
      metricName: metricName(metric).zh,
      metricNameEn: metricName(metric).en,
      clause,
      severity: clock.severity === 'ANY' ? row.severity : clock.severity,
      dueAt: clock.dueAt === null ? null : toIso(clock.dueAt, zone),
    },
  };
}

/** For work that began by an announcement: correlated by the clock, and forgotten where nothing waits for it. */
export function settlementMessage(row: CaseEntity, { name, clockId }: Settlement): MessageRequest {
  return {
    name,
    correlationKey: clockId,
    timeToLive: 'PT0S',
    mode: row.mode,
    variables: { caseNumber: row.number, clockId },
  };
}
