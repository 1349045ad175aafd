import { Inject, Injectable } from '@nestjs/common';
import type { Variables } from '@pledge/engine';
import { PLATFORM_OPTIONS, PROCESS_ENGINE, type PlatformOptions } from '@pledge/nest';
import type { ProcessEngine, Transaction } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import type { DutyShiftEntity, RosterEntity } from './rosters.entity.js';

/** A process that is not waiting at this moment has nothing to learn from the message later. */
const TIME_TO_LIVE = 'PT1M';

/** Name under which a roster's process is found: a unit has one roster of a day. */
export function rosterKey({ unit, from }: Pick<RosterEntity, 'unit' | 'from'>): string {
  return `ZB-${unit}-${from}`;
}

/** Name under which a shift's process is found; it stays when the person changes. `zone` is IANA. */
export function shiftKey(shift: Pick<DutyShiftEntity, 'unit' | 'startsAt' | 'slot'>, zone: string): string {
  const [date = '', time = ''] = toIso(shift.startsAt, zone).slice(0, 16).split('T');
  return `ZB-${shift.unit}-${date}-${time.replace(':', '')}-${shift.slot}`;
}

/** What the processes `duty-roster` and `duty-shift` are told of what people do on the roster page (F-11). */
@Injectable()
export class RosterMessages {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** `variables`: for the process that begins with it, where the roster was drafted by hand. */
  approved(tx: Transaction, roster: RosterEntity, variables: Variables): Promise<void> {
    return this.publish(tx, 'roster-approved', rosterKey(roster), variables);
  }
  /** Somebody else has a shift of a roster in force. */
  changed(tx: Transaction, roster: RosterEntity): Promise<void> {
    return this.publish(tx, 'roster-changed', rosterKey(roster));
  }
  /** Every customer who was sent the version in force has read it. */
  acknowledged(tx: Transaction, roster: RosterEntity): Promise<void> {
    return this.publish(tx, 'roster-acknowledged', rosterKey(roster));
  }
  signedIn(tx: Transaction, shift: DutyShiftEntity): Promise<void> {
    return this.publish(tx, 'duty-signed-in', shiftKey(shift, this.platform.zone));
  }
  handedOver(tx: Transaction, shift: DutyShiftEntity): Promise<void> {
    return this.publish(tx, 'duty-handed-over', shiftKey(shift, this.platform.zone));
  }
  personChanged(tx: Transaction, shift: DutyShiftEntity): Promise<void> {
    return this.publish(tx, 'duty-person-changed', shiftKey(shift, this.platform.zone));
  }

  private publish(tx: Transaction, name: string, correlationKey: string, variables: Variables = {}): Promise<void> {
    return this.engine.publishMessageLater(tx, { name, correlationKey, variables, timeToLive: TIME_TO_LIVE });
  }
}
