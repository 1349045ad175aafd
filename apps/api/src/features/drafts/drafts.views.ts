import { Inject, Injectable } from '@nestjs/common';
import type { DraftCopy, DraftQuery, DraftReview, DraftView } from '@pledge/contracts';
import { PLATFORM_OPTIONS, type PlatformOptions } from '@pledge/nest';
import { toIso } from '@pledge/time';
import { UsersDirectory } from '../users/index.js';
import { DraftsRepository, type DraftCopyRow, type DraftRow } from './drafts.repository.js';

/** Drafts as the API shows them: instants with the site's offset, people by name. */
@Injectable()
export class DraftViews {
  constructor(
    private readonly repository: DraftsRepository,
    private readonly directory: UsersDirectory,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  /** All drafts, of a kind, or the one of a kind and key; last edited first. */
  async list(query: DraftQuery): Promise<DraftView[]> {
    const rows = await this.repository.list(query);
    return Promise.all(rows.map((row) => this.draft(row)));
  }

  async draft(row: DraftRow): Promise<DraftView> {
    const { kind, key, title, basedOn, revision, editedBy } = row;
    const editedByName = await this.directory.displayName(editedBy);
    const editedAt = this.iso(row.editedAt);
    return { kind, key, title, basedOn, revision, editedBy, editedByName, editedAt, review: this.review(row) };
  }

  async copy(row: DraftCopyRow): Promise<DraftCopy> {
    const { id, kind, key, revision, editedBy } = row;
    const editedByName = await this.directory.displayName(editedBy);
    return { id, kind, key, revision, editedBy, editedByName, editedAt: this.iso(row.editedAt) };
  }

  private review(draft: Pick<DraftRow, 'reviewState' | 'reviewBy' | 'reviewAt' | 'reviewNote'>): DraftReview {
    const at = draft.reviewAt === null ? null : this.iso(draft.reviewAt);
    return { state: draft.reviewState, by: draft.reviewBy, at, note: draft.reviewNote };
  }

  private readonly iso = (ms: number): string => toIso(ms, this.options.zone);
}
