import { Inject, Injectable } from '@nestjs/common';
import type {
  ChangeMonitoringRule,
  DryRunAlert,
  MonitoringDryRun,
  MonitoringDryRunResult,
  MonitoringRule,
  MonitoringRuleInput,
} from '@pledge/contracts';
import { CLOCK, UNIT_OF_WORK, storeAnswer, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type UnitOfWork } from '@pledge/runtime';
import { v7 } from 'uuid';
import { CasesService } from '../cases/index.js';
import { ContractsService } from '../contracts/index.js';
import { readAlerts, readPayload, type ReadAlert } from './alert-reading.js';
import { MonitoringRepository, type RuleRow } from './monitoring.repository.js';
import { ruleView } from './monitoring.views.js';
import { brokenPatterns, judgeAlert, type ActiveRule, type Verdict } from './rule-matching.js';

/** What an alert meets: the rule's word, and whether the device is one of ours. */
export type Judgement = Verdict & { readonly alert: ReadAlert };

/** Rules from alerts to devices and severities, as administrators write them; and trying them out. */
@Injectable()
export class MonitoringRules {
  constructor(
    private readonly repository: MonitoringRepository,
    private readonly contracts: ContractsService,
    private readonly cases: CasesService,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(): Promise<MonitoringRule[]> {
    return (await this.repository.rules()).map(ruleView);
  }

  /** @throws Problem MONITORING_PATTERN_BROKEN, MONITORING_PLAN_MISSING */
  async create(input: MonitoringRuleInput, user: SessionUser): Promise<MonitoringRule> {
    check(input);
    const row: RuleRow = { id: v7(), ...input, revision: 1, editedBy: user.username, editedAt: this.clock.now() };
    await this.unitOfWork.run(async (tx) => {
      await this.repository.insertRule(tx, row);
      await storeAnswer(tx, ruleView(row));
    });
    return ruleView(row);
  }

  /** @throws Problem MONITORING_RULE_NOT_FOUND, MONITORING_RULE_OUTDATED, MONITORING_PATTERN_BROKEN, MONITORING_PLAN_MISSING */
  async change(id: string, request: ChangeMonitoringRule, user: SessionUser): Promise<MonitoringRule> {
    const { revision, ...input } = request;
    check(input);
    const row: RuleRow = {
      id,
      ...input,
      revision: revision + 1,
      editedBy: user.username,
      editedAt: this.clock.now(),
    };
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.repository.rule(id, tx))) throw new Problem('not-found', 'MONITORING_RULE_NOT_FOUND');
      if (!(await this.repository.changeRule(tx, row, revision)))
        throw new Problem('conflict', 'MONITORING_RULE_OUTDATED');
      await storeAnswer(tx, ruleView(row));
    });
    return ruleView(row);
  }

  /** @throws Problem MONITORING_RULE_NOT_FOUND */
  async remove(id: string): Promise<void> {
    if (!(await this.unitOfWork.run((tx) => this.repository.removeRule(tx, id))))
      throw new Problem('not-found', 'MONITORING_RULE_NOT_FOUND');
  }

  /** What the rules say about alerts, with a look into the device archive. */
  async judge(alerts: readonly ReadAlert[], rules?: readonly ActiveRule[]): Promise<Judgement[]> {
    const active = rules ?? (await this.repository.rules());
    const devices = new Map<string, boolean>();
    const judged: Judgement[] = [];
    for (const alert of alerts) {
      const verdict = judgeAlert(alert, active);
      if (alert.malformed) {
        judged.push({ ...verdict, rule: null, outcome: 'unmatched', reason: 'malformed', serialNumber: null, alert });
        continue;
      }
      const { serialNumber } = verdict;
      if (serialNumber !== null && !devices.has(serialNumber))
        devices.set(serialNumber, (await this.contracts.deviceBySerial(serialNumber)) !== null);
      judged.push(
        serialNumber !== null && devices.get(serialNumber) === false
          ? { ...verdict, outcome: 'unmatched', reason: 'unknown-device', alert }
          : { ...verdict, alert },
      );
    }
    return judged;
  }

  /** Tries a payload, with a rule that may not be saved yet. Stores nothing. @throws Problem MONITORING_PAYLOAD_INVALID, MONITORING_PATTERN_BROKEN, MONITORING_PLAN_MISSING */
  async dryRun({ payload, rule, ruleId }: MonitoringDryRun): Promise<MonitoringDryRunResult> {
    const read = readPayload(payload);
    if ('problem' in read) throw new Problem('invalid', 'MONITORING_PAYLOAD_INVALID', { detail: read.problem });
    if (rule) check(rule);
    const saved: ActiveRule[] = (await this.repository.rules()).filter((one) => one.id !== ruleId);
    const rules = rule ? [...saved, { ...rule, id: null }] : await this.repository.rules();
    const alerts: DryRunAlert[] = [];
    for (const one of await this.judge(readAlerts(read.payload), rules)) alerts.push(await this.shown(one));
    return { alerts, truncatedAlerts: read.payload.truncatedAlerts };
  }

  private async shown(judgement: Judgement): Promise<DryRunAlert> {
    const { alert, rule, outcome, reason, serialNumber, title } = judgement;
    const device = serialNumber === null ? null : await this.contracts.deviceBySerial(serialNumber);
    const [party, contract, known] = await Promise.all([
      device ? this.contracts.party(device.partyId) : null,
      device?.contractId ? this.contracts.contractById(device.contractId) : null,
      this.repository.knownAnywhere(alert.fingerprint, alert.startsAt),
    ]);
    return {
      fingerprint: alert.fingerprint,
      labels: alert.labels,
      firing: alert.endsAt === null,
      known,
      outcome,
      reason,
      rule: rule?.name ?? null,
      title,
      serialNumber,
      customer: party?.name ?? null,
      device: device?.name ?? null,
      severity: rule && device ? await this.cases.severityOf(rule.answers, contract?.profile ?? null) : null,
      proposedPlan: outcome === 'propose-plan' ? (rule?.planKey ?? null) : null,
    };
  }
}

function check(rule: MonitoringRuleInput): void {
  const broken = brokenPatterns(rule);
  if (broken.length > 0) throw new Problem('invalid', 'MONITORING_PATTERN_BROKEN', { detail: broken.join('; ') });
  if (rule.action === 'propose-plan' && !rule.planKey)
    throw new Problem('invalid', 'MONITORING_PLAN_MISSING', {}, [
      { field: 'planKey', code: 'MONITORING_PLAN_MISSING' },
    ]);
}
