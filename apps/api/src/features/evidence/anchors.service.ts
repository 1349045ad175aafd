import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, PROCESS_ENGINE, UNIT_OF_WORK } from '@pledge/nest';
import { isDuplicate } from '@pledge/persistence';
import type { Clock, ProcessEngine, Transaction, UnitOfWork } from '@pledge/runtime';
import { v7 } from 'uuid';
import { CaseEvents } from '../cases/index.js';
import { PEOPLE, type PeoplePort, type Person } from '../documents/index.js';
import { NotificationsService } from '../notifications/index.js';
import { Signing } from '../signing/index.js';
import { TimeStamps, TimeStampsRepository, type StampOutcome, type TimeStampRow } from '../time-stamps/index.js';
import { EvidenceRepository, type AnchorRow, type LeafRow } from './evidence.repository.js';
import type { Leaf } from './verification/merkle.js';
import {
  leafOf,
  quotationRow,
  recordRow,
  requestRow,
  takingRow,
  ticketRow,
  useRow,
  versionRow,
} from './verification/sealed-rows.js';
import { FIRST, makeStatement, statementHash, statementText } from './verification/statement.js';

export const ANCHOR_JOB = 'evidence-anchor';
const HOUR_MS = 3_600_000;
/** Anchors whose time stamp is asked for again in one go. */
const MOST_RETRIES = 24;
/** People of the provider who get every anchor. */
const PROVIDER_ROLE = 'manager';

/** An anchor that is signed and not yet stored. */
export interface PreparedAnchor {
  readonly anchor: AnchorRow;
  readonly leaves: readonly LeafRow[];
  /** Everybody who gets it: the provider, and the customers whose cases changed. */
  readonly people: readonly Person[];
  /** Third-party time over its signature; null: there is no authority to ask. */
  readonly stamp: StampOutcome | null;
}
/** Another try for the time stamp of an anchor that lacks it. */
export interface RetriedStamp {
  readonly row: TimeStampRow;
  readonly outcome: StampOutcome;
}

/**
 * Signs what all chains and rows are: at the end of every hour in which something happened, and whenever somebody exports.
 * The mails make it hard to rewrite the past: both parties hold what it was.
 */
@Injectable()
export class Anchors implements OnModuleInit {
  /** Hour for which this node has scheduled the job, epoch ms; most events need no row. */
  private scheduledFor = 0;

  constructor(
    private readonly repository: EvidenceRepository,
    private readonly signing: Signing,
    private readonly timeStamps: TimeStamps,
    private readonly stamps: TimeStampsRepository,
    private readonly events: CaseEvents,
    private readonly notifications: NotificationsService,
    @Inject(PEOPLE) private readonly people: PeoplePort,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    if (this.signing.configured) this.events.onAppended((tx) => this.scheduleNext(tx));
  }

  /** What changed since the last anchor, signed. null: nothing did. @throws Problem SIGNING_KEY_MISSING and its like */
  async prepare(): Promise<PreparedAnchor | null> {
    const [last, newest] = await Promise.all([this.repository.lastAnchor(), this.repository.newestLeaves()]);
    const known = new Map(newest.map((leaf) => [keyOf(leaf), leaf]));
    const { changed, parties } = await this.changes(known);
    if (changed.length === 0) return null;
    const current = new Map<string, Leaf>(known);
    for (const leaf of changed) current.set(keyOf(leaf), leaf);
    const seq = (last?.seq ?? 0) + 1;
    const at = this.clock.now();
    const previous = last?.statementHash ?? FIRST;
    const statement = statementText(makeStatement({ seq, at, leaves: [...current.values()], changed, previous }));
    const { signature, key } = await this.signing.sign(Buffer.from(statement));
    return {
      anchor: {
        id: v7(),
        seq,
        at,
        statement,
        statementHash: statementHash(statement),
        signature: signature.toString('base64'),
        fingerprint: key.fingerprint,
      },
      leaves: changed.map((leaf) => ({ id: v7(), ...leaf, anchorSeq: seq, supersededBy: null })),
      people: await this.readers(parties),
      stamp: await this.timeStamps.ask(signature),
    };
  }

