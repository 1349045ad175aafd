import type {
  CalendarSpec,
  Commitment,
  EvaluateRequest,
  ServiceLevelProfile,
  UnmeasuredPromise,
} from '@pledge/contracts';
import { Problem } from '@pledge/runtime';
import { CalendarExhaustedError, UnknownZoneError, fromIso, isZone } from '@pledge/time';
import {
  UnknownCalendarError,
  evaluate,
  readCommitment,
  type CalendarInput,
  type EvaluatedClock,
  type PauseReason,
} from './evaluation/index.js';
import { shippedProfiles } from '../profiles/index.js';

/** Puts statutory holidays into calendars that follow a set, for the years around two instants (epoch ms). */
export type FillHolidays = (
  calendars: readonly CalendarSpec[],
  from: number,
  to: number,
) => Promise<readonly CalendarInput[]>;

export interface EvaluationAnswer {
  readonly clocks: readonly EvaluatedClock[];
  readonly zone: string;
  readonly pauseReasons: readonly PauseReason[];
  readonly unmeasured: readonly UnmeasuredPromise[];
}

/**
 * Evaluates what was asked without storing anything; `profile` is the one that the request names.
 * @throws Problem PROFILE_UNKNOWN, EVALUATION_EMPTY, COMMITMENT_INVALID, CALENDAR_UNKNOWN, CALENDAR_INVALID, ZONE_UNKNOWN
 */
export async function evaluateRequested(
  request: EvaluateRequest,
  profile: ServiceLevelProfile | null,
  defaultZone: string,
  fill: FillHolidays = (calendars) => Promise.resolve(calendars),
): Promise<EvaluationAnswer> {
  const zone = request.zone ?? defaultZone;
  if (!isZone(zone)) throw new Problem('invalid', 'ZONE_UNKNOWN', { zone });
  if (request.profileId !== undefined && !profile)
    throw new Problem('invalid', 'PROFILE_UNKNOWN', { profileId: request.profileId });
  if (!profile && !request.commitments) throw new Problem('invalid', 'EVALUATION_EMPTY');
  const read = readAll(request.commitments ?? []);
  const commitments = [...(profile?.commitments ?? []), ...read.commitments];
  const pauseReasons = [
    ...(profile?.pauseReasons ?? []),
    ...(request.pauseReasons ?? []).map((code) => ({ code, label: { zh: code, en: code } })),
  ];
  const at = fromIso(request.at);
  const first = Math.min(at, ...request.events.map((event) => fromIso(event.occurredAt)));
  const calendars = await fill(calendarsOf(request.calendars ?? [], profile?.calendars ?? []), first, at);
  try {
    const clocks = evaluate({
      commitments,
      calendars,
      zone,
      events: eventsOf(request),
      severity: request.severity ?? null,
      // Commitments that were sent without saying which severity holds: every one of them is asked for.
      everySeverity:
        !profile && request.severity === undefined && request.events.every((e) => e.severity === undefined),
      clockPolicy: request.clockPolicy ?? profile?.severityScheme.raise.clockPolicy ?? 'keep_start',
      component: request.component,
      region: request.region,
      channel: request.channel,
      pauseReasons,
      workaroundStopsResolve: request.workaroundStopsResolve ?? profile?.workaroundStopsResolve,
      warnPercents: profile?.warnPercents ?? [80],
      at,
    });
    return { clocks, zone, pauseReasons, unmeasured: [...(profile?.unmeasured ?? []), ...read.unmeasured] };
  } catch (error) {
    throw problemOf(error);
  }
}

function readAll(raw: readonly Record<string, unknown>[]): {
  commitments: Commitment[];
  unmeasured: UnmeasuredPromise[];
} {
  const commitments: Commitment[] = [];
  const unmeasured: UnmeasuredPromise[] = [];
  raw.forEach((one, position) => {
    const read = readCommitment(one);
    switch (read.kind) {
      case 'clock':
        commitments.push(read.commitment);
        break;
      case 'unmeasured':
        unmeasured.push(read.unmeasured);
        break;
      case 'invalid': {
        const { field, message } = read;
        const errors = [{ field: `commitments.${position}.${field}`, message }];
        throw new Problem('invalid', 'COMMITMENT_INVALID', { index: position + 1, field, message }, errors);
      }
    }
  });
  return { commitments, unmeasured };
}

/** Those of the request first, then the profile's, then all that ship. */
function calendarsOf(asked: readonly CalendarSpec[], own: readonly CalendarSpec[]): CalendarSpec[] {
  const shipped = shippedProfiles().flatMap((profile) => profile.calendars);
  const byId = new Map<string, CalendarSpec>();
  for (const calendar of [...asked, ...own, ...shipped]) if (!byId.has(calendar.id)) byId.set(calendar.id, calendar);
  return [...byId.values()];
}

function eventsOf(request: EvaluateRequest): Parameters<typeof evaluate>[0]['events'] {
  const ids = request.events.map((event, position) => String(event.id ?? position + 1));
  return request.events.map((event, position) => ({
    id: ids[position] ?? String(position + 1),
    type: event.type,
    occurredAt: fromIso(event.occurredAt),
    corrects: event.corrects === undefined ? undefined : correctedId(event.corrects, ids),
    severity: event.severity,
    reason: event.reason,
    about: event.about === undefined ? undefined : correctedId(event.about, ids),
    decision: event.decision,
  }));
}

/** An id, or the position from 1 of an event. */
function correctedId(corrects: string | number, ids: readonly string[]): string {
  const text = String(corrects);
  return ids.includes(text) ? text : (ids[Number(text) - 1] ?? text);
}

function problemOf(error: unknown): unknown {
  if (error instanceof UnknownCalendarError) {
    return new Problem('invalid', 'CALENDAR_UNKNOWN', { calendar: error.calendar, commitment: error.commitmentId });
  }
  if (error instanceof CalendarExhaustedError || error instanceof RangeError) {
    return new Problem('invalid', 'CALENDAR_INVALID', { reason: error.message });
  }
  if (error instanceof UnknownZoneError) return new Problem('invalid', 'ZONE_UNKNOWN', { zone: error.zone });
  return error;
}
