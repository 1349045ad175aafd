import { Injectable } from '@nestjs/common';
import type { ContactChannel, EmergencyPlanContent } from '@pledge/contracts';
import { PROVIDER_SCOPE } from '@pledge/nest';
import { Problem, type Transaction } from '@pledge/runtime';
import { EmergenciesRepository } from './emergencies.repository.js';
import { Emergencies } from './emergencies.service.js';
import type { EmergencyEntity, ReachContact, ReachEntity } from './emergencies.entity.js';
import { Reach } from './reach.service.js';

/** Somebody who takes the place of one who is away. */
export interface StandInContact {
  readonly name: string;
  readonly username: string;
  readonly mail: string | null;
  readonly mobile: string | null;
  readonly language: 'zh-CN' | 'en';
}

/** What a drill pretends: a channel that is down, somebody who does not answer (F-09). A real emergency refuses it. */
@Injectable()
export class SimulatedFailures {
  constructor(
    private readonly repository: EmergenciesRepository,
    private readonly emergencies: Emergencies,
    private readonly reach: Reach,
  ) {}

  /**
   * The channel is down from now on: who was told by it is told by the next one, later notices leave it out.
   * @param why stands beside each contact who could not be told.
   * @returns how many contacts went on to their next channel
   */
  async failChannel(tx: Transaction, number: string, channel: ContactChannel, why: string): Promise<number> {
    const { emergency, plan } = await this.drill(tx, number);
    const { failedChannels, away } = emergency.simulated ?? NOTHING;
    if (failedChannels.includes(channel)) return 0;
    await this.repository.update(tx, number, { simulated: { failedChannels: [...failedChannels, channel], away } });
    const rows = (await this.repository.reach(number, tx)).filter((row) => row.contact.channels[row.step] === channel);
    await this.reach.goOn(
      tx,
      emergency,
      plan,
      rows.map((row) => tried(row, channel, why, 1)),
    );
    return rows.length;
  }

  /** Nobody reaches the person from now on; `standIn` is told of the emergency instead. */
  async missPerson(
    tx: Transaction,
    number: string,
    username: string,
    told: { readonly why: string; readonly noticeId: string; readonly standIn: StandInContact | null },
  ): Promise<void> {
    const { emergency, plan } = await this.drill(tx, number);
    const { failedChannels, away } = emergency.simulated ?? NOTHING;
    if (!away.includes(username))
      await this.repository.update(tx, number, { simulated: { failedChannels, away: [...away, username] } });
    const rows = (await this.repository.reach(number, tx)).filter(
      (row) => row.contact.username === username && row.step < row.contact.channels.length,
    );
    for (const row of rows) {
      const { step, tried: attempts } = tried(
        row,
        row.contact.channels[row.step] ?? 'phone',
        told.why,
        row.contact.channels.length,
      );
      await this.repository.updateReach(tx, row.id, { step, messageId: null, tried: attempts });
    }
    if (told.standIn === null) return;
    const first = rows[0]?.contact;
    const contact: ReachContact = {
      ...told.standIn,
      duty: first?.duty ?? { zh: '接替人员', en: 'Stand-in' },
      side: first?.side ?? 'provider',
      channels: (first?.channels ?? ['sms', 'mail', 'phone']).filter((one) => !failedChannels.includes(one)),
    };
    await this.reach.tell(tx, emergency, plan, { noticeId: told.noticeId, kind: 'alert', contacts: [contact] });
  }

  /** @throws Problem EMERGENCY_NOT_A_DRILL for a real one */
  private async drill(
    tx: Transaction,
    number: string,
  ): Promise<{ readonly emergency: EmergencyEntity; readonly plan: EmergencyPlanContent }> {
    const emergency = await this.repository.find(number, PROVIDER_SCOPE, tx);
    if (emergency?.mode !== 'drill') throw new Problem('conflict', 'EMERGENCY_NOT_A_DRILL', { number });
    return { emergency, plan: await this.emergencies.planOf(emergency) };
  }
}

const NOTHING = { failedChannels: [], away: [] } as const;

const tried = (row: ReachEntity, channel: ContactChannel, error: string, steps: number): ReachEntity => ({
  ...row,
  step: row.step + steps,
  messageId: null,
  tried: [...row.tried, { channel, error }],
});
