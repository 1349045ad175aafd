import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';

/** Whose cases: all, or those a person owns or holds an open task of. */
export type BoardScope = { readonly kind: 'all' } | { readonly kind: 'own'; readonly username: string };

export interface PromiseRow {
  readonly clockId: string;
  readonly caseNumber: string;
  readonly title: string;
  readonly customerName: string | null;
  readonly owner: string | null;
  readonly metric: string;
  readonly severity: string;
  readonly dueAt: number;
  readonly stoppedAt: number | null;
}
export interface LoadRow {
  readonly username: string | null;
  readonly open: number;
  readonly overdue: number;
  readonly dueToday: number;
}
/** A user task with the time it was open. Epoch ms; `endedAt` null: still. */
export interface StepRow {
  readonly caseNumber: string;
  readonly definitionId: string;
  readonly elementId: string;
  readonly name: string;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

/** Numbers of one `IN` list. */
const CHUNK = 200;
const whole = (value: unknown): number => Number(value ?? 0);

/** Reads over the tables of cases, clocks and tasks; drills never count. All times are epoch ms. */
@Injectable()
export class BoardsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  /** Promises still owed whose limit is before `until`, the earliest first. */
  due(scope: BoardScope, until: number, limit: number): Promise<PromiseRow[]> {
    const query = this.promises(scope)
      .andWhere('p.isOpen = :open AND p.dueAt < :until', { open: true, until })
      .orderBy('p.dueAt', 'ASC')
      .addOrderBy('p.id', 'ASC');
    return rowsOf(query, limit);
  }

  /** How many of {@link due} there are before and from `now` on. */
  async dueCount(scope: BoardScope, now: number, until: number): Promise<{ overdue: number; today: number }> {
    const found = await this.promises(scope)
      .andWhere('p.isOpen = :open AND p.dueAt < :until', { open: true, until })
      .select('SUM(CASE WHEN p.dueAt < :now THEN 1 ELSE 0 END)', 'overdue')
      .addSelect('COUNT(*)', 'every')
      .setParameter('now', now)
      .getRawOne<Record<string, unknown>>();
    const overdue = whole(found?.['overdue']);
    return { overdue, today: whole(found?.['every']) - overdue };
  }

  /** Promises that broke at `from` or later, the latest first. */
  breached(scope: BoardScope, from: number, now: number, limit: number): Promise<PromiseRow[]> {
    const query = this.promises(scope)
      .andWhere('p.state = :state AND p.dueAt >= :from AND p.dueAt <= :now', { state: 'breached', from, now })
      .orderBy('p.dueAt', 'DESC')
      .addOrderBy('p.id', 'ASC');
    return rowsOf(query, limit);
  }

  /** Open tasks by who holds them, the fullest first. Tasks that wait for a customer are not the provider's load. */
  async load(scope: BoardScope, now: number, tomorrow: number): Promise<LoadRow[]> {
    const limit = 'COALESCE(t.urgencyAt, t.dueAt)';
    const query = this.reader()
      .createQueryBuilder()
      .from('user_task', 't')
      .select('t.assignee', 'username')
      .addSelect('COUNT(*)', 'open')
      .addSelect(`SUM(CASE WHEN ${limit} < :now THEN 1 ELSE 0 END)`, 'overdue')
      .addSelect(`SUM(CASE WHEN ${limit} >= :now AND ${limit} < :tomorrow THEN 1 ELSE 0 END)`, 'dueToday')
      .where('t.state = :open AND t.mode = :mode', { open: 'open', mode: 'live', now, tomorrow })
      .andWhere('t.candidateGroups NOT LIKE :customers', { customers: '%"customer:%' })
      .groupBy('t.assignee')
      .orderBy('COUNT(*)', 'DESC')
      .addOrderBy('t.assignee', 'ASC');
    if (scope.kind === 'own') query.andWhere('t.assignee = :username', { username: scope.username });
    const found = await query.getRawMany<Record<string, unknown>>();
    return found.map((row) => ({
      username: row['username'] === null ? null : String(row['username']),
      open: whole(row['open']),
      overdue: whole(row['overdue']),
      dueToday: whole(row['dueToday']),
    }));
  }

  /** Every user task of these cases, whatever became of it. */
  async steps(caseNumbers: readonly string[]): Promise<StepRow[]> {
    const found: StepRow[] = [];
    for (let at = 0; at < caseNumbers.length; at += CHUNK) {
      const numbers = caseNumbers.slice(at, at + CHUNK);
      const rows = await this.reader()
        .createQueryBuilder()
        .from('user_task', 't')
        .select('t.businessKey', 'caseNumber')
        .addSelect('t.definitionId', 'definitionId')
        .addSelect('t.elementId', 'elementId')
        .addSelect('t.name', 'name')
        .addSelect('t.createdAt', 'createdAt')
        .addSelect('t.endedAt', 'endedAt')
        .where('t.businessKey IN (:...numbers) AND t.mode = :mode', { numbers, mode: 'live' })
        .orderBy('t.createdAt', 'ASC')
        .addOrderBy('t.id', 'ASC')
        .getRawMany<Record<string, unknown>>();
      for (const row of rows)
        found.push({
          caseNumber: String(row['caseNumber']),
          definitionId: String(row['definitionId']),
          elementId: String(row['elementId']),
          name: String(row['name']),
          createdAt: whole(row['createdAt']),
          endedAt: row['endedAt'] === null ? null : whole(row['endedAt']),
        });
    }
    return found;
  }

  private promises(scope: BoardScope): SelectQueryBuilder<object> {
    const query = this.reader()
      .createQueryBuilder()
      .from('promise_clock', 'p')
      .innerJoin('service_case', 'c', 'c.id = p.caseId')
      .where('c.mode = :mode', { mode: 'live' }) as SelectQueryBuilder<object>;
    if (scope.kind === 'own') {
      query.andWhere(
        `(c.owner = :username OR EXISTS ${query
          .subQuery()
          .select('1')
          .from('user_task', 'mine')
          .where('mine.businessKey = c.number AND mine.assignee = :username AND mine.state = :held')
          .getQuery()})`,
        { username: scope.username, held: 'open' },
      );
    }
    return query;
  }
}

async function rowsOf(query: SelectQueryBuilder<object>, limit: number): Promise<PromiseRow[]> {
  const rows = await query
    .select('p.id', 'clockId')
    .addSelect('c.number', 'caseNumber')
    .addSelect('c.title', 'title')
    .addSelect('c.customerName', 'customerName')
    .addSelect('c.owner', 'owner')
    .addSelect('p.metric', 'metric')
    .addSelect('p.severity', 'severity')
    .addSelect('p.dueAt', 'dueAt')
    .addSelect('p.stoppedAt', 'stoppedAt')
    .limit(limit)
    .getRawMany<Record<string, unknown>>();
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return rows.map((row) => ({
    clockId: String(row['clockId']),
    caseNumber: String(row['caseNumber']),
    title: String(row['title']),
    customerName: text(row['customerName']),
    owner: text(row['owner']),
    metric: String(row['metric']),
    severity: String(row['severity']),
    dueAt: whole(row['dueAt']),
    stoppedAt: row['stoppedAt'] === null ? null : whole(row['stoppedAt']),
  }));
}
