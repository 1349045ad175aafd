import { Inject, Injectable } from '@nestjs/common';
import type {
  AssignAlert,
  MonitoringAlert,
  MonitoringAlertList,
  MonitoringAlertQuery,
  MonitoringReceipt,
} from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE, PROVIDER_SCOPE, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 } from 'uuid';
import { CaseQueries } from '../cases/index.js';
import { ContractsService } from '../contracts/index.js';
import { readAlerts, readPayload, type ReadAlert } from './alert-reading.js';
import { MonitoringRepository, type AlertRow, type SourceRow } from './monitoring.repository.js';
import { alertView } from './monitoring.views.js';
import { MonitoringRules, type Judgement } from './rules.service.js';
import { MonitoringSources } from './sources.service.js';

/** Opens the fault of an alert, or joins one. */
export const ALERT_JOB = 'monitoring-alert';
/** Notes on the case that an alert is over. */
export const RESOLVED_JOB = 'monitoring-resolved';

/** An emergency plan that a rule proposes; `emergencies` reads them. Instants are epoch ms. */
export interface PlanProposal {
  readonly alertId: string;
  readonly planKey: string;
  readonly caseNumber: string;
  readonly serialNumber: string | null;
  readonly title: string;
  readonly startsAt: number;
  readonly resolvedAt: number | null;
}

const keyOf = (alert: { readonly fingerprint: string; readonly startsAt: number }): string =>
  `${alert.fingerprint}|${String(alert.startsAt)}`;

