import type { DutyReason, DutyRole, DutyUnit, EarlyLeaveProposal } from '@pledge/contracts';
import {
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  NameColumn,
  NumberColumn,
} from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A unit with a roster of its own, and its rules. */
@Entity('duty_unit')
export class DutyUnitEntity {
  @CodeColumn({ primary: true }) id!: string;
  /** All but id and revision. */
  @JsonColumn() definition!: Omit<DutyUnit, 'id' | 'revision'>;
  @IntColumn() revision!: number;
  @CodeColumn() writtenBy!: string;
  @InstantColumn() writtenAt!: number;
}

/** A person of a unit: rotation and the 24-hour contact list (S1-33). */
@Entity('duty_person')
export class DutyPersonEntity {
  @CodeColumn({ primary: true, length: 60 }) username!: string;
  @CodeColumn() unit!: string;
  @JsonColumn() skills!: string[];
  @FlagColumn() inRotation!: boolean;
  @NameColumn({ nullable: true }) homePhone!: string | null;
  @NameColumn({ nullable: true }) place!: string | null;
}

/** Local days on which a person cannot be on duty, both included. */
@Entity('duty_leave')
export class DutyLeaveEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ length: 60 }) username!: string;
  @CodeColumn({ length: 10, name: 'first_day' }) from!: string;
  @CodeColumn({ length: 10, name: 'last_day' }) to!: string;
  @CodeColumn({ length: 20 }) kind!: 'leave' | 'early-leave' | 'training';
  @NameColumn() note!: string;
  @CodeColumn() writtenBy!: string;
}

/** The roster of a unit for some days. */
@Entity('roster')
export class RosterEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn() unit!: string;
  @CodeColumn({ length: 10, name: 'first_day' }) from!: string;
  @CodeColumn({ length: 10, name: 'last_day' }) to!: string;
  @CodeColumn({ length: 10 }) state!: 'draft' | 'approved';
  @IntColumn() version!: number;
  /** Points of former rosters by person, as they stood when it was drafted. */
  @JsonColumn() pointsBefore!: Record<string, number>;
  @JsonColumn() earlyLeave!: Omit<EarlyLeaveProposal, 'displayName'>[];
  @JsonColumn() missingYears!: number[];
  @CodeColumn() writtenBy!: string;
  @InstantColumn() writtenAt!: number;
  @CodeColumn({ nullable: true }) approvedBy!: string | null;
  @InstantColumn({ nullable: true }) approvedAt!: number | null;
}

/** Why a place has whom it has; names are looked up when it is shown. */
export type StoredReason = Omit<DutyReason, 'hindered'> & {
  readonly hindered: readonly { readonly username: string; readonly why: DutyReason['hindered'][number]['why'] }[];
};

/** One place of one shift. Instants epoch ms. */
@Entity('duty_shift')
export class DutyShiftEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() rosterId!: string;
  @CodeColumn() unit!: string;
  /** False until the roster is approved. */
  @FlagColumn() inForce!: boolean;
  @CodeColumn({ length: 10, name: 'duty_day' }) date!: string;
  @InstantColumn() startsAt!: number;
  @InstantColumn() endsAt!: number;
  @CodeColumn() ruleId!: string;
  @NameColumn() ruleZh!: string;
  @NameColumn() ruleEn!: string;
  @FlagColumn() forwardsHotline!: boolean;
  @CodeColumn() slot!: string;
  /** Order of the place in its shift. */
  @IntColumn() place!: number;
  @CodeColumn({ length: 20 }) role!: DutyRole;
  @JsonColumn() groups!: string[];
  @JsonColumn() skills!: string[];
  @FlagColumn() staysLocal!: boolean;
  @NumberColumn() weight!: number;
  @CodeColumn({ length: 60, nullable: true }) username!: string | null;
  @JsonColumn() reason!: StoredReason;
  @InstantColumn({ nullable: true }) signedInAt!: number | null;
  @InstantColumn({ nullable: true }) handedOverAt!: number | null;
  @CodeColumn({ length: 60, nullable: true }) handedTo!: string | null;
  @LongTextColumn({ nullable: true }) handoverNote!: string | null;
}

/** A swap that was asked for. */
@Entity('duty_swap')
export class DutySwapEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() shiftId!: string;
  @IdColumn({ nullable: true }) inReturnId!: string | null;
  @CodeColumn({ length: 60 }) asker!: string;
  @CodeColumn({ length: 60 }) other!: string;
  @NameColumn() reason!: string;
  @CodeColumn({ length: 10 }) state!: 'asked' | 'accepted' | 'done' | 'refused';
  @InstantColumn() askedAt!: number;
  @CodeColumn({ nullable: true }) decidedBy!: string | null;
}

/** A version of a roster that a customer was sent. */
@Entity('roster_delivery')
export class RosterDeliveryEntity {
  @IdColumn({ primary: true }) rosterId!: string;
  @IdColumn({ primary: true }) partyId!: string;
  @IntColumn({ primary: true }) version!: number;
  @IdColumn() documentId!: string;
  /** The same shifts as iCalendar (RFC 5545). */
  @LongTextColumn() calendar!: string;
  @InstantColumn() sentAt!: number;
  @InstantColumn({ nullable: true }) acknowledgedAt!: number | null;
  @CodeColumn({ nullable: true }) acknowledgedBy!: string | null;
}

/** A time that a customer names (Y16). Instants epoch ms. */
@Entity('key_period')
export class KeyPeriodEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn() unit!: string;
  @IdColumn() partyId!: string;
  @NameColumn() name!: string;
  @InstantColumn() startsAt!: number;
  @InstantColumn() endsAt!: number;
  @FlagColumn() freeze!: boolean;
  @CodeColumn() createdBy!: string;
}

export const rostersEntities = [
  DutyUnitEntity,
  DutyPersonEntity,
  DutyLeaveEntity,
  RosterEntity,
  DutyShiftEntity,
  DutySwapEntity,
  RosterDeliveryEntity,
  KeyPeriodEntity,
];
