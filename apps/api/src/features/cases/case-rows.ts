import {
  eventLabel,
  type CreateCaseRequest,
  type CreateCaseResponse,
  type RecordEventRequest,
} from '@pledge/contracts';
import type { SessionUser } from '@pledge/nest';
import { toIso } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { PROVIDER_ZONE, type ContractLookup } from '../contracts/index.js';
import type { NewCaseEvent } from './case-events.service.js';
import type { CaseEntity } from './cases.entity.js';

/** What a person stated about an event of a case that has ended; the event itself stays. */
export function noteOnEnded(
  request: RecordEventRequest,
  about: string,
  occurredAt: number,
): { type: string; payload: Record<string, unknown> } {
  const stated = { type: request.type, occurredAt: toIso(occurredAt, PROVIDER_ZONE) };
  return {
    type: 'note',
    payload: {
      about,
      stated,
      note: request.note ?? request.evidence?.note ?? `${eventLabel(request.type).zh} ${stated.occurredAt}`,
      ...(request.evidence === undefined ? {} : { evidence: request.evidence }),
    },
  };
}

/** The row of a new case. */
export function newCase(
  request: CreateCaseRequest,
  found: ContractLookup,
  more: {
    reportedAt: number | null;
    occurredAt: number | null;
    severity: string | null;
    user: SessionUser;
    now: number;
    stated: { contractNumber?: string | undefined; serialNumber?: string | undefined };
  },
): CaseEntity {
  return {
    id: uuidv7(),
    number: '',
    mode: 'live',
    status: found.contract ? 'open' : 'waiting-contract',
    type: request.type ?? 'fault',
    channel: request.channel,
    title: request.title,
    description: request.description,
    partyId: found.party?.id ?? null,
    contractId: found.contract?.id ?? null,
    contractNumber: found.contract?.number ?? null,
    statedContractNumber: more.stated.contractNumber ?? null,
    contractProblem: found.problem,
    serialNumber: more.stated.serialNumber ?? null,
    siteId: found.site?.id ?? null,
    customerName: found.party?.name ?? null,
    siteName: found.site?.name ?? null,
    severity: more.severity,
    owner: null,
    contactName: request.contact.name,
    contactPhone: request.contact.phone,
    answers: request.answers ?? null,
    createdBy: more.user.username,
    receivedAt: more.now,
    reportedAt: more.reportedAt,
    reportedLateReason: request.reportedLateReason ?? null,
    occurredAt: more.occurredAt,
    closedAt: null,
    headline: null,
    urgencyAt: null,
    eventSeq: 0,
    lastHash: '0'.repeat(64),
  };
}

/** Promises count from what the reporter stated; the time of the registration is the event's `recordedAt`. */
export function firstEvents(row: CaseEntity, actor: string): NewCaseEvent[] {
  const { channel, statedContractNumber, serialNumber, reportedLateReason, severity } = row;
  const occurred: NewCaseEvent[] =
    row.occurredAt === null ? [] : [{ type: 'fault_occurred', occurredAt: row.occurredAt, actor }];
  const graded: NewCaseEvent[] =
    severity === null
      ? []
      : [{ type: 'severity_changed', actor, payload: { severity, from: null, by: 'questionnaire' } }];
  return [
    {
      type: 'request_received',
      occurredAt: row.reportedAt ?? row.receivedAt,
      actor,
      payload: {
        channel,
        contractNumber: statedContractNumber,
        serialNumber,
        ...(reportedLateReason ? { reportedLateReason } : {}),
      },
    },
    ...occurred,
    ...graded,
  ];
}

/** Variables of `fault-handling` as the message brings them. */
export function processVariables(row: CaseEntity): Record<string, unknown> {
  return {
    caseNumber: row.number,
    title: row.title,
    description: row.description,
    channel: row.channel,
    type: row.type,
    contractNumber: row.contractNumber ?? row.statedContractNumber,
    serialNumber: row.serialNumber,
    partyId: row.partyId,
    customerName: row.customerName,
    siteName: row.siteName,
    contactName: row.contactName,
    contactPhone: row.contactPhone,
    severity: row.severity,
    answers: row.answers ?? {},
    engineer: null,
    receivedAt: toIso(row.reportedAt ?? row.receivedAt, PROVIDER_ZONE),
  };
}

/** The answer to a report. */
export function createdView(row: CaseEntity): CreateCaseResponse {
  return {
    number: row.number,
    status: row.status,
    severity: row.severity,
    receivedAt: toIso(row.receivedAt, PROVIDER_ZONE),
    contractProblem: row.contractProblem,
  };
}
