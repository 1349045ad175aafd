import { Inject, Injectable } from '@nestjs/common';
import type { CaseClockList, ServiceLevelProfile } from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE, type Scope } from '@pledge/nest';
import type { Clock, ProcessEngine, Transaction } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import {
  CaseEvents,
  CaseQueries,
  CasesRepository,
  isOutOfContract,
  priceAgreedAt,
  type CaseEntity,
  type CaseEventEntity,
} from '../cases/index.js';
import { Holidays } from '../calendars/index.js';
import { ContractsService, PROVIDER_ZONE } from '../contracts/index.js';
import { announcements, nextLook, settlements, toldOf, type Announcement } from './announcements.js';
import { casePauses } from './case-pauses.js';
import { clockChanges, compared } from './clock-changes.js';
import { evaluate, headlineOf, presentClock, type EvaluatedClock, type TimedEvent } from './evaluation/index.js';
import { announcementMessage, settlementMessage } from './promise-messages.js';
import type { ClockEntity } from './service-levels.entity.js';
import { ServiceLevelsRepository } from './service-levels.repository.js';

/** Name of the feature job that looks at a case's clocks again; its ref is the case number. */
export const PROMISE_DUE = 'promise-due';
const ANNOUNCED: readonly string[] = ['promise_warning', 'promise_breached'];
/** Written by the clocks themselves: they do not start them again. */
const OWN: readonly string[] = [...ANNOUNCED, 'clocks_corrected'];
/** Events that change what the clocks said before. */
const rewrites = ({ type, payload }: CaseEventEntity): boolean =>
  payload['corrects'] !== undefined || type === 'case_reopened' || type === 'pause_dispute_decided';

interface Evaluated {
  readonly profile: ServiceLevelProfile | null;
  readonly zone: string;
  readonly clocks: readonly EvaluatedClock[];
}

