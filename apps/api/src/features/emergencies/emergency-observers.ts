import { Injectable } from '@nestjs/common';
import type { Transaction } from '@pledge/runtime';
import type { EmergencyEntity } from './emergencies.entity.js';

export type EmergencyMoment = 'started' | 'ended';
/** Hears of it inside the transaction that writes it: rows and jobs only. */
export type EmergencyObserver = (tx: Transaction, emergency: EmergencyEntity, moment: EmergencyMoment) => Promise<void>;

/** Whoever has to act when an emergency or a drill of one starts or ends, without emergencies knowing of them. */
@Injectable()
export class EmergencyObservers {
  private readonly observers: EmergencyObserver[] = [];

  register(observer: EmergencyObserver): void {
    this.observers.push(observer);
  }
  async tell(tx: Transaction, emergency: EmergencyEntity, moment: EmergencyMoment): Promise<void> {
    for (const observer of this.observers) await observer(tx, emergency, moment);
  }
}