  /** Stores an anchor with its certificate and mails it. Another one of the same number: the unit fails, nothing is written. */
  async store(tx: Transaction, prepared: PreparedAnchor): Promise<void> {
    const { anchor, leaves, people, stamp } = prepared;
    await this.signing.keep(tx);
    await this.repository.insertAnchor(tx, anchor, leaves);
    await this.timeStamps.recordAnchor(tx, anchor.seq, stamp);
    // A quiet hour has no job of its own that would ask again.
    if (stamp?.state === 'failed') await this.scheduleNext(tx);
    const name = `anchor-${String(anchor.seq).padStart(6, '0')}`;
    await this.notifications.enqueue(tx, {
      source: `evidence-anchor:${anchor.id}`,
      template: 'evidence-anchor',
      mode: 'live',
      caseNumber: null,
      people,
      facts: {
        anchor: {
          seq: anchor.seq,
          at: new Date(anchor.at).toISOString(),
          statementHash: anchor.statementHash,
          fingerprint: anchor.fingerprint,
          changes: leaves.length,
        },
      },
      attachments: [
        { documentId: null, fileName: `${name}.json`, content: Buffer.from(anchor.statement).toString('base64') },
        { documentId: null, fileName: `${name}.p7s`, content: anchor.signature },
        ...(stamp?.state === 'stamped'
          ? [{ documentId: null, fileName: `${name}.tst`, content: stamp.stamp.token.toString('base64') }]
          : []),
      ],
    });
  }

  /** Asks again for the time stamps that anchors lack, until the authority fails once more. */
  async retryStamps(): Promise<RetriedStamp[]> {
    const retried: RetriedStamp[] = [];
    for (const row of await this.stamps.waiting(MOST_RETRIES)) {
      const anchor = await this.repository.anchor(Number(row.ref));
      const outcome = anchor && (await this.timeStamps.ask(Buffer.from(anchor.signature, 'base64')));
      if (!outcome) break;
      retried.push({ row, outcome });
      if (outcome.state === 'failed') break;
    }
    return retried;
  }

  async storeRetried(tx: Transaction, retried: readonly RetriedStamp[]): Promise<void> {
    for (const { row, outcome } of retried) await this.timeStamps.recordRetry(tx, row, outcome);
    const more = retried.length === MOST_RETRIES || retried.at(-1)?.outcome.state === 'failed';
    if (more) await this.scheduleNext(tx);
  }

  /** An anchor over everything until now, if anything happened since the last. @returns the newest; null: there is nothing to anchor */
  async now(): Promise<AnchorRow | null> {
    const prepared = await this.prepare();
    if (prepared === null) return this.repository.lastAnchor();
    try {
      await this.unitOfWork.run((tx) => this.store(tx, prepared));
      return prepared.anchor;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Another one got this number in the same moment, over the same rows or nearly so.
      return this.now();
    }
  }

  private async scheduleNext(tx: Transaction): Promise<void> {
    const dueAt = (Math.floor(this.clock.now() / HOUR_MS) + 1) * HOUR_MS;
    if (this.scheduledFor === dueAt) return;
    await this.engine.schedule(tx, { name: ANCHOR_JOB, ref: new Date(dueAt).toISOString(), dueAt });
    const remember = (): void => void (this.scheduledFor = dueAt);
    this.unitOfWork.afterCommit?.(tx, remember);
  }

  private async changes(known: ReadonlyMap<string, Leaf>): Promise<{ changed: Leaf[]; parties: Set<string> }> {
    const changed: Leaf[] = [];
    const parties = new Set<string>();
    for await (const head of this.repository.heads(null)) {
      if (head.eventSeq === 0) continue;
      const before = known.get(`case_event/${head.id}`);
      // A chain that shrank is no new state: the leaf that there is goes on to accuse it.
      if (before && (before.hash === head.lastHash || before.rows >= head.eventSeq)) continue;
      const { id: ref, number: caseNumber, eventSeq: rows, lastHash: hash } = head;
      changed.push({ table: 'case_event', ref, caseNumber, rows, hash });
      if (head.partyId !== null && head.mode === 'live') parties.add(head.partyId);
    }
    for await (const row of this.repository.requests(null, true)) changed.push(leafOf(requestRow(row)));
    for await (const { row, caseNumber } of this.repository.records(null, true))
      changed.push(leafOf(recordRow(row, caseNumber)));
    for await (const version of this.repository.versions(null, true)) changed.push(leafOf(versionRow(version)));
    for await (const version of this.repository.quotations(null, true)) changed.push(leafOf(quotationRow(version)));
    for await (const row of this.repository.tickets(null, true)) changed.push(leafOf(ticketRow(row)));
    for await (const row of this.repository.takings(null, true)) changed.push(leafOf(takingRow(row)));
    for await (const row of this.repository.uses(null, true)) changed.push(leafOf(useRow(row)));
    return { changed, parties };
  }

  private async readers(parties: ReadonlySet<string>): Promise<Person[]> {
    const lists = [await this.people.byRole(PROVIDER_ROLE)];
    for (const party of parties) lists.push(await this.people.byParty(party));
    return [...new Map(lists.flat().map((person) => [person.username, person])).values()];
  }
}

const keyOf = (leaf: { readonly table: string; readonly ref: string }): string => `${leaf.table}/${leaf.ref}`;
