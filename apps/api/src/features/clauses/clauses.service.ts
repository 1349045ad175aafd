import { Injectable } from '@nestjs/common';
import type { ClausesToProfileRequest, ClausesToProfileResponse, ReadClausesResponse } from '@pledge/contracts';
import { Problem } from '@pledge/runtime';
import { ProfilesService, complete, type CheckedVersion } from '../profiles/index.js';
import { readText } from './extraction/index.js';
import { textOfFile } from './file-text.js';
import { withClauses } from './profile-with-clauses.js';

/** From a commitment text to clauses, and from accepted clauses to the draft of a profile (issue 5; Y05). */
@Injectable()
export class ClausesService {
  constructor(private readonly profiles: ProfilesService) {}

  /** The promises of a text; stores nothing. */
  read(text: string): ReadClausesResponse {
    const { clauses, flags, calendars } = readText(text);
    return {
      text,
      clauses: clauses.map((one) => ({
        ...one,
        startEvents: [...one.startEvents],
        stopEvents: [...one.stopEvents],
        repeated: [...one.repeated],
      })),
      flags: [...flags],
      calendars: calendars.map((one) => ({ ...one, days: [...one.days], severities: [...one.severities] })),
    };
  }

  /** @throws Problem CLAUSE_FILE_UNREADABLE, CLAUSE_FILE_KIND, CLAUSE_FILE_EMPTY, CLAUSE_TEXT_TOO_LONG */
  async readFile(bytes: Uint8Array): Promise<ReadClausesResponse> {
    return this.read(await textOfFile(bytes));
  }

  /**
   * Adds accepted clauses to the draft of a profile; without a draft one begins from the newest version, without a
   * profile a new one.
   * @throws Problem CLAUSE_PROFILE_NAME_MISSING, PROFILE_CHANGED_MEANWHILE
   */
  async addToProfile(request: ClausesToProfileRequest, by: string): Promise<ClausesToProfileResponse> {
    const { profileId } = request;
    const { row, fresh } = await this.base(request, by);
    const { profile, commitments, unmeasured } = withClauses(complete(row.profile), request);
    const saved = await this.profiles.saveDraft(
      profileId,
      { profile, ...(row.state === 'draft' || fresh ? { revision: row.revision } : {}) },
      by,
    );
    return {
      profileId,
      version: saved.row.version,
      commitments: [...commitments],
      unmeasured: [...unmeasured],
    };
  }

  /** The version the clauses are added to: the draft, else the newest published one, else a new profile. */
  private async base(
    { profileId, name }: ClausesToProfileRequest,
    by: string,
  ): Promise<CheckedVersion & { fresh: boolean }> {
    const known = (await this.profiles.list()).some((one) => one.id === profileId);
    if (!known) {
      if (!name) throw new Problem('invalid', 'CLAUSE_PROFILE_NAME_MISSING', { profileId });
      return { ...(await this.profiles.create({ id: profileId, name }, by)), fresh: true };
    }
    const versions = await this.profiles.versions(profileId);
    const version = (versions.find((one) => one.state === 'draft') ?? versions.at(-1))?.version;
    return { ...(await this.profiles.version(profileId, version)), fresh: false };
  }
}
