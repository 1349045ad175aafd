import {
  clockChange,
  eventLabel,
  type CaseDetail,
  type CaseEventItem,
  type CaseSummary,
  type PartyLabels,
  type RecordEventResponse,
  type ServiceLevelProfile,
  type SeverityView,
} from '@pledge/contracts';
import { toIso } from '@pledge/time';
import type { CaseEntity, CaseEventEntity } from './cases.entity.js';
import { statusSentence } from './status-sentence.js';

/** A severity with its labels; a code the scheme does not know shows itself. */
export function severityView(code: string | null, profile: ServiceLevelProfile | null): SeverityView | null {
  if (code === null) return null;
  const label = profile?.severityScheme.levels.find((level) => level.code === code)?.label;
  return { code, labelZh: label?.zh ?? code, labelEn: label?.en ?? code };
}

export function summaryView(row: CaseEntity, profile: ServiceLevelProfile | null, zone: string): CaseSummary {
  return {
    number: row.number,
    title: row.title,
    status: row.status,
    type: row.type,
    severity: severityView(row.severity, profile),
    customerName: row.customerName,
    siteName: row.siteName,
    owner: row.owner,
    receivedAt: toIso(row.receivedAt, zone),
    headline: row.headline,
  };
}

export interface DetailParts {
  readonly profile: ServiceLevelProfile | null;
  /** The contract's own, where it says how it calls the two sides. */
  readonly partyLabels: PartyLabels | null;
  readonly site: CaseDetail['site'];
  readonly device: CaseDetail['device'];
  readonly ownerName: string | null;
  readonly processInstanceId: string | null;
  readonly events: readonly CaseEventEntity[];
  readonly zone: string;
}

/** Local time of a limit; with its day where that is not the day of receipt. */
function dueText(dueAt: string | null, receivedAt: string): { zh: string; en: string } | null {
  if (dueAt === null) return null;
  const time = dueAt.slice(11, 16);
  if (dueAt.slice(0, 10) === receivedAt.slice(0, 10)) return { zh: time, en: time };
  const [month, day] = [Number(dueAt.slice(5, 7)), Number(dueAt.slice(8, 10))];
  return { zh: `${month}月${day}日 ${time}`, en: `${month}/${day}, ${time}` };
}

export function detailView(row: CaseEntity, parts: DetailParts): CaseDetail {
  const iso = (at: number | null): string | null => (at === null ? null : toIso(at, parts.zone));
  const happened = new Set(liveEvents(parts.events).map((event) => event.type));
  const due = dueText(row.headline?.dueAt ?? null, toIso(row.receivedAt, parts.zone));
  return {
    ...summaryView(row, parts.profile, parts.zone),
    id: row.id,
    description: row.description,
    channel: row.channel,
    contractNumber: row.contractNumber,
    contractProblem: row.contractProblem,
    statedContractNumber: row.statedContractNumber,
    serialNumber: row.serialNumber,
    party: row.partyId === null ? null : { id: row.partyId, name: row.customerName ?? '' },
    partyLabels: parts.partyLabels ?? parts.profile?.partyLabels ?? null,
    site: parts.site,
    device: parts.device,
    contact: { name: row.contactName, phone: row.contactPhone },
    ownerName: parts.ownerName,
    registeredAt: toIso(row.receivedAt, parts.zone),
    reportedAt: iso(row.reportedAt),
    reportedLateReason: row.reportedLateReason,
    occurredAt: iso(row.occurredAt),
    answers: row.answers,
    statusSentence: statusSentence(row.status, happened, parts.ownerName, due),
    processInstanceId: parts.processInstanceId,
  };
}

export function eventView(event: CaseEventEntity, zone: string): CaseEventItem {
  return {
    id: event.id,
    seq: event.seq,
    type: event.type,
    label: eventLabel(event.type),
    occurredAt: toIso(event.occurredAt, zone),
    recordedAt: toIso(event.recordedAt, zone),
    actor: event.actor,
    payload: event.payload,
    prevHash: event.prevHash,
    hash: event.hash,
  };
}

/** A recorded event, and the event that says what it changed on the clocks. */
export interface RecordedEvent {
  readonly event: CaseEventEntity;
  readonly changed: CaseEventEntity | null;
}

/** An event as it was recorded, with what it changed on the clocks. */
export function recordedView({ event, changed }: RecordedEvent, zone: string): RecordEventResponse {
  const changes = clockChange.array().safeParse(changed?.payload['changes'] ?? []);
  return { ...eventView(event, zone), clockChanges: changes.success ? changes.data : [] };
}

/** Events without those that a later one corrects. */
export function liveEvents(events: readonly CaseEventEntity[]): CaseEventEntity[] {
  const corrected = new Set(events.map((event) => event.payload['corrects']));
  return events.filter((event) => !corrected.has(event.id));
}
