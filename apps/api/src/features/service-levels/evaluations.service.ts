import { Injectable } from '@nestjs/common';
import type { EvaluateRequest, EvaluateResponse, ServiceLevelProfile } from '@pledge/contracts';
import { fromIso, toIso } from '@pledge/time';
import { Holidays } from '../calendars/index.js';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { ProfilesService } from '../profiles/index.js';
import { evaluateRequested } from './evaluation-request.js';
import { evaluate, presentClock } from './evaluation/index.js';

/** Reckons clocks from events that nobody stores. */
@Injectable()
export class Evaluations {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly holidays: Holidays,
  ) {}

  /**
   * When a promise falls due that belongs to no case, for example a written notice (S0e-03), begun at an instant (epoch
   * ms); of several the earliest. null: the profile promises no such thing.
   */
  async dueOf(
    profile: Pick<ServiceLevelProfile, 'commitments' | 'calendars'>,
    metric: string,
    startedAt: number,
  ): Promise<{ readonly dueAt: number; readonly clause: string } | null> {
    const commitments = profile.commitments.filter((one) => one.metric === metric);
    const clocks = evaluate({
      commitments,
      calendars: await this.holidays.fill(profile.calendars, startedAt, startedAt),
      zone: PROVIDER_ZONE,
      events: [...new Set(commitments.flatMap((one) => one.startEvents))].map((type, index) => ({
        id: String(index + 1),
        type,
        occurredAt: startedAt,
      })),
      severity: null,
      everySeverity: true,
      clockPolicy: 'keep_start',
      pauseReasons: [],
      warnPercents: [],
      at: startedAt,
    });
    const [first] = clocks.flatMap(({ dueAt, commitment }) =>
      dueAt === null ? [] : [{ dueAt, clause: commitment.clause }],
    );
    return first ?? null;
  }

  /** @throws Problem PROFILE_UNKNOWN, EVALUATION_EMPTY, COMMITMENT_INVALID, CALENDAR_UNKNOWN, CALENDAR_INVALID, ZONE_UNKNOWN */
  async evaluate(body: EvaluateRequest): Promise<EvaluateResponse> {
    const profile = body.profileId === undefined ? null : await this.profiles.published(body.profileId);
    const { clocks, zone, pauseReasons, unmeasured } = await evaluateRequested(
      body,
      profile,
      PROVIDER_ZONE,
      (calendars, from, to) => this.holidays.fill(calendars, from, to),
    );
    return {
      items: clocks.map((clock) => presentClock(clock, zone, pauseReasons)),
      at: toIso(fromIso(body.at), zone),
      unmeasured: [...unmeasured],
    };
  }
}
