import { Inject, Injectable } from '@nestjs/common';
import type { PublishBody, StudioKind } from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import {
  deploymentKeys,
  Problem,
  type Clock,
  type DeployResult,
  type DeploymentFile,
  type ProcessEngine,
  type UnitOfWork,
} from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { filesOf } from './draft-files.js';
import type { DraftEntity, PublicationEntity } from './drafts.entity.js';
import { DraftsService } from './drafts.service.js';

/** What going live gave. */
export interface Published {
  readonly result: DeployResult;
  readonly publications: readonly PublicationEntity[];
}

/** Turns drafts into versions, and holds the rule that some resources need a second person first. */
@Injectable()
export class PublisherService {
  constructor(
    private readonly drafts: DraftsService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Deploys the drafts together, all or nothing. A crash between the version and its note leaves the draft in place.
   * @throws Problem DRAFT_UNKNOWN, DRAFT_CHANGED, REVIEW_REQUIRED, and what a deployment throws
   */
  async publish(body: PublishBody, user: SessionUser): Promise<Published> {
    const drafts: DraftEntity[] = [];
    for (const { kind, key, revision } of body.drafts) {
      const draft = await this.drafts.get(kind, key);
      if (draft.revision !== revision) throw await this.drafts.changed(kind, key, draft.editedBy);
      drafts.push(draft);
    }
    await this.refuseUnreviewed(drafts);
    const resources = drafts.flatMap(filesOf);
    const result = await this.engine.deploy({
      name: drafts
        .map((draft) => draft.title || draft.key)
        .join(', ')
        .slice(0, 200),
      resources,
      source: 'administrator',
      deployedBy: user.username,
    });
    const publications = this.notes(drafts, result, body.note, user);
    await this.unitOfWork.run(async (tx) => {
      await this.drafts.repository.insertPublications(tx, publications);
      for (const draft of drafts) await this.drafts.published(tx, draft);
    });
    return { result, publications };
  }

  /** For whoever deploys files directly: what needs a review cannot go live past it. @throws Problem REVIEW_REQUIRED */
  async refuseDirect(files: readonly DeploymentFile[]): Promise<void> {
    const rules = await this.drafts.repository.rules();
    if (rules.length === 0) return;
    for (const { kind, key } of await deploymentKeys(files))
      if (rules.some((rule) => rule.kind === kind && rule.key === key))
        throw new Problem('conflict', 'REVIEW_REQUIRED', { key });
  }

  private async refuseUnreviewed(drafts: readonly DraftEntity[]): Promise<void> {
    const rules = await this.drafts.repository.rules();
    const needs = (kind: StudioKind, key: string): boolean =>
      rules.some((rule) => rule.kind === kind && rule.key === key);
    for (const draft of drafts) {
      // asked of what is in the file, not only of what the draft is called: a decision file may hold several decisions
      const keys = rules.length === 0 ? [] : await deploymentKeys(filesOf(draft));
      const asked = needs(draft.kind, draft.key) || keys.some(({ kind, key }) => needs(kind, key));
      if (asked && draft.reviewState !== 'approved')
        throw new Problem('conflict', 'REVIEW_REQUIRED', { key: draft.title || draft.key });
    }
  }

  private notes(
    drafts: readonly DraftEntity[],
    result: DeployResult,
    note: string,
    user: SessionUser,
  ): PublicationEntity[] {
    const versions: { kind: StudioKind; key: string; version: number }[] = [
      ...result.definitions.map(({ key, version }) => ({ kind: 'process' as const, key, version })),
      ...result.resources,
    ];
    const publishedAt = this.clock.now();
    return versions.map(({ kind, key, version }) => {
      const draft =
        drafts.find((each) => each.kind === kind && each.key === key) ?? drafts.find((each) => each.kind === kind);
      return {
        id: uuidv7(),
        kind,
        key,
        version,
        note,
        editedBy: draft?.editedBy ?? user.username,
        approvedBy: draft?.reviewState === 'approved' ? draft.reviewBy : null,
        publishedBy: user.username,
        publishedAt,
      };
    });
  }
}
