import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, FeatureJob, PROCESS_ENGINE, type SessionUser } from '@pledge/nest';
import type { Clock, FeatureJobContext, FeatureJobHandler, ProcessEngine, Transaction } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { CaseEvents, CasesService, type NewCaseEvent } from '../cases/index.js';
import { ContractsService, PROVIDER_ZONE } from '../contracts/index.js';
import { ALERT_JOB, RESOLVED_JOB } from './alerts.service.js';
import { MonitoringRepository, type AlertRow } from './monitoring.repository.js';
import { TELL_JOB } from './tell-customer.job.js';

/** Who reports: in the chain of a case and as its author. */
export const MONITORING = 'monitoring';
const REPORTER: SessionUser = {
  username: MONITORING,
  displayName: MONITORING,
  roles: ['operator'],
  groups: ['operator'],
  partyId: null,
  language: 'zh-CN',
};
const DESCRIPTION_LENGTH = 10_000;

/** Alerts of one device that are written in one unit. */
const TOGETHER = 200;

interface Contact {
  readonly name: string;
  readonly phone: string;
}
/** What is looked up before the transaction. */
interface Prepared {
  readonly serialNumber: string | null;
  readonly contact: Contact;
}

/** From an alert to a fault: opened the way a customer's report is, or one that is open already takes the alert. */
@Injectable()
export class AlertCases {
  constructor(
    private readonly repository: MonitoringRepository,
    private readonly cases: CasesService,
    private readonly events: CaseEvents,
    private readonly contracts: ContractsService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The device of an alert and who is called about it. */
  async prepare(id: string): Promise<Prepared> {
    const serialNumber = (await this.repository.alert(id))?.serialNumber ?? null;
    return { serialNumber, contact: await this.contactFor(serialNumber) };
  }

  /** The customer's person, else the provider's own hotline. */
  private async contactFor(serialNumber: string | null): Promise<Contact> {
    const device = serialNumber === null ? null : await this.contracts.deviceBySerial(serialNumber);
    const [person] = device ? await this.contracts.responsible(device.partyId, device.siteId) : [];
    if (person) return { name: person.name, phone: person.phone };
    const provider = await this.contracts.provider();
    return { name: provider?.shortName || MONITORING, phone: provider?.phone || '000' };
  }

  /**
   * Opens or joins, once: the row says what was done. Alerts about the same device that wait beside it go along in the same
   * unit, so that a storm of a thousand costs a few.
   */
  async take(tx: Transaction, id: string, { serialNumber, contact }: Prepared): Promise<void> {
    // The device first, then its alerts: everybody takes the rows in this order.
    const last = serialNumber === null ? null : await this.repository.lockDevice(tx, serialNumber);
    const alert = await this.repository.lockAlert(tx, id);
    if (alert?.state !== 'queued') return;
    const joins = alert.caseNumber === null && alert.join && serialNumber !== null;
    const others = joins ? await this.repository.queuedBeside(tx, alert, TOGETHER) : [];
    const group = [alert, ...others];
    const standing = alert.caseNumber ?? (joins && last !== null ? await this.stillOpen(tx, last) : null);
    const caseNumber = standing ?? (await this.open(alert, contact));
    if (standing === null) {
      await this.repository.updateAlerts(tx, [alert.id], { state: 'opened', caseNumber });
      if (serialNumber !== null) await this.repository.setDeviceCase(tx, serialNumber, caseNumber);
      await this.engine.schedule(tx, { name: TELL_JOB, ref: alert.id, dueAt: this.clock.now() });
    }
    const joined = standing === null ? others : group;
    await this.repository.updateAlerts(
      tx,
      joined.map((one) => one.id),
      { state: 'joined', caseNumber },
    );
    await this.record(tx, caseNumber, group.flatMap(firing));
    const over = group.filter((one) => one.resolvedAt !== null);
    await this.noteResolved(tx, caseNumber, over);
  }

  /** Notes on the case that the alert is over; while it is not on a case yet, `take` does. */
  async resolved(tx: Transaction, id: string): Promise<void> {
    const alert = await this.repository.lockAlert(tx, id);
    if (!alert || alert.resolvedNoted || alert.caseNumber === null || alert.state === 'queued') return;
    await this.noteResolved(tx, alert.caseNumber, [alert]);
  }

  private async noteResolved(tx: Transaction, caseNumber: string, alerts: readonly AlertRow[]): Promise<void> {
    if (alerts.length === 0) return;
    await this.repository.updateAlerts(
      tx,
      alerts.map((one) => one.id),
      { resolvedNoted: true },
    );
    await this.record(
      tx,
      caseNumber,
      alerts.map(({ id, title, resolvedAt }) => ({
        type: 'alert_resolved',
        ...(resolvedAt === null ? {} : { occurredAt: resolvedAt }),
        actor: MONITORING,
        payload: { alertId: id, note: title },
      })),
    );
  }

  /** The case, unless its fault is over. */
  private async stillOpen(tx: Transaction, number: string): Promise<string | null> {
    const { status } = await this.events.lock(tx, number);
    return status === 'open' || status === 'waiting-contract' ? number : null;
  }

  private async open(alert: AlertRow, contact: Contact): Promise<string> {
    const { number } = await this.cases.create(
      {
        title: alert.title,
        description: describe(alert),
        channel: 'monitoring',
        type: 'fault',
        contact,
        occurredAt: toIso(Math.min(alert.startsAt, this.clock.now()), PROVIDER_ZONE),
        ...(alert.serialNumber === null ? {} : { serialNumber: alert.serialNumber }),
        ...(Object.keys(alert.answers).length === 0 ? {} : { answers: alert.answers }),
      },
      REPORTER,
    );
    return number;
  }

  /** A case that has ended keeps its record. */
  private async record(tx: Transaction, number: string, events: readonly NewCaseEvent[]): Promise<void> {
    const row = await this.events.lock(tx, number);
    if (row.status === 'closed' || row.status === 'withdrawn') return;
    const now = this.clock.now();
    const past = events.map((event) => ({ ...event, occurredAt: Math.min(event.occurredAt ?? now, now) }));
    await this.events.append(tx, row, past);
  }
}

function firing(alert: AlertRow): NewCaseEvent[] {
  const { id, title, startsAt, fingerprint, proposedPlan } = alert;
  const payload = { alertId: id, fingerprint, note: title };
  return [
    { type: 'alert_firing', occurredAt: startsAt, actor: MONITORING, payload },
    ...(proposedPlan === null
      ? []
      : [{ type: 'emergency_plan_proposed', actor: MONITORING, payload: { alertId: id, planKey: proposedPlan } }]),
  ];
}

/** What the engineer reads: the alert's own words, then its labels. */
function describe({ annotations, labels, generatorUrl }: AlertRow): string {
  const words = [annotations['summary'], annotations['description']].filter(
    (text) => text !== undefined && text !== '',
  );
  const listed = Object.entries(labels).map(([name, value]) => `${name} = ${value}`);
  return [...words, ...listed, ...(generatorUrl === '' ? [] : [generatorUrl])].join('\n').slice(0, DESCRIPTION_LENGTH);
}

/** One alert, one job: what fails is tried again and then an incident that an operator sees. */
@FeatureJob(ALERT_JOB)
export class AlertJob implements FeatureJobHandler<Prepared> {
  constructor(private readonly cases: AlertCases) {}

  prepare({ ref }: FeatureJobContext): Promise<Prepared> {
    return this.cases.prepare(ref ?? '');
  }
  apply(tx: Transaction, { ref }: FeatureJobContext, prepared: Prepared): Promise<void> {
    return this.cases.take(tx, ref ?? '', prepared);
  }
}

@FeatureJob(RESOLVED_JOB)
export class AlertResolvedJob implements FeatureJobHandler {
  constructor(private readonly cases: AlertCases) {}

  apply(tx: Transaction, { ref }: FeatureJobContext): Promise<void> {
    return this.cases.resolved(tx, ref ?? '');
  }
}
