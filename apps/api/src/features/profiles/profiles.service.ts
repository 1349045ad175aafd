import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  serviceLevelProfile,
  type AcceptedFinding,
  type CreateProfileRequest,
  type ProfileDifference,
  type ProfileFinding,
  type ProfileSummary,
  type PublishRequest,
  type SaveDraftRequest,
  type ServiceLevelProfile,
} from '@pledge/contracts';
import { CLOCK, UNIT_OF_WORK } from '@pledge/nest';
import { Problem, type Clock, type ProblemDetail, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { profileDifferences } from './difference.js';
import { emptyProfile } from './empty-profile.js';
import type { ProfileVersionEntity } from './profiles.entity.js';
import { ProfilesRepository } from './profiles.repository.js';
import { shippedProfiles } from './shipped/index.js';
import { validateProfile } from './validation/validate-profile.js';

const SYSTEM = 'system';

/** A version with what the validator says about it. */
export interface CheckedVersion {
  readonly row: ProfileVersionEntity;
  readonly findings: readonly ProfileFinding[];
}

/** Versions of profiles: drafts are written and checked, published versions stay as they are (design section 7). */
@Injectable()
export class ProfilesService {
  private readonly logger = new Logger(ProfilesService.name);

  constructor(
    private readonly repository: ProfilesRepository,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Stores what ships: new files become version 1, changed files a further version, unless an administrator has written
   * the newest one: then the shipped version is offered (design D9).
   */
  async storeShipped(): Promise<void> {
    const stored = await this.repository.all();
    const news = shippedProfiles().filter((profile) => {
      const hash = hashOf(profile);
      return !stored.some((row) => row.profileId === profile.id && row.shippedHash === hash);
    });
    if (news.length === 0) return;
    await this.unitOfWork.run(async (tx) => {
      for (const profile of news) {
        const versions = await this.repository.versions(profile.id, tx);
        if (versions.some((row) => row.shippedHash === hashOf(profile))) continue;
        const newest = versions.at(-1);
        const state = newest === undefined || newest.origin === 'shipped' ? 'published' : 'offered';
        const version = (newest?.version ?? 0) + 1;
        await this.repository.insert(tx, {
          ...this.newRow({ ...profile, version }, state, SYSTEM),
          origin: 'shipped',
          shippedHash: hashOf(profile),
        });
      }
    });
    this.logger.log(`profiles stored: ${news.map((profile) => profile.id).join(', ')}`);
  }

  async list(): Promise<ProfileSummary[]> {
    const rows = await this.repository.all();
    return [...new Set(rows.map((row) => row.profileId))].flatMap((profileId) => {
      const versions = rows.filter((row) => row.profileId === profileId);
      const shown = newestPublished(versions) ?? versions.at(-1);
      return shown === undefined ? [] : [summary(shown, versions)];
    });
  }

  /** Oldest first. @throws Problem PROFILE_UNKNOWN */
  async versions(profileId: string): Promise<ProfileVersionEntity[]> {
    const found = await this.repository.versions(profileId);
    if (found.length === 0) throw new Problem('not-found', 'PROFILE_UNKNOWN', { profileId });
    return found;
  }

  /** One version, without a number the newest published one. @throws Problem PROFILE_UNKNOWN, PROFILE_VERSION_UNKNOWN */
  async version(profileId: string, version?: number, tx?: Transaction): Promise<CheckedVersion> {
    const versions = await this.repository.versions(profileId, tx);
    if (versions.length === 0) throw new Problem('not-found', 'PROFILE_UNKNOWN', { profileId });
    const row = version === undefined ? newestPublished(versions) : versions.find((one) => one.version === version);
    if (!row) throw new Problem('not-found', 'PROFILE_VERSION_UNKNOWN', { profileId, version: version ?? '' });
    return checked(row);
  }

  /** The newest published version; null when there is none. */
  async published(profileId: string, tx?: Transaction): Promise<ServiceLevelProfile | null> {
    const row = newestPublished(await this.repository.versions(profileId, tx));
    return row === undefined ? null : complete(row.profile);
  }

  /** @throws Problem PROFILE_UNKNOWN, PROFILE_VERSION_UNKNOWN */
  async difference(profileId: string, from: number, to: number): Promise<ProfileDifference> {
    const [before, after] = [await this.version(profileId, from), await this.version(profileId, to)];
    return { from, to, changes: profileDifferences(complete(before.row.profile), complete(after.row.profile)) };
  }

  /** A new profile begins as a draft of version 1. @throws Problem PROFILE_EXISTS, PROFILE_UNKNOWN, PROFILE_VERSION_UNKNOWN */
  async create(request: CreateProfileRequest, by: string): Promise<CheckedVersion> {
    const { id, name, from } = request;
    const source = from === undefined ? emptyProfile() : (await this.version(from.id, from.version)).row.profile;
    return this.unitOfWork.run(async (tx) => {
      if ((await this.repository.versions(id, tx)).length > 0) {
        throw new Problem('conflict', 'PROFILE_EXISTS', { profileId: id });
      }
      const row = this.newRow({ ...complete(source), id, version: 1, name }, 'draft', by);
      await this.repository.insert(tx, row);
      return checked(row);
    });
  }

  /**
   * Saves the draft; without `revision` a new draft begins. Contradictions may stand in a draft.
   * @throws Problem PROFILE_UNKNOWN, PROFILE_NO_DRAFT, PROFILE_CHANGED_MEANWHILE
   */
  async saveDraft(profileId: string, request: SaveDraftRequest, by: string): Promise<CheckedVersion> {
    return this.unitOfWork.run(async (tx) => {
      const versions = await this.repository.versions(profileId, tx);
      if (versions.length === 0) throw new Problem('not-found', 'PROFILE_UNKNOWN', { profileId });
      const draft = versions.find((row) => row.state === 'draft');
      if (request.revision === undefined) {
        if (draft) throw meanwhile(draft);
        const version = (versions.at(-1)?.version ?? 0) + 1;
        const row = this.newRow({ ...request.profile, id: profileId, version }, 'draft', by);
        await this.repository.insert(tx, row);
        return checked(row);
      }
      if (!draft) throw new Problem('conflict', 'PROFILE_NO_DRAFT', { profileId });
      const profile = { ...request.profile, id: profileId, version: draft.version };
      const saved = { ...draft, profile, ...this.stamp(by), revision: draft.revision + 1 };
      if (draft.revision !== request.revision || !(await this.repository.update(tx, saved, request.revision))) {
        throw meanwhile(draft);
      }
      return checked(saved);
    });
  }

  /** @throws Problem PROFILE_NO_DRAFT */
  async discardDraft(profileId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const draft = await this.draft(tx, profileId);
      await this.repository.remove(tx, draft.id);
    });
  }

  /**
   * Makes the draft a version for good. Empty cells may stay: it is a template then, and contracts refuse it (C28).
   * @throws Problem PROFILE_NO_DRAFT, PROFILE_CHANGED_MEANWHILE, PROFILE_CONTRADICTS, PROFILE_QUESTIONS_OPEN
   */
  async publish(profileId: string, request: PublishRequest, by: string): Promise<CheckedVersion> {
    return this.unitOfWork.run(async (tx) => {
      const draft = await this.draft(tx, profileId);
      if (draft.revision !== request.revision) throw meanwhile(draft);
      const profile = accepting(complete(draft.profile), request.accept);
      const findings = validateProfile(profile);
      refuse(findings, 'error', 'PROFILE_CONTRADICTS');
      refuse(findings, 'question', 'PROFILE_QUESTIONS_OPEN');
      const row: ProfileVersionEntity = {
        ...draft,
        profile,
        state: 'published',
        comment: request.comment,
        ...this.stamp(by),
        revision: draft.revision + 1,
      };
      if (!(await this.repository.update(tx, row, draft.revision))) throw meanwhile(draft);
      return { row, findings };
    });
  }

  private async draft(tx: Transaction, profileId: string): Promise<ProfileVersionEntity> {
    const draft = (await this.repository.versions(profileId, tx)).find((row) => row.state === 'draft');
    if (!draft) throw new Problem('conflict', 'PROFILE_NO_DRAFT', { profileId });
    return draft;
  }

  private stamp(by: string): { writtenBy: string; writtenAt: number } {
    return { writtenBy: by, writtenAt: this.clock.now() };
  }

  private newRow(profile: ServiceLevelProfile, state: ProfileVersionEntity['state'], by: string): ProfileVersionEntity {
    return {
      id: uuidv7(),
      profileId: profile.id,
      version: profile.version,
      state,
      origin: 'written',
      shippedHash: '',
      profile,
      comment: '',
      ...this.stamp(by),
      revision: 1,
    };
  }
}

