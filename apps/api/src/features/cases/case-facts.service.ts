import { Injectable } from '@nestjs/common';
import { PROVIDER_SCOPE } from '@pledge/nest';
import { ContractsService, PROVIDER_ZONE } from '../contracts/index.js';
import type { CaseFacts, CaseFactsPort } from '../documents/index.js';
import { CasesRepository } from './cases.repository.js';
import { liveEvents } from './cases.views.js';

const LABELS = {
  customer: { zh: '甲方', en: 'Party A' },
  provider: { zh: '乙方', en: 'Party B' },
} as const;

/** What papers and messages say about a case. Events that were corrected are left out. */
@Injectable()
export class CaseFactsService implements CaseFactsPort {
  constructor(
    private readonly repository: CasesRepository,
    private readonly contracts: ContractsService,
  ) {}

  async find(caseNumber: string): Promise<CaseFacts | null> {
    const row = await this.repository.find(caseNumber, PROVIDER_SCOPE);
    if (!row) return null;
    const [contract, site, events, providerName, expectedSigner] = await Promise.all([
      row.contractId === null ? null : this.contracts.contractById(row.contractId),
      row.siteId === null ? null : this.contracts.siteById(row.siteId),
      this.repository.events(row.id),
      this.contracts.providerName(),
      row.partyId === null ? null : this.contracts.expectedSigner(row.partyId),
    ]);
    const level = contract?.profile.severityScheme.levels.find((one) => one.code === row.severity);
    return {
      number: row.number,
      title: row.title,
      description: row.description,
      status: row.status,
      mode: row.mode,
      severity: row.severity,
      severityName: level?.label ?? null,
      partyId: row.partyId,
      customerName: row.customerName ?? '',
      providerName,
      partyLabels: contract?.partyLabels ?? contract?.profile.partyLabels ?? LABELS,
      contractNumber: row.contractNumber,
      serialNumber: row.serialNumber,
      siteName: row.siteName,
      zone: site?.zone ?? PROVIDER_ZONE,
      contactName: row.contactName,
      contactPhone: row.contactPhone,
      owner: row.owner,
      receivedAt: row.reportedAt ?? row.receivedAt,
      occurredAt: row.occurredAt,
      expectedSigner,
      events: liveEvents(events)
        .map((event) => ({
          type: event.type,
          occurredAt: event.occurredAt,
          actor: event.actor,
          note: typeof event.payload['note'] === 'string' ? event.payload['note'] : '',
        }))
        .toSorted((a, b) => a.occurredAt - b.occurredAt),
    };
  }
}
