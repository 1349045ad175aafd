import { Inject, Injectable } from '@nestjs/common';
import { METRICS, type Board } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, hasRole, type PlatformOptions, type SessionUser } from '@pledge/nest';
import type { Clock } from '@pledge/runtime';
import { addDays, localDate, startOfDay, toIso } from '@pledge/time';
import { UsersDirectory } from '../users/index.js';
import { BoardsRepository, type BoardScope, type LoadRow, type PromiseRow } from './boards.repository.js';
import { countSteps, stepsAt } from './breach-steps.js';

/** Roles that answer for everybody's promises; all other staff see what is their own. */
const LEADERS = ['manager', 'supervisor', 'director', 'deputy', 'gm'] as const;
const MOST_DUE = 200;
const MOST_BREACHES = 500;

/** What runs out today, who has too much, and where promises break: read from what is there, nothing is kept for it. */
@Injectable()
export class BoardsService {
  constructor(
    private readonly repository: BoardsRepository,
    private readonly directory: UsersDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** `days`: how far back breaches count, whole days before now. */
  async board(days: number, user: SessionUser): Promise<Board> {
    const { zone } = this.platform;
    const scope: BoardScope = hasRole(user, ...LEADERS) ? { kind: 'all' } : { kind: 'own', username: user.username };
    const now = this.clock.now();
    const today = localDate(now, zone);
    const tomorrow = startOfDay(addDays(today, 1), zone);
    const from = startOfDay(addDays(today, -days), zone);
    const [due, counts, load, breached] = await Promise.all([
      this.repository.due(scope, tomorrow, MOST_DUE),
      this.repository.dueCount(scope, now, tomorrow),
      this.repository.load(scope, now, tomorrow),
      this.repository.breached(scope, from, now, MOST_BREACHES),
    ]);
    const steps = await this.repository.steps([...new Set(breached.map((row) => row.caseNumber))]);
    const items = breached.map((row) => ({
      ...promise(row, zone),
      stoppedAt: row.stoppedAt === null ? null : toIso(row.stoppedAt, zone),
      steps: stepsAt(row, steps),
    }));
    return {
      at: toIso(now, zone),
      scope: scope.kind,
      due: { ...counts, items: due.map((row) => promise(row, zone)) },
      load: await this.staff(load),
      breaches: {
        from: toIso(from, zone),
        total: items.length,
        byStep: countSteps(items.map((item) => item.steps)),
        byMetric: byMetric(breached),
        items,
      },
    };
  }

  /** A customer who holds a task is not one of ours. */
  private async staff(rows: readonly LoadRow[]): Promise<LoadRow[]> {
    const people = await Promise.all(
      rows.map((row) => (row.username === null ? null : this.directory.find(row.username))),
    );
    return rows.filter((_row, at) => (people[at]?.partyId ?? null) === null);
  }
}

const metricName = (code: string): { zh: string; en: string } =>
  METRICS.find((metric) => metric.code === code)?.label ?? { zh: code, en: code };

function promise(row: PromiseRow, zone: string) {
  const { stoppedAt: _stoppedAt, ...rest } = row;
  return { ...rest, metricName: metricName(row.metric), dueAt: toIso(row.dueAt, zone) };
}

function byMetric(rows: readonly PromiseRow[]): Board['breaches']['byMetric'] {
  const counts = new Map<string, number>();
  for (const { metric } of rows) counts.set(metric, (counts.get(metric) ?? 0) + 1);
  return [...counts]
    .map(([metric, count]) => ({ metric, metricName: metricName(metric), count }))
    .sort((a, b) => b.count - a.count || (a.metric < b.metric ? -1 : 1));
}
