import { Inject, Injectable, Logger } from '@nestjs/common';
import type {
  CorrectContractRequest,
  CreateCaseRequest,
  CreateCaseResponse,
  RecordEventRequest,
  ServiceLevelProfile,
} from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE, UNIT_OF_WORK, scopeOf, storeAnswer, type Scope, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { localDate } from '@pledge/time';
import { ContractsService, PROVIDER_ZONE, type ContractLookup } from '../contracts/index.js';
import { gradeByQuestionnaire } from '../profiles/index.js';
import { checkRecordable, normal, pastInstant, statedTimes } from './case-rules.js';
import { CaseEvents, type NewCaseEvent } from './case-events.service.js';
import type { CaseEntity } from './cases.entity.js';
import { CasesRepository } from './cases.repository.js';
import { createdView, firstEvents, newCase, noteOnEnded, processVariables } from './case-rows.js';
import { liveEvents, type RecordedEvent } from './cases.views.js';
import { checkPause } from './pause-rules.js';

/** Units that change rows only: a deadlock of the database is nobody's fault. */
const RETRY = { retry: true } as const;

/** Cases from the first submission to their end: who may do what, and what is written (F-01). */
@Injectable()
export class CasesService {
  private readonly logger = new Logger(CasesService.name);

  constructor(
    private readonly repository: CasesRepository,
    private readonly events: CaseEvents,
    private readonly contracts: ContractsService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The case and its receipt time exist from here on, also when the contract number does not hold (F-01.1). In the same
   * unit of work: the first events, the clocks, and the message that starts the process.
   * @throws Problem REPORTED_TOO_LATE, REPORTED_LATE_REASON_MISSING, EVENT_IN_FUTURE, EVENT_NOT_ALLOWED, SITE_NOT_FOUND
   */
  async create(request: CreateCaseRequest, user: SessionUser): Promise<CreateCaseResponse> {
    const scope = scopeOf(user);
    const now = this.clock.now();
    const times = statedTimes(request, now, PROVIDER_ZONE);
    // The time of a report is for the people who take telephone calls: for a customer it is the moment of the submission.
    if (scope.kind === 'customer' && times.reportedAt !== null)
      throw new Problem('forbidden', 'EVENT_NOT_ALLOWED', { type: 'reportedAt' });
    const stated = {
      contractNumber: normal(request.contractNumber),
      serialNumber: normal(request.serialNumber),
      siteId: request.siteId,
    };
    const found = await this.contracts.lookUp(stated, scope);
    if (request.siteId && !found.site) throw new Problem('invalid', 'SITE_NOT_FOUND');
    const profile = found.contract?.profile ?? null;
    const severity = await this.severityOf(request.answers, profile);
    return this.unitOfWork.run(async (tx) => {
      const row = newCase(request, found, { ...times, severity, user, now, stated });
      row.number = await this.nextNumber(tx, now);
      await this.repository.insert(tx, row);
      await this.events.append(tx, row, firstEvents(row, user.username));
      await this.engine.publishMessageLater(tx, {
        name: 'fault-reported',
        correlationKey: row.number,
        messageId: row.id,
        timeToLive: 'P30D',
        variables: {
          ...processVariables(row),
          contractCheck: found.check,
          onsiteAgreementRequired: profile?.onsiteAgreementRequired ?? false,
        },
      });
      const answer = createdView(row);
      await storeAnswer(tx, answer);
      return answer;
    }, RETRY);
  }

  /**
   * A better contract number; the receipt time stays and the clocks count from it.
   * @throws Problem CASE_NOT_FOUND, CASE_CLOSED, CONTRACT_STILL_UNKNOWN
   */
  async correctContract(number: string, request: CorrectContractRequest, user: SessionUser): Promise<void> {
    const scope = scopeOf(user);
    await this.unitOfWork.run(async (tx) => {
      const row = await this.lockVisible(tx, number, scope);
      refuseEnded(row);
      const serialNumber = normal(request.serialNumber) ?? row.serialNumber ?? undefined;
      const stated = { contractNumber: normal(request.contractNumber), serialNumber, siteId: row.siteId ?? undefined };
      const found = await this.contracts.lookUp(stated, scope, tx);
      if (!found.contract)
        throw new Problem('invalid', 'CONTRACT_STILL_UNKNOWN', { number, contractNumber: request.contractNumber });
      await this.applyContract(tx, row, found, serialNumber ?? null, user.username);
      await this.engine.publishMessageLater(tx, {
        name: 'contract-corrected',
        correlationKey: row.number,
        timeToLive: 'P30D',
        variables: { contractNumber: row.contractNumber, serialNumber: row.serialNumber },
      });
    }, RETRY);
  }

  /** Writes what a look-up found into a locked case; with an event when the contract or the device is another one. */
  async applyContract(
    tx: Transaction,
    row: CaseEntity,
    found: ContractLookup,
    serialNumber: string | null,
    actor: string,
  ): Promise<void> {
    const before = row.contractNumber;
    // The questionnaire was answered before anybody knew which contract asks it.
    const severity = row.severity ?? (await this.severityOf(row.answers ?? undefined, found.contract?.profile ?? null));
    const change: Partial<CaseEntity> = {
      severity,
      contractId: found.contract?.id ?? null,
      contractNumber: found.contract?.number ?? null,
      contractProblem: found.problem,
      serialNumber,
      partyId: found.party?.id ?? row.partyId,
      customerName: found.party?.name ?? row.customerName,
      siteId: found.site?.id ?? row.siteId,
      siteName: found.site?.name ?? row.siteName,
      ...(found.contract && row.status === 'waiting-contract' ? { status: 'open' as const } : {}),
    };
    const events: NewCaseEvent[] = [];
    if (found.contract && (found.contract.number !== before || serialNumber !== row.serialNumber)) {
      const payload = { from: before ?? row.statedContractNumber, to: found.contract.number, check: found.check };
      events.push({ type: 'contract_corrected', actor, payload: { ...payload, serialNumber } });
    }
    if (severity !== row.severity)
      events.push({ type: 'severity_changed', actor, payload: { severity, from: null, by: 'questionnaire' } });
    await this.events.append(tx, row, events, change);
  }

  /**
   * Records or corrects an event; the clocks are replayed in the same unit of work. The record of a case that has ended is
   * not rewritten: a correction of it becomes a note that says what was stated (design section 7).
   * @throws Problem CASE_NOT_FOUND, CASE_CLOSED, EVENT_NOT_ALLOWED, EVENT_NOT_FOUND, EVENT_IN_FUTURE,
   *   EVENT_SEVERITY_UNKNOWN, PAUSE_REASON_UNKNOWN, PAUSE_EVIDENCE_MISSING, PAUSE_LASTS, PAUSE_NOT_RUNNING
   */
  async record(number: string, request: RecordEventRequest, user: SessionUser): Promise<RecordedEvent> {
    const scope = scopeOf(user);
    checkRecordable(request.type, scope.kind === 'customer');
    const now = this.clock.now();
    const occurredAt = request.occurredAt === undefined ? now : pastInstant(request.occurredAt, now, PROVIDER_ZONE);
    return this.unitOfWork.run(async (tx) => {
      const row = await this.lockVisible(tx, number, scope);
      const corrects = request.corrects === undefined ? undefined : await this.correctedId(tx, row, request.corrects);
      const ended = row.status === 'closed' || row.status === 'withdrawn';
      if (ended && corrects === undefined && request.type !== 'note') refuseEnded(row);
      const event =
        ended && corrects !== undefined
          ? noteOnEnded(request, corrects, occurredAt)
          : await this.eventOf(tx, row, request, corrects, occurredAt);
      const severity = event.payload['severity'];
      const [written] = await this.events.append(
        tx,
        row,
        [{ ...event, actor: user.username }],
        typeof severity === 'string' ? { severity } : {},
      );
      if (!written) throw new Error('an event was not written');
      const after = corrects === undefined ? [] : await this.repository.events(row.id, tx);
      return {
        event: written,
        changed: after.find((one) => one.seq > written.seq && one.type === 'clocks_corrected') ?? null,
      };
    }, RETRY);
  }

  private async eventOf(
    tx: Transaction,
    row: CaseEntity,
    request: RecordEventRequest,
    corrects: string | undefined,
    occurredAt: number,
  ): Promise<{ type: string; occurredAt: number; payload: Record<string, unknown> }> {
    const severity =
      request.type === 'severity_changed' ? await this.knownSeverity(tx, row, request.severity) : undefined;
    if (request.type === 'pause_started' || request.type === 'pause_ended') {
      const contract = row.contractId === null ? null : await this.contracts.contractById(row.contractId, tx);
      const standing = liveEvents(await this.repository.events(row.id, tx)).filter((one) => one.id !== corrects);
      checkPause(request, contract?.profile ?? null, standing);
    }
    const payload = {
      ...(request.evidence === undefined ? {} : { evidence: request.evidence }),
      ...(request.note === undefined ? {} : { note: request.note }),
      ...(request.reason === undefined ? {} : { reason: request.reason }),
      ...(corrects === undefined ? {} : { corrects }),
      ...(severity === undefined ? {} : { severity, from: row.severity }),
    };
    return { type: request.type, occurredAt, payload };
  }

  /** The customer or the provider takes the report back; the process ends by its message. @throws Problem CASE_NOT_FOUND, CASE_CLOSED */
  async withdraw(number: string, reason: string, user: SessionUser): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const row = await this.lockVisible(tx, number, scopeOf(user));
      refuseEnded(row);
      await this.events.append(tx, row, [{ type: 'case_withdrawn', actor: user.username, payload: { note: reason } }]);
      await this.engine.publishMessageLater(tx, {
        name: 'case-withdrawn',
        correlationKey: row.number,
        timeToLive: 'P1D',
        variables: { withdrawReason: reason },
      });
    }, RETRY);
  }

  /** Next number of the year, in the provider's zone: `GD-2026-0001`. */
  private async nextNumber(tx: Transaction, now: number): Promise<string> {
    const year = localDate(now, PROVIDER_ZONE).slice(0, 4);
    return `GD-${year}-${String(await this.repository.nextNumber(tx, year)).padStart(4, '0')}`;
  }

  private async lockVisible(tx: Transaction, number: string, scope: Scope): Promise<CaseEntity> {
    const row = await this.events.lock(tx, number);
    if (scope.kind === 'customer' && row.partyId !== scope.partyId)
      throw new Problem('not-found', 'CASE_NOT_FOUND', { number });
    return row;
  }

  private async correctedId(tx: Transaction, row: CaseEntity, corrects: string | number): Promise<string> {
    const events = await this.repository.events(row.id, tx);
    const found = events.find((event) => event.id === corrects || event.seq === Number(corrects));
    if (!found) throw new Problem('invalid', 'EVENT_NOT_FOUND', { event: corrects });
    return found.id;
  }

  private async knownSeverity(tx: Transaction, row: CaseEntity, severity: string | undefined): Promise<string> {
    const contract = row.contractId === null ? null : await this.contracts.contractById(row.contractId, tx);
    const known = contract?.profile.severityScheme.levels.map((level) => level.code) ?? [];
    if (severity === undefined || (known.length > 0 && !known.includes(severity))) {
      throw new Problem('invalid', 'EVENT_SEVERITY_UNKNOWN', { severity: severity ?? '', known: known.join(', ') });
    }
    return severity;
  }

  /** null until assessed. A questionnaire that fails never stops a report: somebody assesses it then. */
  async severityOf(answers: CreateCaseRequest['answers'], profile: ServiceLevelProfile | null): Promise<string | null> {
    if (!answers || Object.keys(answers).length === 0 || !profile?.questionnaire) return null;
    const { rules, decision } = profile.questionnaire;
    if (rules.length > 0) return gradeByQuestionnaire({ rules }, answers);
    try {
      const { result } = await this.engine.evaluateDecision(decision, { ...answers, answers });
      const code = typeof result === 'object' && result !== null && 'severity' in result ? result.severity : result;
      return profile.severityScheme.levels.find((level) => level.code === code)?.code ?? null;
    } catch (error) {
      this.logger.warn(`severity not decided from the answers: ${String(error)}`);
      return null;
    }
  }
}

function refuseEnded(row: CaseEntity): void {
  if (row.status === 'closed' || row.status === 'withdrawn')
    throw new Problem('conflict', 'CASE_CLOSED', { number: row.number });
}
