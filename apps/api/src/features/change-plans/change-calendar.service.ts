import { Inject, Injectable } from '@nestjs/common';
import type { ChangeCalendarQuery, ChangeCalendarView, ChangeFreeze, CreateChangeFreeze } from '@pledge/contracts';
import { CLOCK, scopeOf, storeAnswer, UNIT_OF_WORK, type Scope, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type UnitOfWork } from '@pledge/runtime';
import { fromIso } from '@pledge/time';
import { v7 } from 'uuid';
import { isoTime } from '../documents/index.js';
import { KeyPeriods } from '../rosters/index.js';
import { ChangeCalendarRepository, type FreezeRow } from './change-calendar.repository.js';
import { ChangePlansRepository, type PlanRow, type VersionRow } from './change-plans.repository.js';
import { contentOf } from './change-plans.service.js';

/** What a window meets. `freeze` weighs more than `overlap`. */
export interface CalendarVerdict {
  readonly verdict: 'clear' | 'overlap' | 'freeze';
  /** One line for each, in Chinese and English. */
  readonly lines: readonly { readonly zh: string; readonly en: string }[];
}

/** A time in which nothing is changed, and where it was entered. */
type Freeze = FreezeRow & { readonly source: ChangeFreeze['source'] };

/** The change calendar: windows of frozen plans, and times in which nothing is changed (F-04.3). */
@Injectable()
export class ChangeCalendar {
  constructor(
    private readonly plans: ChangePlansRepository,
    private readonly repository: ChangeCalendarRepository,
    private readonly keyPeriods: KeyPeriods,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Windows and freezes of a stretch of time. @throws Problem CHANGE_CALENDAR_RANGE */
  async view(query: ChangeCalendarQuery, user: SessionUser): Promise<ChangeCalendarView> {
    const scope = scopeOf(user);
    const from = fromIso(query.from);
    const to = fromIso(query.to);
    if (to <= from) throw new Problem('invalid', 'CHANGE_CALENDAR_RANGE');
    const entries = await this.entries(from, to, scope);
    const freezes = (await this.freezes(from, to)).filter((row) => visible(row, scope));
    return {
      changes: entries.map(({ plan, version }) => ({
        planId: plan.id,
        number: plan.number,
        version: version.version,
        title: plan.title,
        caseNumber: plan.caseNumber,
        state: plan.state,
        outcome: plan.outcome,
        from: isoTime(version.windowFrom),
        to: isoTime(version.windowTo),
        devices: contentOf(version).devices.map((device) => device.serialNumber),
        overlaps: entries
          .filter((other) => other.plan.id !== plan.id && meet(version, other.version))
          .map((other) => other.plan.number),
        frozenBy: freezes.filter((row) => hits(row, version, plan.partyId)).map((row) => row.name),
      })),
      freezes: freezes.map(freezeView),
    };
  }

  async addFreeze(request: CreateChangeFreeze, user: SessionUser): Promise<ChangeFreeze> {
    const startsAt = fromIso(request.from);
    const endsAt = fromIso(request.to);
    if (endsAt <= startsAt) throw new Problem('invalid', 'CHANGE_CALENDAR_RANGE');
    const row: Freeze = {
      source: 'calendar',
      id: v7(),
      name: request.name,
      partyId: request.partyId ?? null,
      startsAt,
      endsAt,
      createdBy: user.username,
      createdAt: this.clock.now(),
    };
    await this.unitOfWork.run(async (tx) => {
      const { source: _calendar, ...stored } = row;
      await this.repository.insert(tx, stored);
      await storeAnswer(tx, freezeView(row));
    });
    return freezeView(row);
  }

  /** @throws Problem CHANGE_FREEZE_NOT_FOUND */
  async removeFreeze(id: string): Promise<void> {
    if (!(await this.unitOfWork.run((tx) => this.repository.remove(tx, id))))
      throw new Problem('not-found', 'CHANGE_FREEZE_NOT_FOUND');
  }

  /** What the window of a plan meets: freezes, and other plans on the same devices or at the same customer. */
  async check(plan: PlanRow, version: VersionRow): Promise<CalendarVerdict> {
    const { windowFrom, windowTo } = version;
    const freezes = (await this.freezes(windowFrom, windowTo)).filter((row) => hits(row, version, plan.partyId));
    const others = (await this.entries(windowFrom, windowTo, { kind: 'provider' })).filter(
      (other) => other.plan.id !== plan.id && other.plan.state !== 'closed' && other.plan.partyId === plan.partyId,
    );
    const lines = [
      ...freezes.map(({ source, name }) =>
        source === 'calendar'
          ? { zh: `封网：${name}`, en: `Freeze: ${name}` }
          : { zh: `重点保障期封网：${name}`, en: `Freeze of the key period: ${name}` },
      ),
      ...others.map(({ plan: other }) => ({
        zh: `同一客户的变更 ${other.number} ${other.title}`,
        en: `Change ${other.number} ${other.title} at the same customer`,
      })),
    ];
    return { verdict: freezes.length > 0 ? 'freeze' : others.length > 0 ? 'overlap' : 'clear', lines };
  }

  /** Those of this calendar, and the key periods for which a customer asked that nothing is changed (Y16). */
  private async freezes(from: number, to: number): Promise<Freeze[]> {
    const own = (await this.repository.within(from, to)).map((row): Freeze => ({ ...row, source: 'calendar' }));
    const periods = (await this.keyPeriods.frozen(from, to)).map((row): Freeze => ({
      ...row,
      createdAt: row.startsAt,
      source: 'key-period',
    }));
    return [...own, ...periods].toSorted((a, b) => a.startsAt - b.startsAt);
  }

  /** Versions in force whose window touches the stretch. */
  private async entries(
    from: number,
    to: number,
    scope: Scope,
  ): Promise<{ readonly plan: PlanRow; readonly version: VersionRow }[]> {
    const versions = await this.plans.windowsWithin(from, to);
    const plans = new Map((await this.plans.byIds([...new Set(versions.map((v) => v.planId))])).map((p) => [p.id, p]));
    return versions.flatMap((version) => {
      const plan = plans.get(version.planId);
      if (plan?.version !== version.version || plan.mode !== 'live') return [];
      return scope.kind === 'customer' && plan.partyId !== scope.partyId ? [] : [{ plan, version }];
    });
  }
}

const meet = (a: VersionRow, b: VersionRow): boolean => a.windowFrom < b.windowTo && b.windowFrom < a.windowTo;
const hits = (row: Freeze, version: VersionRow, partyId: string | null): boolean =>
  (row.partyId === null || row.partyId === partyId) &&
  row.startsAt < version.windowTo &&
  version.windowFrom < row.endsAt;
const visible = (row: Freeze, scope: Scope): boolean =>
  scope.kind === 'provider' || row.partyId === null || row.partyId === scope.partyId;

function freezeView(row: Freeze): ChangeFreeze {
  return {
    id: row.id,
    name: row.name,
    source: row.source,
    partyId: row.partyId,
    from: isoTime(row.startsAt),
    to: isoTime(row.endsAt),
    createdBy: row.createdBy,
  };
}
