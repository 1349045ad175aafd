import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface Figures {
  readonly roundTrips: Record<'stepAlone' | 'stepAt32' | 'claim' | 'startToEnd', number>;
  readonly withBoundaryTimer: { readonly stepAlone: number };
  readonly byDatabase: Record<string, unknown>;
}

/** Issue "The engine", Speed: SQL statements, BEGIN and COMMIT included, the worse of both databases. */
describe('statements of a human step', () => {
  let figures: Figures;

  beforeAll(async () => {
    const bench = join('bench', 'round-trips.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [bench, '--json']);
    figures = JSON.parse(stdout) as Figures;
  }, 120_000);

  it('are at most 9 alone, 11 with a boundary timer, and half a statement at 32 clients', () => {
    expect(figures.roundTrips.stepAlone).toBeLessThanOrEqual(9);
    expect(figures.withBoundaryTimer.stepAlone).toBeLessThanOrEqual(11);
    expect(figures.roundTrips.stepAt32).toBeLessThanOrEqual(0.5);
    // A count of nothing would pass too.
    expect(figures.roundTrips.stepAlone).toBeGreaterThan(4);
    expect(figures.roundTrips.stepAt32).toBeGreaterThan(0.1);
  });

  it('of a claim are at most 4, of a start that runs to its end at most 5', () => {
    expect(figures.roundTrips.claim).toBeLessThanOrEqual(4);
    expect(figures.roundTrips.startToEnd).toBeLessThanOrEqual(5);
  });

  it('are counted on every database that the specs run on', () => {
    const expected = process.env.TEST_MYSQL_URL ? ['libsql', 'mariadb'] : ['libsql'];
    expect(Object.keys(figures.byDatabase)).toEqual(expected);
  });
});
