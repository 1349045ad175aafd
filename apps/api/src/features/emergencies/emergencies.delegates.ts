import type { EmergencyPlanContent } from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import { Delegate, FeatureJob, PROVIDER_SCOPE } from '@pledge/nest';
import type {
  Delegate as DelegateContract,
  DelegateContext,
  FeatureJobContext,
  FeatureJobHandler,
  Transaction,
} from '@pledge/runtime';
import { DocumentsService, isoTime, type PreparedDocument } from '../documents/index.js';
import { EmergencyObservers } from './emergency-observers.js';
import { Emergencies } from './emergencies.service.js';
import { EmergenciesRepository } from './emergencies.repository.js';
import type { EmergencyEntity } from './emergencies.entity.js';
import { PlansRepository } from './plans.repository.js';
import { REACH_JOB, Reach, type PreparedNotice } from './reach.service.js';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The emergency that the root instance is about: no variable is asked. */
async function emergencyOf(repository: EmergenciesRepository, context: DelegateContext): Promise<EmergencyEntity> {
  const row = await repository.ofInstance(context.rootInstanceId);
  if (!row) throw new Error(`instance ${context.rootInstanceId} is about no emergency`);
  return row;
}

interface Told {
  readonly emergency: EmergencyEntity;
  readonly plan: EmergencyPlanContent;
  readonly notice: PreparedNotice;
}

/** `emergency-notice`: header `kind`, a text of the plan; before a plan is chosen, of the general plan (S3-24, S3-29). */
@Delegate('emergency-notice')
export class EmergencyNoticeDelegate implements DelegateContract<Told> {
  constructor(
    private readonly repository: EmergenciesRepository,
    private readonly emergencies: Emergencies,
    private readonly reach: Reach,
  ) {}

  async prepare(context: DelegateContext): Promise<Told> {
    const kind = context.headers['kind'];
    if (kind === undefined) throw new Error('the header "kind" is missing');
    const emergency = await emergencyOf(this.repository, context);
    const plan = await this.emergencies.planOf(emergency);
    return {
      emergency,
      plan,
      notice: { kind, contacts: await this.reach.contactsOf(plan, emergency) },
    };
  }

  async apply(tx: Transaction, context: DelegateContext, { emergency, plan, notice }: Told): Promise<void> {
    await this.reach.tell(tx, emergency, plan, { ...notice, noticeId: context.jobId });
  }
}

/** `emergency-open-plan`: in `planKey`; binds the newest version. Out `planVersion`. Throws on a plan that is not there. */
@Delegate('emergency-open-plan')
export class OpenPlanDelegate implements DelegateContract<EmergencyEntity> {
  constructor(
    private readonly repository: EmergenciesRepository,
    private readonly plans: PlansRepository,
  ) {}

  prepare(context: DelegateContext): Promise<EmergencyEntity> {
    return emergencyOf(this.repository, context);
  }

  async apply(tx: Transaction, context: DelegateContext, emergency: EmergencyEntity): Promise<Variables> {
    const planKey = text(context.variables['planKey']);
    const plan = await this.plans.newest(planKey, tx);
    if (!plan) throw new Error(`there is no emergency plan ${planKey}`);
    const planStartedAt = emergency.planStartedAt ?? context.now;
    await this.repository.update(tx, emergency.number, { planKey, planVersion: plan.version, planStartedAt });
    return { planVersion: plan.version };
  }
}

/** `emergency-recovered`: in `dataGapMinutes`. The moment of recovery, which RTO and RPO are measured by (S3-19). */
@Delegate('emergency-recovered')
export class RecoveredDelegate implements DelegateContract<EmergencyEntity> {
  constructor(private readonly repository: EmergenciesRepository) {}

  prepare(context: DelegateContext): Promise<EmergencyEntity> {
    return emergencyOf(this.repository, context);
  }

  async apply(tx: Transaction, context: DelegateContext, emergency: EmergencyEntity): Promise<void> {
    const gap = context.variables['dataGapMinutes'];
    await this.repository.update(tx, emergency.number, {
      state: 'recovered',
      recoveredAt: emergency.recoveredAt ?? context.now,
      dataGapMinutes: typeof gap === 'number' ? gap : null,
    });
  }
}

/** `emergency-report`: the incident report as PDF (S0i-29, F-08 step 5), with what happened when. Out `documentId`. */
@Delegate('emergency-report')
export class ReportDelegate implements DelegateContract<PreparedDocument> {
  constructor(
    private readonly repository: EmergenciesRepository,
    private readonly emergencies: Emergencies,
    private readonly documents: DocumentsService,
  ) {}

  async prepare(context: DelegateContext): Promise<PreparedDocument> {
    const emergency = await emergencyOf(this.repository, context);
    const { variables } = context;
    const data = {
      ...(await this.emergencies.paper(emergency)),
      report: {
        cause: text(variables['reportCause']),
        process: text(variables['reportProcess']),
        prevention: text(variables['reportPrevention']),
        revision: text(variables['reportRevision']),
      },
      writtenAt: isoTime(context.now),
    };
    return this.documents.render('incident-report', data, {
      id: context.jobId,
      caseNumber: null,
      partyId: emergency.partyId,
      mode: emergency.mode,
      language: 'zh-CN',
      createdBy: null,
      now: context.now,
      number: `${emergency.number}-SG01`,
    });
  }

  async apply(tx: Transaction, context: DelegateContext, document: PreparedDocument): Promise<Variables> {
    await this.documents.store(tx, document);
    await this.repository.update(tx, (await emergencyOf(this.repository, context)).number, {
      reportDocumentId: document.id,
    });
    return { documentId: document.id };
  }
}

/** `emergency-close`: header `outcome`. */
@Delegate('emergency-close')
export class CloseEmergencyDelegate implements DelegateContract<EmergencyEntity> {
  constructor(
    private readonly repository: EmergenciesRepository,
    private readonly observers: EmergencyObservers,
  ) {}

  prepare(context: DelegateContext): Promise<EmergencyEntity> {
    return emergencyOf(this.repository, context);
  }

  async apply(tx: Transaction, context: DelegateContext, emergency: EmergencyEntity): Promise<void> {
    const outcome = context.headers['outcome'] ?? 'recovered';
    const change = { state: 'ended' as const, endedAt: context.now, outcome };
    await this.repository.update(tx, emergency.number, change);
    await this.observers.tell(tx, { ...emergency, ...change }, 'ended');
  }
}

/** Looks who was reached and goes on to the next channel; payload `number`, `noticeId`, `look`. */
@FeatureJob(REACH_JOB)
export class ReachJob implements FeatureJobHandler<{
  readonly emergency: EmergencyEntity;
  readonly plan: EmergencyPlanContent;
} | null> {
  constructor(
    private readonly repository: EmergenciesRepository,
    private readonly emergencies: Emergencies,
    private readonly reach: Reach,
  ) {}

  async prepare({
    payload,
  }: FeatureJobContext): Promise<{ readonly emergency: EmergencyEntity; readonly plan: EmergencyPlanContent } | null> {
    const emergency = await this.repository.find(text(payload['number']), PROVIDER_SCOPE);
    return emergency && { emergency, plan: await this.emergencies.planOf(emergency) };
  }

  async apply(
    tx: Transaction,
    { payload }: FeatureJobContext,
    prepared: { readonly emergency: EmergencyEntity; readonly plan: EmergencyPlanContent } | null,
  ): Promise<void> {
    if (prepared === null) return;
    const at = { noticeId: text(payload['noticeId']), look: Number(payload['look']) };
    await this.reach.look(tx, prepared.emergency, prepared.plan, at);
  }
}
