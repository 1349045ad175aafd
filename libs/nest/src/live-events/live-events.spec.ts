import { describe, expect, it } from '@jest/globals';
import type { LiveEvent } from '@pledge/contracts';
import type { Scope } from '../authorization/scope.js';
import { CaseParties } from './case-parties.js';
import { LiveEvents, STREAMS_PER_BROWSER } from './live-events.js';

const provider: Scope = { kind: 'provider' };

function setUp(): {
  events: LiveEvents;
  listen: (
    scope: Scope,
    lastEventId?: string,
    browser?: string,
  ) => { received: LiveEvent[]; closed: () => boolean; close: () => void };
} {
  const events = new LiveEvents(new CaseParties());
  let browsers = 0;
  return {
    events,
    listen(scope, lastEventId, browser = `browser-${++browsers}`) {
      const received: LiveEvent[] = [];
      let closed = false;
      const close = events.subscribe(
        { browser, scope, send: (event) => received.push(event), close: () => (closed = true) },
        lastEventId,
      );
      return { received, closed: () => closed, close };
    },
  };
}

/** Lets look-ups of parties finish. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('LiveEvents', () => {
  it('resumes after Last-Event-ID without losing or repeating anything', () => {
    const { events, listen } = setUp();
    const first = listen(provider);
    events.publish({ type: 'a' });
    first.close();
    events.publish({ type: 'b' });
    events.publish({ type: 'c', caseNumber: 'GD-1' });
    const second = listen(provider, first.received.at(-1)?.id);
    events.publish({ type: 'd' });
    expect([first.received.map((event) => event.type), second.received.map((event) => event.type)]).toEqual([
      ['a'],
      ['b', 'c', 'd'],
    ]);
  });

  it('tells a browser that was away too long, or knew another run of the server, to fetch everything again', () => {
    const { events, listen } = setUp();
    const first = listen(provider);
    events.publish({ type: 'a' });
    first.close();
    for (let i = 0; i < 1_200; i += 1) events.publish({ type: 'more' });
    expect(listen(provider, first.received[0]?.id).received.map((event) => event.type)).toEqual(['refetch']);
    expect(listen(provider, 'other-5').received.map((event) => event.type)).toEqual(['refetch']);
  });

  it('gives customers the events of their own cases and nothing else', async () => {
    const { events, listen } = setUp();
    events.registerCaseParty((caseNumber) => Promise.resolve(caseNumber === 'GD-1' ? 'party-1' : 'party-2'));
    const [one, two] = [
      listen({ kind: 'customer', partyId: 'party-1' }),
      listen({ kind: 'customer', partyId: 'party-2' }),
    ];
    for (const caseNumber of ['GD-1', 'GD-2', undefined])
      events.publish({ type: 'case.changed', ...(caseNumber === undefined ? {} : { caseNumber }) });
    await settle();
    events.publish({ type: 'case.changed', caseNumber: 'GD-1' });
    expect(one.received.map((event) => event.caseNumber)).toEqual(['GD-1', 'GD-1']);
    expect(two.received.map((event) => event.caseNumber)).toEqual(['GD-2']);
  });

  it('ends the oldest stream of a browser that opens too many', () => {
    const { events, listen } = setUp();
    const streams = Array.from({ length: STREAMS_PER_BROWSER + 1 }, () => listen(provider, undefined, 'one'));
    expect(streams.map((stream) => stream.closed())).toEqual([
      true,
      ...Array.from({ length: STREAMS_PER_BROWSER }, () => false),
    ]);
    expect(events.open).toBe(STREAMS_PER_BROWSER);
  });
});
