import { describe, expect, it } from '@jest/globals';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { evaluateRequested } from './evaluation-request.js';
import { presentClock } from './evaluation/index.js';
import { shippedProfile, shippedProfiles } from './profiles/index.js';
import { evaluateExample, profilesExample } from './service-levels.examples.js';
import { exampleProfile } from '@pledge/contracts';

describe('the examples of the API description', () => {
  it('given the body of evaluate, the server computes the clock of its answer', () => {
    const { clocks, zone, pauseReasons } = evaluateRequested(evaluateExample.body, PROVIDER_ZONE);
    const items = clocks.map((clock) => presentClock(clock, zone, pauseReasons));
    expect(items).toEqual(expect.arrayContaining(evaluateExample.response.items));
  });

  it('given the example profile, all it says is in the profile that ships', () => {
    const shipped = shippedProfile(exampleProfile.id);
    const { commitments, calendars, ladder, amendments, severityScheme, ...rest } = exampleProfile;
    expect(shipped).toMatchObject(rest);
    expect(shipped?.severityScheme.raise).toEqual(severityScheme.raise);
    expect(shipped?.severityScheme.levels).toEqual(expect.arrayContaining(severityScheme.levels));
    expect(shipped?.commitments).toEqual(expect.arrayContaining(commitments));
    expect(shipped?.calendars).toEqual(expect.arrayContaining(calendars));
    expect(shipped?.ladder).toEqual(expect.arrayContaining(ladder));
    expect(shipped?.amendments).toEqual(expect.arrayContaining(amendments));
  });

  it('given the list of profiles, its line counts what ships', () => {
    const lines = shippedProfiles().map(({ id, version, name, commitments }) => ({
      id,
      version,
      name,
      commitments: commitments.length,
    }));
    expect(lines).toEqual(expect.arrayContaining(profilesExample.response.items));
  });
});
