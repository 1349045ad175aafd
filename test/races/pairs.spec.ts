import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabases } from '@pledge/testing';
import { withoutAnything, withoutLocks, withoutRevision } from './mutants.js';
import { operationPairs } from './operation-pairs.js';
import { pairs } from './pairs.js';
import { TwoNodes } from './two-nodes.js';

/** `npm run test:long` repeats each pair 1,000 times. */
const REPEATS = Number(process.env.PLEDGE_REPEATS ?? 8);
const all = [...pairs, ...operationPairs];
const TIMEOUT = 60_000 + REPEATS * 2_000;

/**
 * Issue "The engine", Proof: competing commands on two nodes that meet before their commits. Exactly one wins, the other is
 * told or tried again, and nothing is done twice.
 */
describe.each(testDatabases())('competing pairs on $name', (kind) => {
  let nodes: TwoNodes;

  beforeAll(async () => {
    nodes = await TwoNodes.open(kind);
  }, 120_000);
  afterAll(() => nodes.close());

  it.each(all)(
    `given two nodes, when $name race ${REPEATS} times, then one wins and nothing is done twice`,
    async (pair) => {
      const before = nodes.barrier.overlaps;
      for (let round = 0; round < REPEATS; round++)
        expect({ round, broken: await pair.run(nodes, round) }).toEqual({ round, broken: [] });
      // They really met: a proof in which one is always over before the other begins proves nothing.
      expect(nodes.barrier.overlaps - before).toBeGreaterThan(REPEATS / 2);
    },
    TIMEOUT,
  );
});

const onServer = testDatabases().filter((kind) => kind.name === 'mariadb');

// A file has one writer: nothing can be read there between BEGIN and COMMIT of another, so these need a server.
(onServer.length > 0 ? describe : describe.skip)('the same pairs without row locks', () => {
  const racing = all.filter(({ name }) => /^(complete|join|claim|cancel|suspend|set|return|migrate)/.test(name));

  it.each([
    ['does not lock', 'the revision', withoutLocks],
    ['neither locks nor looks at the revision', 'the key of the history', withoutRevision],
  ] as const)(
    'given a store that %s, when they race, then %s alone keeps every promise',
    async (_fault, _guard, mutant) => {
      const nodes = await TwoNodes.open(onServer[0], mutant);
      try {
        for (const pair of racing)
          for (let round = 0; round < 3; round++)
            expect({ pair: pair.name, broken: await pair.run(nodes, round) }).toEqual({ pair: pair.name, broken: [] });
      } finally {
        await nodes.close();
      }
    },
    180_000,
  );

  it('given a store without any of the three, when they race, then the pairs find what it broke', async () => {
    const nodes = await TwoNodes.open(onServer[0], withoutAnything);
    const caught: string[] = [];
    try {
      for (const pair of racing)
        for (let round = 0; round < 8 && !caught.includes(pair.name); round++) {
          const broken = await pair.run(nodes, round).catch((error: unknown) => [String(error)]);
          if (broken.length > 0) caught.push(pair.name);
        }
    } finally {
      await nodes.close();
    }
    expect(caught).toEqual(expect.arrayContaining(['complete / complete', 'join / join', 'claim / claim']));
    expect(caught.length).toBeGreaterThanOrEqual(racing.length - 1);
  }, 180_000);
});
