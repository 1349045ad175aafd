import { Inject, Injectable } from '@nestjs/common';
import type { CasePause, DecidePauseRequest, DisputePauseRequest } from '@pledge/contracts';
import { UNIT_OF_WORK, scopeOf, type SessionUser } from '@pledge/nest';
import { Problem, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { CaseEvents, CasesRepository, type CaseEntity } from '../cases/index.js';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { CaseClocks } from './case-clocks.service.js';
import { casePauses } from './case-pauses.js';

/** Objections to pauses and their decision: the customer may object, somebody who did not begin the pause decides (C20). */
@Injectable()
export class CasePauses {
  constructor(
    private readonly events: CaseEvents,
    private readonly cases: CasesRepository,
    private readonly clocks: CaseClocks,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Problem CASE_NOT_FOUND, CASE_CLOSED, PAUSE_NOT_FOUND, PAUSE_DISPUTED */
  async dispute(number: string, id: string, request: DisputePauseRequest, user: SessionUser): Promise<CasePause> {
    return this.unitOfWork.run(
      async (tx) => {
        const { row, pause } = await this.open(tx, number, id, user);
        if (pause.dispute) throw new Problem('conflict', 'PAUSE_DISPUTED');
        await this.events.append(tx, row, [
          { type: 'pause_disputed', actor: user.username, payload: { about: id, note: request.note } },
        ]);
        return this.find(tx, row, id);
      },
      { retry: true },
    );
  }

  /**
   * `void` takes the pause back and replays the clocks.
   * @throws Problem CASE_NOT_FOUND, CASE_CLOSED, PAUSE_NOT_FOUND, PAUSE_NOT_DISPUTED, PAUSE_OWN
   */
  async decide(number: string, id: string, request: DecidePauseRequest, user: SessionUser): Promise<CasePause> {
    return this.unitOfWork.run(
      async (tx) => {
        const { row, pause } = await this.open(tx, number, id, user);
        if (!pause.dispute || pause.decision) throw new Problem('conflict', 'PAUSE_NOT_DISPUTED');
        if (pause.startedBy === user.username) throw new Problem('forbidden', 'PAUSE_OWN');
        const { decision, note } = request;
        await this.events.append(tx, row, [
          { type: 'pause_dispute_decided', actor: user.username, payload: { about: id, decision, note } },
        ]);
        return this.find(tx, row, id);
      },
      { retry: true },
    );
  }

  private async open(
    tx: Transaction,
    number: string,
    id: string,
    user: SessionUser,
  ): Promise<{ row: CaseEntity; pause: CasePause }> {
    const row = await this.events.lock(tx, number);
    const scope = scopeOf(user);
    if (scope.kind === 'customer' && row.partyId !== scope.partyId)
      throw new Problem('not-found', 'CASE_NOT_FOUND', { number });
    if (row.closedAt !== null) throw new Problem('conflict', 'CASE_CLOSED', { number });
    return { row, pause: await this.find(tx, row, id) };
  }

  private async find(tx: Transaction, row: CaseEntity, id: string): Promise<CasePause> {
    const profile = await this.clocks.profileOf(row, tx);
    const pauses = casePauses(await this.cases.events(row.id, tx), profile?.pauseReasons ?? [], PROVIDER_ZONE);
    const pause = pauses.find((one) => one.id === id);
    if (!pause) throw new Problem('not-found', 'PAUSE_NOT_FOUND');
    return pause;
  }
}
