import type { CommandApprovalState, CommandViolation, PlannedCommand } from '@pledge/contracts';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  NameColumn,
} from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A sheet that superior and customer approve: dangerous commands of one plan version (F-05). Instants are product time, epoch ms. */
@Entity('command_approval')
export class CommandApprovalEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ name: 'approval_number' }) number!: string;
  @IdColumn() planId!: string;
  @IntColumn() planVersion!: number;
  @CodeColumn({ length: 64 }) planHash!: string;
  @NameColumn() title!: string;
  @CodeColumn() caseNumber!: string;
  @IdColumn({ nullable: true }) partyId!: string | null;
  @CodeColumn({ length: 10, name: 'run_mode' }) mode!: 'live' | 'drill';
  /** The one process instance that is about it. */
  @IdColumn() instanceId!: string;
  /** Never approves it (S1-55: the superior does). */
  @CodeColumn() requestedBy!: string;
  @InstantColumn() requestedAt!: number;
  @JsonColumn() commands!: PlannedCommand[];
  @InstantColumn() windowFrom!: number;
  @InstantColumn() windowTo!: number;
  @CodeColumn({ length: 20 }) state!: CommandApprovalState;
  @LongTextColumn() effect!: string;
  @LongTextColumn() rollback!: string;
  /** Canonical JSON of everything the sheet says; null until it is frozen, never changed after. */
  @LongTextColumn({ nullable: true }) canonical!: string | null;
  /** SHA-256 over `canonical`, a line feed, and the bytes of the PDF. */
  @CodeColumn({ length: 64, name: 'approval_hash', nullable: true }) hash!: string | null;
  @IdColumn({ nullable: true }) documentId!: string | null;
  @CodeColumn({ nullable: true }) documentNumber!: string | null;
  @CodeColumn({ length: 64, nullable: true }) pdfSha256!: string | null;
  /** In the QR code: opens the public page of this sheet. */
  @CodeColumn({ length: 40 }) verifyCode!: string;
}

/** One command on one device in one time, once. Inserted once, never changed; its hash is sealed into the chain of the case. */
@Entity('command_ticket')
export class CommandTicketEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() approvalId!: string;
  @CodeColumn({ length: 64 }) approvalHash!: string;
  @IdColumn() planId!: string;
  @IntColumn() planVersion!: number;
  @CodeColumn() caseNumber!: string;
  @IntColumn() step!: number;
  @CodeColumn() device!: string;
  @LongTextColumn() command!: string;
  @CodeColumn({ length: 64 }) commandHash!: string;
  @InstantColumn() validFrom!: number;
  @InstantColumn() validTo!: number;
  @InstantColumn() issuedAt!: number;
  @CodeColumn({ length: 64 }) rowHash!: string;
}

/**
 * A ticket that somebody took to run its command: `ticketId` is unique, so a ticket is taken once. Inserted once, never changed,
 * sealed. What came out is a `command_use`; until that is there, nobody knows whether the command was run.
 */
@Entity('command_taking')
export class CommandTakingEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() ticketId!: string;
  @CodeColumn() caseNumber!: string;
  @CodeColumn() device!: string;
  @CodeColumn({ length: 64 }) commandHash!: string;
  @CodeColumn() takenBy!: string;
  @InstantColumn() takenAt!: number;
  /** What was not reported by then is reviewed. */
  @InstantColumn() reportBy!: number;
  /** The one process instance that waits for the report. */
  @IdColumn() instanceId!: string;
  @CodeColumn({ length: 64 }) rowHash!: string;
}

/** What came of a taken ticket: `ticketId` is unique. Inserted once, never changed, sealed. */
@Entity('command_use')
export class CommandUseEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() ticketId!: string;
  @CodeColumn() caseNumber!: string;
  @CodeColumn() device!: string;
  @CodeColumn({ length: 64 }) commandHash!: string;
  @LongTextColumn() output!: string;
  @CodeColumn() usedBy!: string;
  @CodeColumn() witness!: string;
  /** When it was reported. */
  @InstantColumn() usedAt!: number;
  /** A recording of the session: file and the SHA-256 of its bytes. */
  @IdColumn({ nullable: true }) recordingId!: string | null;
  @CodeColumn({ length: 64, nullable: true, name: 'recording_sha256' }) recordingSha256!: string | null;
  @CodeColumn({ length: 64 }) rowHash!: string;
}

/** Dangerous work that no ticket stands for, and what its review found. */
@Entity('command_violation')
export class CommandViolationEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() planId!: string;
  @CodeColumn() caseNumber!: string;
  @IdColumn() instanceId!: string;
  @CodeColumn({ length: 20 }) source!: CommandViolation['source'];
  @CodeColumn() device!: string;
  @LongTextColumn() command!: string;
  @LongTextColumn() note!: string;
  @CodeColumn() reportedBy!: string;
  @InstantColumn() foundAt!: number;
  @CodeColumn({ length: 20 }) state!: CommandViolation['state'];
  @LongTextColumn() finding!: string;
  /** What was done about it; null until then. */
  @LongTextColumn({ nullable: true }) correction!: string | null;
  @InstantColumn({ nullable: true }) correctedAt!: number | null;
}

export const commandTicketsEntities = [
  CommandApprovalEntity,
  CommandTicketEntity,
  CommandTakingEntity,
  CommandUseEntity,
  CommandViolationEntity,
];
