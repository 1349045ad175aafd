import type { ProfileState, ServiceLevelProfile } from '@pledge/contracts';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, NameColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** One version of a service-level profile. A published version never changes; contracts hold copies of it. */
@Entity('profile_version')
export class ProfileVersionEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ length: 60 }) profileId!: string;
  @IntColumn() version!: number;
  @CodeColumn({ length: 20 }) state!: ProfileState;
  @CodeColumn({ length: 20 }) origin!: 'shipped' | 'written';
  /** SHA-256 of the shipped file's content; empty for a version that somebody wrote (design D9). */
  @CodeColumn({ length: 64 }) shippedHash!: string;
  @JsonColumn() profile!: ServiceLevelProfile;
  @NameColumn({ length: 500 }) comment!: string;
  @CodeColumn({ length: 60 }) writtenBy!: string;
  @InstantColumn() writtenAt!: number;
  /** Counts the saves of a draft. */
  @IntColumn() revision!: number;
}

export const profilesEntities = [ProfileVersionEntity];
