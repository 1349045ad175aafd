import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type {
  ChangeMonitoringSource,
  MonitoringSource,
  MonitoringSourceWithToken,
  RotateMonitoringToken,
} from '@pledge/contracts';
import { CLOCK, HttpProblem, UNIT_OF_WORK } from '@pledge/nest';
import { Problem, type Clock, type UnitOfWork } from '@pledge/runtime';
import { v7 } from 'uuid';
import { hashToken } from '../notifications/index.js';
import { sourceView } from './monitoring.views.js';
import { MonitoringRepository, type SourceRow } from './monitoring.repository.js';

const HOUR = 3_600_000;
/** So many signs of a token are shown afterwards. */
const HINT_LENGTH = 9;

/** Systems that may send alerts, and their tokens. A token is shown once; only its hash is stored. */
@Injectable()
export class MonitoringSources {
  constructor(
    private readonly repository: MonitoringRepository,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(): Promise<MonitoringSource[]> {
    return (await this.repository.sources()).map(sourceView);
  }

  async create(name: string): Promise<MonitoringSourceWithToken> {
    const token = newToken();
    const row: SourceRow = {
      id: v7(),
      name,
      enabled: true,
      tokenHash: hashToken(token),
      tokenHint: token.slice(0, HINT_LENGTH),
      oldTokenHash: null,
      oldTokenUntil: null,
      createdAt: this.clock.now(),
      rotatedAt: null,
      lastReceivedAt: null,
      lastProblem: null,
      lastProblemAt: null,
    };
    await this.unitOfWork.run((tx) => this.repository.insertSource(tx, row));
    return { ...sourceView(row), token };
  }

  /** A new token; the one before is taken for some hours more, so that no alert is lost in between. @throws Problem MONITORING_SOURCE_NOT_FOUND */
  async rotate(id: string, { keepOldHours }: RotateMonitoringToken): Promise<MonitoringSourceWithToken> {
    const token = newToken();
    const now = this.clock.now();
    return this.change(id, (row) => ({
      tokenHash: hashToken(token),
      tokenHint: token.slice(0, HINT_LENGTH),
      oldTokenHash: keepOldHours === 0 ? null : row.tokenHash,
      oldTokenUntil: keepOldHours === 0 ? null : now + keepOldHours * HOUR,
      rotatedAt: now,
    })).then((source) => ({ ...source, token }));
  }

  /** @throws Problem MONITORING_SOURCE_NOT_FOUND */
  edit(id: string, change: ChangeMonitoringSource): Promise<MonitoringSource> {
    return this.change(id, () => change);
  }

  /** Who sends. @throws HttpProblem 401 MONITORING_TOKEN_UNKNOWN also where the source is switched off */
  async authenticate(authorization: string | undefined): Promise<SourceRow> {
    const token = /^Bearer (\S{1,200})$/i.exec(authorization ?? '')?.[1];
    const row = token ? await this.repository.sourceByToken(hashToken(token), this.clock.now()) : null;
    if (!row?.enabled) throw new HttpProblem(401, 'forbidden', 'MONITORING_TOKEN_UNKNOWN');
    return row;
  }

  /** What was wrong with a call stands at its source: its sender does not read our answers. */
  async noteProblem(id: string, problem: string): Promise<void> {
    const change = { lastProblem: problem.slice(0, 2000), lastProblemAt: this.clock.now() };
    await this.unitOfWork.run((tx) => this.repository.updateSource(tx, id, change));
  }

  private async change(id: string, change: (row: SourceRow) => Partial<SourceRow>): Promise<MonitoringSource> {
    return this.unitOfWork.run(async (tx) => {
      const row = await this.repository.source(id, tx);
      if (!row) throw new Problem('not-found', 'MONITORING_SOURCE_NOT_FOUND');
      const changed = change(row);
      await this.repository.updateSource(tx, id, changed);
      return sourceView({ ...row, ...changed });
    });
  }
}

/** 256 random bits; the prefix lets people and secret scanners tell what it is. */
const newToken = (): string => `plm_${randomBytes(32).toString('base64url')}`;
