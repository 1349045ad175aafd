import type { Language, Role } from '@pledge/contracts';
import {
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LongTextColumn,
  NameColumn,
} from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A person who may sign in. `username` is the identity everywhere else. */
@Entity('user_account')
export class UserAccount {
  @IdColumn({ primary: true })
  id!: string;
  @CodeColumn({ length: 60 })
  username!: string;
  @NameColumn()
  displayName!: string;
  @NameColumn({ nullable: true })
  mail!: string | null;
  @CodeColumn({ length: 40, nullable: true })
  mobile!: string | null;
  @JsonColumn()
  roles!: Role[];
  @JsonColumn()
  memberOf!: string[];
  /** Set for a customer's user (design D10). */
  @IdColumn({ nullable: true })
  partyId!: string | null;
  @CodeColumn({ length: 10 })
  language!: Language;
  /** `scrypt$N$r$p$salt$hash`; null until an invitation is taken or after a reset. */
  @LongTextColumn({ nullable: true })
  passwordHash!: string | null;
  @FlagColumn()
  mustChangePassword!: boolean;
  @FlagColumn()
  disabled!: boolean;
  /** Made with the demo data: cannot sign in when demo is off. */
  @FlagColumn()
  demo!: boolean;
  @InstantColumn()
  createdAt!: number;
  @InstantColumn({ nullable: true })
  lastLoginAt!: number | null;
}

/** A signed-in browser or program. Only a hash of the token is stored. Times are of the system clock. */
@Entity('user_session')
export class UserSession {
  @IdColumn({ primary: true })
  id!: string;
  @CodeColumn({ length: 64 })
  tokenHash!: string;
  @IdColumn()
  userId!: string;
  @InstantColumn()
  createdAt!: number;
  @InstantColumn()
  expiresAt!: number;
}

/** One-time link: invitation, password reset, or the first administrator. Only a hash of the token is stored. */
@Entity('user_link')
export class UserLink {
  @IdColumn({ primary: true })
  id!: string;
  @CodeColumn({ length: 64 })
  tokenHash!: string;
  @CodeColumn({ length: 20 })
  kind!: 'invitation' | 'reset' | 'setup';
  @IdColumn({ nullable: true })
  userId!: string | null;
  @InstantColumn()
  createdAt!: number;
  @InstantColumn()
  expiresAt!: number;
  @InstantColumn({ nullable: true })
  usedAt!: number | null;
}

/** Who does a person's tasks during an absence. Times are of the product clock; the end does not count in. */
@Entity('user_substitute')
export class UserSubstitute {
  /** The absent person. */
  @CodeColumn({ primary: true, length: 60 })
  username!: string;
  @CodeColumn({ length: 60 })
  substitute!: string;
  @InstantColumn()
  startsAt!: number;
  @InstantColumn()
  endsAt!: number;
  @CodeColumn({ length: 60 })
  setBy!: string;
}

/** What a person has set for a screen; one row per person and screen. */
@Entity('user_setting')
export class UserSetting {
  @CodeColumn({ primary: true, length: 60 })
  username!: string;
  @CodeColumn({ primary: true, length: 40 })
  name!: string;
  @JsonColumn({ name: 'setting' })
  value!: unknown;
}

export const usersEntities = [UserAccount, UserSession, UserLink, UserSubstitute, UserSetting];
