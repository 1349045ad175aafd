import type { X509Certificate } from 'node:crypto';
import { fingerprintOf, verifyCades } from '../../signing/index.js';
import type { CaseEventEntity } from '../../cases/index.js';
import type { EvidenceRepository, EvidenceScope, LeafRow } from '../evidence.repository.js';
import type { Finding, Verdict } from './findings.js';
import {
  quotationRow,
  recordRow,
  requestRow,
  SEAL_RULES,
  takingRow,
  ticketRow,
  useRow,
  versionRow,
} from './sealed-rows.js';
import { verifyAnchors, type CheckSignature } from './verify-anchors.js';
import { verifyEvents, type AnchoredHead, type CaseHead } from './verify-events.js';
import { RowJudge, type SealedRow } from './verify-rows.js';
import { verifyTimeStamps } from './verify-time-stamps.js';

const MOST_FINDINGS = 200;
type Rows = Pick<
  EvidenceRepository,
  | 'heads'
  | 'events'
  | 'requests'
  | 'records'
  | 'versions'
  | 'quotations'
  | 'tickets'
  | 'takings'
  | 'uses'
  | 'documentBytes'
  | 'anchors'
  | 'leaves'
  | 'certificates'
  | 'timeStamps'
>;

export interface VerifyOptions {
  /** Epoch ms, for the verdict. */
  readonly now: number;
  /** Only what belongs to one case; the anchors are looked at all the same. */
  readonly scope?: EvidenceScope;
  /** Certificates that a time-stamping authority has to lead to. */
  readonly trusted?: readonly X509Certificate[];
}

/**
 * Walks every chain and every row that evidence is about, and says which is not what it was: against itself, against the
 * chain of its case, and against the signed anchors. Reads only.
 */
export async function verifyEvidence(rows: Rows, { now, scope = null, trusted = [] }: VerifyOptions): Promise<Verdict> {
  const findings: Finding[] = [];
  const counts: Record<string, number> = {};
  const count = (table: string): void => void (counts[table] = (counts[table] ?? 0) + 1);
  const [anchors, allLeaves] = await Promise.all([rows.anchors(), rows.leaves()]);
  const anchored = await verifyAnchors(anchors, allLeaves, signatureCheck(await kept(rows)));
  const held = anchors.slice(0, anchored.statements.length);
  const { vouched, findings: badStamps } = await verifyTimeStamps(held, await rows.timeStamps(), trusted);
  findings.push(...anchored.findings, ...badStamps);

  const leaves = scope ? allLeaves.filter((leaf) => leaf.caseNumber === scope.caseNumber) : allLeaves;
  const states = new Map<string, LeafRow[]>();
  for (const leaf of leaves) states.set(keyOf(leaf), [...(states.get(keyOf(leaf)) ?? []), leaf]);
  const anchoredHead = (ref: string): AnchoredHead[] => states.get(`case_event/${ref}`) ?? [];

  const judges = {
    requests: new RowJudge(SEAL_RULES.confirmation_request),
    records: new RowJudge(SEAL_RULES.confirmation_record),
    versions: new RowJudge(SEAL_RULES.change_plan_version),
    quotations: new RowJudge(SEAL_RULES.quotation_version),
    tickets: new RowJudge(SEAL_RULES.command_ticket),
    takings: new RowJudge(SEAL_RULES.command_taking),
    uses: new RowJudge(SEAL_RULES.command_use),
  };
  const heads = new Map<string, CaseHead>();
  for await (const head of rows.heads(scope)) heads.set(head.id, head);
  const judgeCase = (id: string, events: readonly CaseEventEntity[]): void => {
    const head = heads.get(id) ?? null;
    findings.push(...verifyEvents(id, head, events, anchoredHead(id)));
    for (const event of events) for (const judge of Object.values(judges)) judge.event(event, head?.number ?? null);
  };
  const seen = new Set<string>();
  for await (const events of byCase(rows.events(scope))) {
    counts['case_event'] = (counts['case_event'] ?? 0) + events.length;
    const id = events[0]?.caseId ?? '';
    seen.add(id);
    judgeCase(id, events);
  }
  // Cases without any event left, and cases that are gone with all their events.
  const known = leaves.flatMap((leaf) => (leaf.table === 'case_event' ? [leaf.ref] : []));
  for (const id of new Set([...heads.keys(), ...known])) if (!seen.has(id)) judgeCase(id, []);

  const judge = (one: RowJudge, row: SealedRow, state: string | null): void => {
    count(row.table);
    const finding = one.row(row, state, states.get(`${row.table}/${row.id}`)?.at(-1) ?? null);
    if (finding) findings.push(finding);
  };
  for await (const row of rows.requests(scope)) judge(judges.requests, requestRow(row), row.state);
  for await (const { row, caseNumber } of rows.records(scope)) judge(judges.records, recordRow(row, caseNumber), null);
  for await (const version of rows.versions(scope))
    judge(judges.versions, versionRow(version, await rows.documentBytes(version.row.documentId)), null);
  for await (const version of rows.quotations(scope))
    judge(judges.quotations, quotationRow(version, await rows.documentBytes(version.row.documentId)), null);
  for await (const row of rows.tickets(scope)) judge(judges.tickets, ticketRow(row), null);
  for await (const row of rows.takings(scope)) judge(judges.takings, takingRow(row), null);
  for await (const row of rows.uses(scope)) judge(judges.uses, useRow(row), null);
  for (const one of Object.values(judges))
    findings.push(...one.missing(leaves.filter((leaf) => leaf.table === one.table)));

  const last = anchored.statements.at(-1);
  return {
    intact: findings.length === 0,
    checkedAt: now,
    counts,
    anchors: anchored.statements.length,
    lastAnchor: last ? { seq: last.seq, at: Date.parse(last.at), root: last.root } : null,
    vouched,
    findings: findings.slice(0, MOST_FINDINGS),
  };
}

const keyOf = (leaf: { readonly table: string; readonly ref: string }): string => `${leaf.table}/${leaf.ref}`;

async function kept(rows: Rows): Promise<ReadonlySet<string>> {
  return new Set((await rows.certificates()).map((row) => row.fingerprint));
}

/** A signature counts when its certificate is one that this installation kept. */
function signatureCheck(fingerprints: ReadonlySet<string>): CheckSignature {
  return async (statement, signature) => {
    const certificate = await verifyCades(Buffer.from(statement), signature);
    const fingerprint = certificate === null ? null : fingerprintOf(certificate);
    return fingerprint !== null && fingerprints.has(fingerprint) ? fingerprint : null;
  };
}

async function* byCase(events: AsyncIterable<CaseEventEntity>): AsyncGenerator<CaseEventEntity[]> {
  let current: CaseEventEntity[] = [];
  for await (const event of events) {
    if (current[0] && current[0].caseId !== event.caseId) {
      yield current;
      current = [];
    }
    current.push(event);
  }
  if (current.length > 0) yield current;
}
