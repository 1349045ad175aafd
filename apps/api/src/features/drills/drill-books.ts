import { Inject, Injectable } from '@nestjs/common';
import type { DrillContent } from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE } from '@pledge/nest';
import type { Clock, ProcessEngine, Transaction } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { v7 } from 'uuid';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { DrillsRepository } from './drills.repository.js';

const PROCESS = 'drill';

/** Opens drills: the row, its number, its process. */
@Injectable()
export class DrillBooks {
  constructor(
    private readonly repository: DrillsRepository,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the number, as `YX-2026-0001` (预演). */
  async open(tx: Transaction, content: DrillContent, by: string): Promise<string> {
    const now = this.clock.now();
    const period = `YX-${toIso(now, PROVIDER_ZONE).slice(0, 4)}`;
    const number = `${period}-${String(await this.repository.nextNumber(tx, period)).padStart(4, '0')}`;
    const instanceId = v7();
    await this.repository.insert(tx, {
      number,
      title: content.title,
      state: 'planning',
      planKey: content.planKey,
      planVersion: null,
      partyId: content.partyId,
      content,
      revision: 1,
      instanceId,
      runNumber: null,
      agreement: null,
      stopped: null,
      measurement: null,
      score: null,
      evaluation: null,
      reportDocumentId: null,
      signedDocumentId: null,
      createdBy: by,
      createdAt: now,
      startedAt: null,
      overAt: null,
      closedAt: null,
    });
    await this.engine.startInstanceLater(tx, {
      key: PROCESS,
      instanceId,
      businessKey: number,
      variables: { drillNumber: number, partyId: content.partyId },
      actor: { userId: by },
    });
    return number;
  }

  /** The drill that the yearly date asks for: people, window and scenario are written by the coordinator. */
  openYearly(tx: Transaction, planKey: string, planName: string): Promise<string> {
    const title = `${planName} 年度演练`;
    return this.open(
      tx,
      {
        title,
        kind: 'tabletop',
        planKey,
        partyId: null,
        objective: '',
        scenario: '',
        safetyStop: '',
        report: { cause: 'unknown', scope: 'institution', impact: 'high', urgency: 'high' },
        window: null,
        participants: [],
        injects: [],
        facts: {},
      },
      'system',
    );
  }
}
