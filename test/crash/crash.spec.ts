import { describe, expect, it } from '@jest/globals';
import { testDatabases } from '@pledge/testing';
import { join } from 'node:path';
import { buildEarlyAnswer } from './early-answer.js';
import { crashRun } from './crash-run.js';

/** `npm run test:long` kills 200 times on each database. */
const KILLS = Number(process.env.PLEDGE_KILLS ?? 10);
/** A kill may fall where nothing is under way: the wrong build is killed again, on a fresh database, until it has lost something. */
const MOST_TRIES = 6;

/** Design section 9, crash: what was acknowledged is there, once, after the process was killed again and again. */
describe.each(testDatabases())('the server killed under load on $name', ({ name, create }) => {
  it(
    `given ${KILLS} kills under starts, completions, messages, timers, failing jobs, modifications and papers, then nothing is lost, twice, stuck or left over`,
    async () => {
      const database = await create();
      try {
        const { broken, acknowledged } = await crashRun({ databaseUrl: database.url, kills: KILLS });
        if (process.env.PLEDGE_KILLS)
          console.info(`${name}: ${KILLS} kills, acknowledged ${JSON.stringify(acknowledged)}`);
        expect(broken).toEqual([]);
        for (const kind of ['started', 'completed', 'told', 'moved', 'crash-paper', 'crash-failing'])
          expect({ kind, count: acknowledged[kind] ?? 0 }).not.toEqual({ kind, count: 0 });
      } finally {
        await database.drop();
      }
    },
    600_000 + KILLS * 60_000,
  );
});

describe('a server that acknowledges before it commits', () => {
  it('given such a build, when it is killed under the same load, then acknowledged commands are found missing', async () => {
    const early = buildEarlyAnswer(join('.tmp', 'early-answer'));
    let lost: string[] = [];
    for (let tried = 0; tried < MOST_TRIES && lost.length === 0; tried += 1) {
      const database = await testDatabases()[0].create();
      try {
        const { broken } = await crashRun({ databaseUrl: database.url, kills: 2, ...early });
        lost = broken.filter((line) => line.startsWith('lost'));
      } finally {
        await database.drop();
      }
    }
    expect(lost).not.toEqual([]);
  }, 1_800_000);
});