/** A profile with the acceptances added; one for the same finding replaces the older one. Pure. */
export function accepting(profile: ServiceLevelProfile, more: readonly AcceptedFinding[]): ServiceLevelProfile {
  const kept = profile.acceptedFindings.filter((old) => !more.some((one) => one.key === old.key));
  return { ...profile, acceptedFindings: [...kept, ...more] };
}

/** A stored profile with the parts that later products added. @throws ZodError when it is no profile at all */
export function complete(profile: ServiceLevelProfile): ServiceLevelProfile {
  return serviceLevelProfile.parse(profile);
}

/** Refuses when open findings of that kind are there; names each at its row. @throws Problem */
export function refuse(findings: readonly ProfileFinding[], kind: ProfileFinding['kind'], code: string): void {
  const open = findings.filter((finding) => finding.kind === kind && !finding.accepted);
  if (open.length > 0) throw new Problem('invalid', code, { count: open.length }, open.map(detailOf));
}

function detailOf({ section, row, field, rule, message }: ProfileFinding): ProblemDetail {
  return { field: [section, row, field].filter((part) => part !== null).join('.'), rule, message };
}

function meanwhile(draft: ProfileVersionEntity): Problem {
  return new Problem('conflict', 'PROFILE_CHANGED_MEANWHILE', { by: draft.writtenBy });
}

function checked(row: ProfileVersionEntity): CheckedVersion {
  const profile = complete(row.profile);
  return { row: { ...row, profile }, findings: validateProfile(profile) };
}

function newestPublished(versions: readonly ProfileVersionEntity[]): ProfileVersionEntity | undefined {
  return versions.findLast((row) => row.state === 'published');
}

function summary(row: ProfileVersionEntity, versions: readonly ProfileVersionEntity[]): ProfileSummary {
  const findings = validateProfile(complete(row.profile)).filter((finding) => !finding.accepted);
  const count = (kind: ProfileFinding['kind']): number => findings.filter((finding) => finding.kind === kind).length;
  return {
    id: row.profileId,
    version: row.version,
    name: row.profile.name,
    commitments: row.profile.commitments.length,
    blanks: count('blank'),
    questions: count('question'),
    errors: count('error'),
    draft: versions.some((one) => one.state === 'draft'),
    offered: versions.at(-1)?.state === 'offered',
    published: row.state === 'published',
  };
}

function hashOf(profile: ServiceLevelProfile): string {
  return createHash('sha256').update(JSON.stringify(profile)).digest('hex');
}
