import { serviceLevelProfile, type ServiceLevelProfile } from '@pledge/contracts';
import demo from './p-demo.json' with { type: 'json' };
import s0a from './p-s0a.json' with { type: 'json' };
import s0c from './p-s0c.json' with { type: 'json' };
import s0e from './p-s0e.json' with { type: 'json' };
import s0h from './p-s0h.json' with { type: 'json' };
import s0i from './p-s0i.json' with { type: 'json' };
import s1 from './p-s1.json' with { type: 'json' };
import s2 from './p-s2.json' with { type: 'json' };
import s3 from './p-s3.json' with { type: 'json' };
import s4 from './p-s4.json' with { type: 'json' };

const SHIPPED: ReadonlyMap<string, ServiceLevelProfile> = new Map(
  [s0a, s0c, s0e, s0h, s0i, s1, s2, s3, s4, demo].map((file) => {
    const profile = serviceLevelProfile.parse(file);
    return [profile.id, profile];
  }),
);

/** The shipped profile of that id, read from its JSON file and checked; undefined when there is none. */
export function shippedProfile(id: string): ServiceLevelProfile | undefined {
  return SHIPPED.get(id);
}

/** All shipped profiles. */
export function shippedProfiles(): readonly ServiceLevelProfile[] {
  return [...SHIPPED.values()];
}
