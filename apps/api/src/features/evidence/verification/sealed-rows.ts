import { createHash } from 'node:crypto';
import { canonicalJson, type CaseEventEntity } from '../../cases/index.js';
import { planHash } from '../../change-plans/index.js';
import {
  sealTaking,
  sealTicket,
  sealUse,
  type CommandTakingEntity,
  type CommandTicketEntity,
  type CommandUseEntity,
} from '../../command-tickets/index.js';
import {
  sealRecord,
  type ConfirmationRecordEntity,
  type ConfirmationRequestEntity,
} from '../../confirmations/index.js';
import { quotationHash } from '../../quotations/index.js';
import type { PlanVersion, QuotedVersion } from '../evidence.repository.js';
import type { Leaf } from './merkle.js';
import type { SealedRow, SealRule } from './verify-rows.js';

const sha256 = (value: string | Buffer): string => createHash('sha256').update(value).digest('hex');
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** State of a request after an event about it. */
const STATE_BY_EVENT: Readonly<Record<string, string>> = {
  confirmation_requested: 'waiting',
  confirmation_given: 'confirmed',
  confirmation_rejected: 'rejected',
  confirmation_expired: 'expired',
  confirmation_revoked: 'revoked',
  confirmation_void: 'void',
};

/** Every table beside the events that evidence is about, and the events that seal its rows. */
export const SEAL_RULES = {
  confirmation_request: {
    table: 'confirmation_request',
    refOf: (event: CaseEventEntity) =>
      event.type === 'confirmation_requested' ? text(event.payload['requestId']) : null,
    stateOf: (event: CaseEventEntity) => {
      const ref = text(event.payload['requestId']);
      const state = STATE_BY_EVENT[event.type];
      return ref !== null && state !== undefined ? { ref, state } : null;
    },
  },
  confirmation_record: {
    table: 'confirmation_record',
    refOf: (event: CaseEventEntity) =>
      event.type.startsWith('confirmation_') ? text(event.payload['recordId']) : null,
  },
  change_plan_version: {
    table: 'change_plan_version',
    refOf: (event: CaseEventEntity) => (event.type === 'change_plan_frozen' ? text(event.payload['documentId']) : null),
  },
  quotation_version: {
    table: 'quotation_version',
    refOf: (event: CaseEventEntity) => (event.type === 'quotation_frozen' ? text(event.payload['documentId']) : null),
  },
  command_ticket: {
    table: 'command_ticket',
    refOf: (event: CaseEventEntity) =>
      event.type === 'command_ticket_issued' ? text(event.payload['ticketId']) : null,
  },
  command_taking: {
    table: 'command_taking',
    refOf: (event: CaseEventEntity) => (event.type === 'command_ticket_taken' ? text(event.payload['takingId']) : null),
  },
  command_use: {
    table: 'command_use',
    refOf: (event: CaseEventEntity) => (event.type === 'command_ticket_used' ? text(event.payload['useId']) : null),
  },
} satisfies Record<string, SealRule>;

/** A request without what changes (its state) and without the expected person's name, which may be erased. */
export function requestRow(row: ConfirmationRequestEntity): SealedRow {
  const { state, decidedAt, reason, recordId, expectedName, ...fixed } = row;
  void [state, decidedAt, reason, recordId, expectedName];
  const { action, side, subjectKind, subjectId, subjectVersion, subjectHash } = row;
  return {
    table: 'confirmation_request',
    id: row.id,
    caseNumber: row.caseNumber,
    hash: sha256(canonicalJson({ ...fixed })),
    claims: { action, side, subjectKind, subjectId, subjectVersion, subjectHash },
    broken: null,
  };
}

export function recordRow(row: ConfirmationRecordEntity, caseNumber: string | null): SealedRow {
  const hash = sealRecord(row);
  return {
    table: 'confirmation_record',
    id: row.id,
    caseNumber,
    hash,
    claims: { rowHash: hash, level: row.level, way: row.way },
    broken: hash === row.rowHash ? null : 'hash',
  };
}

/** A frozen version, named by its document. `pdf`: its stored bytes; null: gone; undefined: they are not looked at. */
export function versionRow({ row, caseNumber }: PlanVersion, pdf?: Buffer | null): SealedRow {
  const { planId, version, hash, contentHash, pdfSha256 } = row;
  return {
    table: 'change_plan_version',
    id: row.documentId,
    caseNumber,
    hash: sha256(canonicalJson({ ...row })),
    claims: { planId, version, planHash: hash, contentHash, pdfSha256 },
    broken: brokenVersion(row, planHash, pdf),
  };
}

/** A frozen quotation, named by its document; `pdf` as with a plan. */
export function quotationRow({ row, caseNumber }: QuotedVersion, pdf?: Buffer | null): SealedRow {
  const { version, hash, contentHash, pdfSha256, total } = row;
  return {
    table: 'quotation_version',
    id: row.documentId,
    caseNumber,
    hash: sha256(canonicalJson({ ...row })),
    claims: { quotationId: row.quotationId, version, quotationHash: hash, contentHash, pdfSha256, total },
    broken: brokenVersion(row, quotationHash, pdf),
  };
}

function brokenVersion(
  row: Pick<PlanVersion['row'], 'canonical' | 'contentHash' | 'pdfSha256' | 'hash'>,
  hashOf: (canonical: string, pdf: Buffer) => string,
  pdf: Buffer | null | undefined,
): SealedRow['broken'] {
  if (sha256(row.canonical) !== row.contentHash) return 'content';
  if (pdf === undefined) return null;
  if (pdf === null) return 'pdf-gone';
  if (sha256(pdf) !== row.pdfSha256) return 'pdf-bytes';
  return hashOf(row.canonical, pdf) === row.hash ? null : 'plan-hash';
}

export function ticketRow(row: CommandTicketEntity): SealedRow {
  const hash = sealTicket(row);
  return {
    table: 'command_ticket',
    id: row.id,
    caseNumber: row.caseNumber,
    hash,
    claims: { rowHash: hash, device: row.device, commandHash: row.commandHash },
    broken: hash === row.rowHash ? null : 'hash',
  };
}

export function takingRow(row: CommandTakingEntity): SealedRow {
  const hash = sealTaking(row);
  return {
    table: 'command_taking',
    id: row.id,
    caseNumber: row.caseNumber,
    hash,
    claims: { rowHash: hash, ticketId: row.ticketId, device: row.device, commandHash: row.commandHash },
    broken: hash === row.rowHash ? null : 'hash',
  };
}

/** What came of a taken ticket. */
export function useRow(row: CommandUseEntity): SealedRow {
  const hash = sealUse(row);
  return {
    table: 'command_use',
    id: row.id,
    caseNumber: row.caseNumber,
    hash,
    claims: { rowHash: hash, ticketId: row.ticketId, commandHash: row.commandHash, witness: row.witness },
    broken: hash === row.rowHash ? null : 'hash',
  };
}

export const leafOf = (row: SealedRow): Leaf => ({
  table: row.table,
  ref: row.id,
  caseNumber: row.caseNumber,
  rows: 1,
  hash: row.hash,
});