/** Alerts from the call of a source to a fault, or to the list of those that wait for a dispatcher (Y37). */
@Injectable()
export class MonitoringAlerts {
  constructor(
    private readonly repository: MonitoringRepository,
    private readonly sources: MonitoringSources,
    private readonly rules: MonitoringRules,
    private readonly contracts: ContractsService,
    private readonly cases: CaseQueries,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes one call of a source. Every alert is a row when this returns; faults are opened by jobs after the commit, one
   * for each, so that a storm answers at once and one that fails does not stop the others. What was sent already changes nothing.
   * @throws Problem MONITORING_PAYLOAD_INVALID, which then stands at the source
   */
  async receive(source: SourceRow, body: unknown): Promise<MonitoringReceipt> {
    const read = readPayload(body);
    if ('problem' in read) {
      await this.sources.noteProblem(source.id, read.problem);
      throw new Problem('invalid', 'MONITORING_PAYLOAD_INVALID', { detail: read.problem });
    }
    const alerts = readAlerts(read.payload);
    const judged = await this.rules.judge(alerts);
    const { truncatedAlerts } = read.payload;
    return this.unitOfWork.run(
      async (tx) => {
        const now = this.clock.now();
        await this.repository.updateSource(tx, source.id, {
          lastReceivedAt: now,
          lastProblem: truncatedAlerts === 0 ? null : `truncatedAlerts: ${String(truncatedAlerts)}`,
          lastProblemAt: truncatedAlerts === 0 ? null : now,
        });
        const prints = [...new Set(alerts.map((one) => one.fingerprint))];
        const known = new Map((await this.repository.known(source.id, prints, tx)).map((row) => [keyOf(row), row]));
        const fresh = judged
          .filter(({ alert }) => !known.has(keyOf(alert)))
          .map((one) => newAlert(one, source.id, now));
        await this.repository.insertAlerts(tx, fresh);
        for (const row of fresh) if (row.state === 'queued') await this.later(tx, ALERT_JOB, row.id);
        const over = alerts.filter((one) => one.endsAt !== null);
        let resolved = 0;
        for (const alert of over) {
          const row = known.get(keyOf(alert));
          if (row && (await this.resolve(tx, row, alert, now))) resolved += 1;
        }
        return {
          received: read.payload.alerts.length,
          fresh: fresh.length,
          repeated: read.payload.alerts.length - fresh.length - resolved,
          resolved,
          unmatched: fresh.filter((row) => row.state === 'unmatched').length,
        };
      },
      { retry: true },
    );
  }

  async list(query: MonitoringAlertQuery): Promise<MonitoringAlertList> {
    const rows = await this.repository.alerts({
      state: query.state,
      firing: query.firing === undefined ? undefined : query.firing === 'true',
      caseNumber: query.caseNumber,
      before: query.cursor,
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const names = await this.sourceNames();
    return {
      items: page.map((row) => alertView(row, names.get(row.sourceId) ?? '')),
      nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  /** @throws Problem MONITORING_ALERT_NOT_FOUND */
  async get(id: string): Promise<MonitoringAlert> {
    const row = await this.repository.alert(id);
    if (!row) throw new Problem('not-found', 'MONITORING_ALERT_NOT_FOUND');
    return alertView(row, (await this.sourceNames()).get(row.sourceId) ?? '');
  }

  /**
   * A dispatcher gives a parked alert a device, whose fault is opened or joined, or a case that takes it.
   * @throws Problem MONITORING_ALERT_NOT_FOUND, MONITORING_ALERT_DECIDED, MONITORING_DEVICE_UNKNOWN, CASE_NOT_FOUND
   */
  async assign(id: string, target: AssignAlert, user: SessionUser): Promise<void> {
    const change =
      'serialNumber' in target
        ? { serialNumber: await this.ownDevice(target.serialNumber) }
        : { caseNumber: (await this.cases.find(target.caseNumber.toUpperCase(), PROVIDER_SCOPE)).number };
    await this.decide(id, { ...change, state: 'queued', reason: null }, user);
  }

  /** @throws Problem MONITORING_ALERT_NOT_FOUND, MONITORING_ALERT_DECIDED */
  async dismiss(id: string, reason: string, user: SessionUser): Promise<void> {
    await this.decide(id, { state: 'dismissed', note: reason }, user);
  }

  /** Newest proposals of emergency plans, the fault of each being open or not. */
  async proposals(limit = 100): Promise<PlanProposal[]> {
    const rows = await this.repository.alerts({ proposed: true, limit });
    return rows.flatMap(({ id, proposedPlan, caseNumber, serialNumber, title, startsAt, resolvedAt }) =>
      proposedPlan === null || caseNumber === null
        ? []
        : [{ alertId: id, planKey: proposedPlan, caseNumber, serialNumber, title, startsAt, resolvedAt }],
    );
  }

  private async decide(id: string, change: Partial<AlertRow>, user: SessionUser): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const row = await this.repository.lockAlert(tx, id);
      if (!row) throw new Problem('not-found', 'MONITORING_ALERT_NOT_FOUND');
      if (row.state !== 'unmatched') throw new Problem('conflict', 'MONITORING_ALERT_DECIDED');
      const decided = { ...change, decidedBy: user.username, decidedAt: this.clock.now() };
      await this.repository.updateAlert(tx, id, decided);
      if (decided.state === 'queued') await this.later(tx, ALERT_JOB, id);
    });
  }

  private async ownDevice(stated: string): Promise<string> {
    const serialNumber = stated.toUpperCase();
    if (!(await this.contracts.deviceBySerial(serialNumber)))
      throw new Problem('invalid', 'MONITORING_DEVICE_UNKNOWN', { serialNumber }, [
        { field: 'serialNumber', code: 'MONITORING_DEVICE_UNKNOWN' },
      ]);
    return serialNumber;
  }

  /** true: it was firing until now. */
  private async resolve(tx: Transaction, row: AlertRow, alert: ReadAlert, now: number): Promise<boolean> {
    if (row.resolvedAt !== null) return false;
    await this.repository.updateAlert(tx, row.id, { resolvedAt: Math.min(alert.endsAt ?? now, now) });
    await this.later(tx, RESOLVED_JOB, row.id);
    return true;
  }

  private later(tx: Transaction, name: string, id: string): Promise<void> {
    return this.engine.schedule(tx, { name, ref: id, dueAt: this.clock.now() });
  }

  private async sourceNames(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.repository.sources()).map((row) => [row.id, row.name]));
  }
}

/** An alert that is over when it is first heard of opens nothing: it is kept. */
function newAlert(judgement: Judgement, sourceId: string, now: number): AlertRow {
  const { alert, rule, outcome, reason, serialNumber, title } = judgement;
  const over = alert.endsAt !== null;
  const state = outcome === 'ignore' || over ? 'ignored' : outcome === 'unmatched' ? 'unmatched' : 'queued';
  return {
    id: v7(),
    sourceId,
    fingerprint: alert.fingerprint,
    startsAt: alert.startsAt,
    labels: alert.labels,
    annotations: alert.annotations,
    generatorUrl: alert.generatorUrl,
    receivedAt: now,
    resolvedAt: alert.endsAt,
    resolvedNoted: false,
    state,
    reason: state === 'unmatched' ? reason : null,
    ruleId: rule?.id ?? null,
    ruleName: rule?.name ?? null,
    title,
    serialNumber,
    answers: rule?.answers ?? {},
    join: rule?.join ?? true,
    proposedPlan: rule?.action === 'propose-plan' ? rule.planKey : null,
    caseNumber: null,
    decidedBy: null,
    decidedAt: null,
    note: null,
  };
}