/** The clocks of cases: replayed from the events, cached in rows, announced by events and messages (design section 7). */
@Injectable()
export class CaseClocks {
  constructor(
    private readonly events: CaseEvents,
    private readonly cases: CasesRepository,
    private readonly queries: CaseQueries,
    private readonly contracts: ContractsService,
    private readonly holidays: Holidays,
    private readonly repository: ServiceLevelsRepository,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The clocks of a case at a moment, for people who may see it. @throws Problem CASE_NOT_FOUND */
  async list(number: string, scope: Scope, at?: number): Promise<CaseClockList> {
    const row = await this.queries.find(number, scope);
    const moment = at ?? this.clock.now();
    const events = await this.cases.events(row.id);
    const { clocks, zone, profile } = await this.evaluateCase(row, events, moment);
    const reasons = profile?.pauseReasons ?? [];
    return {
      items: clocks.map((one) => presentClock(one, zone, reasons)),
      at: toIso(moment, zone),
      pauses: casePauses(events, reasons, zone),
      pauseReasons: reasons.map(({ code, label, evidenceRequired }) => ({ code, label, evidenceRequired })),
    };
  }

  /** The profile of a case's contract; null without one. */
  async profileOf(row: CaseEntity, tx?: Transaction): Promise<ServiceLevelProfile | null> {
    return row.contractId === null ? null : ((await this.contracts.contractById(row.contractId, tx))?.profile ?? null);
  }

  /** After events of a case, in their unit of work. Its own events do not start it again. */
  async onEvents(tx: Transaction, row: CaseEntity, written: readonly CaseEventEntity[]): Promise<void> {
    if (written.length > 0 && written.every((event) => OWN.includes(event.type))) return;
    await this.recordChanges(tx, row, written.filter(rewrites));
    await this.replay(tx, row);
  }

  /** Says in the chain what a correction did to the clocks; nothing where it did nothing. */
  private async recordChanges(tx: Transaction, row: CaseEntity, causes: readonly CaseEventEntity[]): Promise<void> {
    if (causes.length === 0) return;
    const now = this.clock.now();
    const events = await this.cases.events(row.id, tx);
    const ids = causes.map((event) => event.id);
    const before = await this.evaluateCase(
      row,
      events.filter((event) => !ids.includes(event.id)),
      now,
      tx,
    );
    const after = await this.evaluateCase(row, events, now, tx);
    const changes = clockChanges(before.clocks.map(compared), after.clocks.map(compared), after.zone);
    if (changes.length === 0) return;
    const payload = { causes: ids, changes, note: changes.map((change) => change.text.zh).join('；') };
    await this.events.append(tx, row, [{ type: 'clocks_corrected', actor: 'system', payload }]);
  }

  /** When a warning or a limit came due. */
  async onDue(tx: Transaction, number: string): Promise<void> {
    await this.replay(tx, await this.events.lock(tx, number));
  }

  /** After a change of holidays: says in the chain what it moved, then replays. */
  async onCalendarChanged(tx: Transaction, number: string, changeId: string): Promise<void> {
    const row = await this.events.lock(tx, number);
    if (row.closedAt !== null) return;
    const stored = await this.repository.clocksOf(tx, row.id);
    const { clocks, zone } = await this.evaluateCase(row, await this.cases.events(row.id, tx), this.clock.now(), tx);
    // Time went on since the rows were stored: only what the limit did is the calendar's doing.
    const moved = new Set(
      clocks.filter((c) => stored.some((s) => s.id === c.id && s.dueAt !== c.dueAt)).map((c) => c.id),
    );
    const changes = clockChanges(
      stored.filter((one) => moved.has(one.id)),
      clocks.filter((one) => moved.has(one.id)).map(compared),
      zone,
    );
    if (changes.length > 0) {
      const payload = { causes: [changeId], changes, note: changes.map((change) => change.text.zh).join('；') };
      await this.events.append(tx, row, [{ type: 'clocks_corrected', actor: 'system', payload }]);
    }
    await this.replay(tx, row);
  }

  private async replay(tx: Transaction, row: CaseEntity): Promise<void> {
    const now = this.clock.now();
    const events = await this.cases.events(row.id, tx);
    const { clocks, zone, profile } = await this.evaluateCase(row, events, now, tx);
    await this.announce(tx, row, announcements(clocks, toldOf(events), now), zone);
    await this.settle(tx, row, events, clocks);
    await this.repository.replaceClocks(
      tx,
      row.id,
      clocks.map((one) => clockRow(row, one)),
    );
    const headline = headlineOf(clocks, profile?.headlinePolicy);
    await this.events.setHeadline(tx, row, {
      headline: headline && headlineView(headline, zone, profile),
      urgencyAt: headline?.dueAt ?? null,
    });
    await this.engine.setUrgency(tx, row.number, headline?.dueAt ?? null);
    const next = nextLook(clocks, now);
    if (next === null) await this.engine.unschedule(tx, PROMISE_DUE, [row.number]);
    else await this.engine.schedule(tx, { name: PROMISE_DUE, ref: row.number, dueAt: next, mode: row.mode });
  }

  private async evaluateCase(
    row: CaseEntity,
    events: readonly CaseEventEntity[],
    at: number,
    tx?: Transaction,
  ): Promise<Evaluated> {
    const [profile, site, device] = await Promise.all([
      this.profileOf(row, tx),
      row.siteId === null ? null : this.contracts.siteById(row.siteId, tx),
      row.serialNumber === null ? null : this.contracts.deviceBySerial(row.serialNumber, tx),
    ]);
    const zone = site?.zone ?? PROVIDER_ZONE;
    if (!profile) return { profile, zone, clocks: [] };
    // Outside of a contract nothing is promised before the customer agreed to a price: then it counts from there (F-13).
    const agreedAt = isOutOfContract(row) ? priceAgreedAt(events) : Number.NEGATIVE_INFINITY;
    if (agreedAt === null) return { profile, zone, clocks: [] };
    const clocks = evaluate({
      commitments: profile.commitments,
      calendars: await this.holidays.fill(profile.calendars, events[0]?.occurredAt ?? at, at, tx),
      zone,
      events: events.map((event) => timedEvent(event, agreedAt)),
      severity: null,
      clockPolicy: profile.severityScheme.raise.clockPolicy,
      component: device?.component,
      region: site?.distance,
      channel: row.channel,
      pauseReasons: profile.pauseReasons,
      workaroundStopsResolve: profile.workaroundStopsResolve,
      warnPercents: profile.warnPercents,
      at,
      idPrefix: `${row.number}/`,
    });
    return { profile, zone, clocks };
  }

  /** The event once per clock; the message only where something is still owed: models react to messages. */
  private async announce(tx: Transaction, row: CaseEntity, list: readonly Announcement[], zone: string): Promise<void> {
    if (list.length === 0) return;
    await this.events.append(
      tx,
      row,
      list.map(({ kind, clock, key }) => ({
        type: kind,
        actor: 'system',
        payload: {
          clockId: clock.id,
          key,
          commitmentId: clock.commitment.id,
          metric: clock.commitment.metric,
          severity: clock.severity,
          dueAt: clock.dueAt,
        },
      })),
    );
    for (const one of list.filter(({ clock }) => clock.open))
      await this.engine.publishMessageLater(tx, announcementMessage(row, one, zone));
  }

  /** Says of promises that models were told of what became of them: work that began by the message may end. */
  private async settle(
    tx: Transaction,
    row: CaseEntity,
    events: readonly CaseEventEntity[],
    clocks: readonly EvaluatedClock[],
  ): Promise<void> {
    if (!events.some(({ type }) => ANNOUNCED.includes(type))) return;
    for (const one of settlements(await this.repository.clocksOf(tx, row.id), clocks, events))
      await this.engine.publishMessageLater(tx, settlementMessage(row, one));
  }
}

/** `notBefore`: what happened earlier counts from then. */
function timedEvent(event: CaseEventEntity, notBefore: number): TimedEvent {
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const { corrects, severity, reason, about, decision } = event.payload;
  return {
    id: event.id,
    type: event.type,
    occurredAt: Math.max(event.occurredAt, notBefore),
    corrects: text(corrects),
    // Only a grading changes the severity; a breach names the one it belongs to.
    severity: ANNOUNCED.includes(event.type) ? undefined : text(severity),
    reason: text(reason),
    about: text(about),
    decision: decision === 'void' || decision === 'stands' ? decision : undefined,
  };
}

function clockRow(row: CaseEntity, clock: EvaluatedClock): ClockEntity {
  return {
    id: clock.id,
    caseId: row.id,
    caseNumber: row.number,
    partyId: row.partyId,
    commitmentId: clock.commitment.id,
    metric: clock.commitment.metric,
    severity: clock.severity,
    state: clock.state,
    isOpen: clock.open,
    startedAt: clock.startedAt,
    warnAt: clock.warnAt,
    dueAt: clock.dueAt,
    stoppedAt: clock.stoppedAt,
    holidaySet: followsHolidays(clock) ? (clock.calendar?.holidays ?? null) : null,
    countsFrom: clock.trigger?.at ?? null,
  };
}

/** Natural days, months and hours of the wall clock pass on every day; a receipt shift still waits for an opening. */
function followsHolidays({ commitment }: EvaluatedClock): boolean {
  if (commitment.receiptShift === 'next-opening' || commitment.unit === 'workday') return true;
  return (commitment.unit === 'h' || commitment.unit === 'min') && commitment.count !== 'wall-time';
}

function headlineView(
  clock: EvaluatedClock,
  zone: string,
  profile: ServiceLevelProfile | null,
): CaseEntity['headline'] {
  const {
    id,
    commitmentId,
    metric,
    metricName: name,
    state,
    startedAt,
    warnAt,
    dueAt,
  } = presentClock(clock, zone, profile?.pauseReasons ?? []);
  return { id, commitmentId, metric, metricName: name, state, startedAt, warnAt, dueAt };
}
