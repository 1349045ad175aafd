import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { testDatabases } from '@pledge/testing';
import { ConfirmationWorld } from '../../../../../test/support/confirmation-world.js';
import { LockPlay, type Play } from '../../../../../test/support/lock-play.js';
import { WrittenConfirmationRequirement } from '../confirmations/written-confirmation.requirement.js';
import { projectRoot } from '../documents/project-root.js';

// Whole servers, hundreds of calls each, on busy machines.
jest.setTimeout(600_000);

/** Seed and where its play begins. */
const PLAYS = [
  [1, 'draft'],
  [2, 'confirmed'],
  [3, 'draft'],
  [4, 'confirmed'],
] as const;
const DEEDS = 30;

/** Plays every seed on one server. */
async function playAll(place: string): Promise<Play> {
  const world = await ConfirmationWorld.start(place);
  const total: Play = { started: 0, refused: 0, violations: [], log: [] };
  try {
    const definitions = await twoVersions(world);
    for (const [seed, from] of PLAYS) {
      const game = await LockPlay.begin(world, seed, definitions, from);
      for (let deed = 0; deed < DEEDS; deed += 1) await game.act();
      total.started += game.play.started;
      total.refused += game.play.refused;
      total.violations.push(...game.play.violations.map((one) => `seed ${String(seed)}: ${one}`));
      total.log.push(...game.play.log);
    }
  } finally {
    await world.stop();
  }
  return total;
}

/** The shipped process and a version of it with another name of a step, to migrate between. */
async function twoVersions(world: ConfirmationWorld): Promise<string[]> {
  const admin = await world.as('admin');
  const list = await admin.get<{ items: { id: string; key: string }[] }>(
    '/api/process-definitions?key=change-approval',
  );
  const first = list.body.items.find((one) => one.key === 'change-approval');
  const xml = readFileSync(join(projectRoot(), 'processes/change-approval/change-approval.bpmn'), 'utf8');
  const content = xml.replace('name="审核变更方案"', 'name="复核变更方案"');
  const answer = await admin.post<{ definitions: { id: string }[] }>('/api/deployments', {
    name: 'v2',
    resources: [{ name: 'change-approval.bpmn', content }],
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return [first?.id ?? '', answer.body.definitions[0]?.id ?? ''];
}

describe('no work without the written word, whatever people do (S1-49)', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each(testDatabases().map((place) => [place.name]))(
    'given random orders of edit, confirm, reject, expire, revoke, implement, return, modify and migrate on %s, then nothing begins without a valid confirmation of the current hash',
    async (place) => {
      const play = await playAll(place);
      expect(play.violations).toEqual([]);
      // The plays went where it matters, on both sides of the lock: one attempt in five was right to succeed.
      expect(play.refused).toBeGreaterThan(5);
      expect(play.started).toBeGreaterThan(5);
      expect(play.started / (play.started + play.refused)).toBeGreaterThan(0.2);
    },
  );

  it('given a build without the guard, then the same plays find work that began without it', async () => {
    jest.spyOn(WrittenConfirmationRequirement.prototype, 'check').mockResolvedValue({ allowed: true });
    const { violations } = await playAll('libsql');
    expect(violations.length).toBeGreaterThan(0);
  });
});
