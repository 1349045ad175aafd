import { Inject, Injectable } from '@nestjs/common';
import type { AlertState } from '@pledge/contracts';
import { READER } from '@pledge/nest';
import { isDuplicate, managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { In, IsNull, LessThan, MoreThan, Not, type EntityManager } from 'typeorm';
import {
  MonitoringAlertEntity,
  MonitoringDeviceEntity,
  MonitoringRuleEntity,
  MonitoringSourceEntity,
} from './monitoring.entity.js';

export type SourceRow = MonitoringSourceEntity;
export type RuleRow = MonitoringRuleEntity;
export type AlertRow = MonitoringAlertEntity;

/** Rows of one statement: below the limit of bound values of both databases. */
const CHUNK = 200;
function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += CHUNK) yield rows.slice(from, from + CHUNK);
}

/** Sources, rules and alerts. With `tx` inside that unit of work, else on the read-only connection. */
@Injectable()
export class MonitoringRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  // --- sources

  sources(): Promise<SourceRow[]> {
    return this.reader().find(MonitoringSourceEntity, { order: { createdAt: 'ASC', id: 'ASC' } });
  }
  source(id: string, tx?: Transaction): Promise<SourceRow | null> {
    return this.on(tx).findOneBy(MonitoringSourceEntity, { id });
  }
  /** The source whose token has this hash: the one in force, or the one before it while it is still taken. */
  sourceByToken(hash: string, now: number): Promise<SourceRow | null> {
    return this.reader().findOne(MonitoringSourceEntity, {
      where: [{ tokenHash: hash }, { oldTokenHash: hash, oldTokenUntil: MoreThan(now) }],
    });
  }
  async insertSource(tx: Transaction, row: SourceRow): Promise<void> {
    await managerOf(tx).insert(MonitoringSourceEntity, row);
  }
  /** Locks the row until the end of the unit, too: calls of one source are taken one after the other. */
  async updateSource(tx: Transaction, id: string, change: Partial<SourceRow>): Promise<void> {
    await managerOf(tx).update(MonitoringSourceEntity, { id }, change);
  }

  // --- rules

  rules(): Promise<RuleRow[]> {
    return this.reader().find(MonitoringRuleEntity, { order: { position: 'ASC', name: 'ASC', id: 'ASC' } });
  }
  rule(id: string, tx?: Transaction): Promise<RuleRow | null> {
    return this.on(tx).findOneBy(MonitoringRuleEntity, { id });
  }
  async insertRule(tx: Transaction, row: RuleRow): Promise<void> {
    await managerOf(tx).insert(MonitoringRuleEntity, { ...row } as never);
  }
  /** false: somebody else changed it since `revision`. */
  async changeRule(tx: Transaction, row: RuleRow, revision: number): Promise<boolean> {
    const { id, ...change } = row;
    return (await managerOf(tx).update(MonitoringRuleEntity, { id, revision }, change as never)).affected === 1;
  }
  async removeRule(tx: Transaction, id: string): Promise<boolean> {
    return (await managerOf(tx).delete(MonitoringRuleEntity, { id })).affected === 1;
  }

  // --- alerts

  /** Alerts of a source with these fingerprints. */
  async known(sourceId: string, fingerprints: readonly string[], tx?: Transaction): Promise<AlertRow[]> {
    const found: AlertRow[] = [];
    for (const part of chunks(fingerprints))
      found.push(...(await this.on(tx).findBy(MonitoringAlertEntity, { sourceId, fingerprint: In(part) })));
    return found;
  }
  /** Whether any source sent this alert. */
  knownAnywhere(fingerprint: string, startsAt: number): Promise<boolean> {
    return this.reader().existsBy(MonitoringAlertEntity, { fingerprint, startsAt });
  }
  async insertAlerts(tx: Transaction, rows: readonly AlertRow[]): Promise<void> {
    for (const part of chunks(rows)) await managerOf(tx).insert(MonitoringAlertEntity, part as never);
  }
  async updateAlert(tx: Transaction, id: string, change: Partial<AlertRow>): Promise<void> {
    await managerOf(tx).update(MonitoringAlertEntity, { id }, change as never);
  }
  async updateAlerts(tx: Transaction, ids: readonly string[], change: Partial<AlertRow>): Promise<void> {
    if (ids.length > 0) await managerOf(tx).update(MonitoringAlertEntity, { id: In([...ids]) }, change as never);
  }
  /** Other alerts about the same device that are to open or join a fault, the first one on top. */
  queuedBeside(tx: Transaction, { id, serialNumber }: AlertRow, limit: number): Promise<AlertRow[]> {
    return managerOf(tx).find(MonitoringAlertEntity, {
      where: { id: Not(id), state: 'queued', serialNumber: serialNumber ?? IsNull(), join: true, caseNumber: IsNull() },
      order: { startsAt: 'ASC', id: 'ASC' },
      take: limit,
    });
  }
  alert(id: string, tx?: Transaction): Promise<AlertRow | null> {
    return this.on(tx).findOneBy(MonitoringAlertEntity, { id });
  }
  /** The alert as it is now, locked until the end of the unit. */
  async lockAlert(tx: Transaction, id: string): Promise<AlertRow | null> {
    // A write takes the row's lock on both databases; SQLite knows no FOR UPDATE.
    await managerOf(tx)
      .createQueryBuilder()
      .update(MonitoringAlertEntity)
      .set({ state: () => 'state' })
      .where({ id })
      .execute();
    return managerOf(tx).findOneBy(MonitoringAlertEntity, { id });
  }
  /** Newest first; `before` is the id of the last row of the page before. */
  alerts(filter: {
    readonly state?: AlertState | undefined;
    readonly firing?: boolean | undefined;
    readonly caseNumber?: string | undefined;
    readonly proposed?: boolean;
    readonly before?: string | undefined;
    readonly limit: number;
  }): Promise<AlertRow[]> {
    const { state, firing, caseNumber, proposed, before, limit } = filter;
    return this.reader().find(MonitoringAlertEntity, {
      where: {
        ...(state === undefined ? {} : { state }),
        ...(firing === undefined ? {} : { resolvedAt: firing ? IsNull() : Not(IsNull()) }),
        ...(caseNumber === undefined ? {} : { caseNumber }),
        ...(proposed === true ? { proposedPlan: Not(IsNull()) } : {}),
        ...(before === undefined ? {} : { id: LessThan(before) }),
      },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  // --- devices

  /** The fault that monitoring opened last about a device, its row locked: alerts about one device decide one by one. */
  async lockDevice(tx: Transaction, serialNumber: string): Promise<string | null> {
    const manager = managerOf(tx);
    const touch = async (): Promise<number> => {
      const update = manager.createQueryBuilder().update(MonitoringDeviceEntity);
      return (
        (
          await update
            .set({ caseNumber: () => 'case_number' })
            .where({ serialNumber })
            .execute()
        ).affected ?? 0
      );
    };
    // MariaDB counts matched rows, too: the driver asks for found rows.
    if ((await touch()) === 0) {
      try {
        await manager.insert(MonitoringDeviceEntity, { serialNumber, caseNumber: null });
      } catch (error) {
        // Another alert made the row in the same moment.
        if (!isDuplicate(error)) throw error;
        await touch();
      }
    }
    return (await manager.findOneBy(MonitoringDeviceEntity, { serialNumber }))?.caseNumber ?? null;
  }
  async setDeviceCase(tx: Transaction, serialNumber: string, caseNumber: string): Promise<void> {
    await managerOf(tx).update(MonitoringDeviceEntity, { serialNumber }, { caseNumber });
  }
}
