import { describe, expect, it } from '@jest/globals';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { shippedProfile } from '../profiles/index.js';
import { evaluateRequested } from './evaluation-request.js';
import { presentClock } from './evaluation/index.js';
import { evaluateExample } from './service-levels.examples.js';

describe('the example of the API description', () => {
  it('given the body of evaluate, the server computes the clock of its answer', async () => {
    const profile = shippedProfile(evaluateExample.body.profileId ?? '') ?? null;
    const { clocks, zone, pauseReasons } = await evaluateRequested(evaluateExample.body, profile, PROVIDER_ZONE);
    const items = clocks.map((clock) => presentClock(clock, zone, pauseReasons));
    expect(items).toEqual(expect.arrayContaining(evaluateExample.response.items));
  });
});
