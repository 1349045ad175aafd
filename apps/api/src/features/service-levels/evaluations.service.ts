import { Injectable } from '@nestjs/common';
import type { EvaluateRequest, EvaluateResponse } from '@pledge/contracts';
import { fromIso, toIso } from '@pledge/time';
import { Holidays } from '../calendars/index.js';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { ProfilesService } from '../profiles/index.js';
import { evaluateRequested } from './evaluation-request.js';
import { presentClock } from './evaluation/index.js';

/** Reckons clocks from events that nobody stores. */
@Injectable()
export class Evaluations {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly holidays: Holidays,
  ) {}

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
