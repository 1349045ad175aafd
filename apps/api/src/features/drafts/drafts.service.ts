import { Inject, Injectable } from '@nestjs/common';
import type { KeepCopy, ReviewDraft, SaveDraft, StudioKind } from '@pledge/contracts';
import { CLOCK, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { UsersDirectory } from '../users/index.js';
import type { DraftCopyEntity, DraftEntity } from './drafts.entity.js';
import { DraftsRepository } from './drafts.repository.js';

/** A sitting of one person leaves a copy this often, ms of the machine's clock. */
const COPY_EVERY_MS = 5 * 60_000;
/** Earlier states kept of one resource. */
export const KEPT_COPIES = 40;

/**
 * Unpublished work, saved while it is done. A save names the revision it goes on from, so that of two people who edit the
 * same resource neither overwrites the other unseen; what a save replaces of another person's is kept as a copy.
 */
@Injectable()
export class DraftsService {
  constructor(
    readonly repository: DraftsRepository,
    private readonly directory: UsersDirectory,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem DRAFT_UNKNOWN */
  async get(kind: StudioKind, key: string): Promise<DraftEntity> {
    const draft = await this.repository.find(kind, key);
    if (!draft) throw unknown(kind, key);
    return draft;
  }

  /**
   * Stores the next revision. The same text sent again after a lost answer is no change.
   * @throws Problem DRAFT_CHANGED when the draft is not at `body.revision`
   */
  async save(kind: StudioKind, key: string, body: SaveDraft, user: SessionUser): Promise<DraftEntity> {
    const outcome = await this.unitOfWork.run(async (tx): Promise<{ draft: DraftEntity } | { behind: string }> => {
      const found = await this.repository.findForChange(tx, kind, key);
      const next = this.next(kind, key, body, user, found);
      if (!found) {
        if (body.revision !== 0) return { behind: '' };
        return (await this.repository.insert(tx, next)) ? { draft: next } : { behind: '' };
      }
      if (isRepeat(found, body, user)) return { draft: found };
      if (found.revision !== body.revision) return { behind: found.editedBy };
      if (next.copiedAt !== found.copiedAt) await this.copy(tx, found);
      return (await this.repository.update(tx, found.revision, next)) ? { draft: next } : { behind: found.editedBy };
    });
    if ('draft' in outcome) return outcome.draft;
    throw await this.changed(kind, key, outcome.behind);
  }

  /** Discards the draft; its last state stays among the copies. @throws Problem DRAFT_UNKNOWN, DRAFT_CHANGED */
  async drop(kind: StudioKind, key: string, revision: number): Promise<void> {
    const dropped = await this.unitOfWork.run(async (tx) => {
      const found = await this.repository.findForChange(tx, kind, key);
      if (!found) throw unknown(kind, key);
      if (!(await this.repository.remove(tx, kind, key, revision))) return false;
      await this.copy(tx, found);
      return true;
    });
    if (!dropped) throw await this.changed(kind, key, '');
  }

  /** Keeps a text that is nobody's draft now: what somebody had when they took another's work instead. */
  async keepCopy(kind: StudioKind, key: string, { content, revision }: KeepCopy, user: SessionUser): Promise<void> {
    const editedAt = this.clock.now();
    await this.unitOfWork.run((tx) =>
      this.copy(tx, { kind, key, revision, content, editedBy: user.username, editedAt }),
    );
  }

  /** Asks for a review, or says what came of it. @throws Problem DRAFT_UNKNOWN, DRAFT_CHANGED, REVIEW_BY_EDITOR */
  async review(kind: StudioKind, key: string, body: ReviewDraft, user: SessionUser): Promise<DraftEntity> {
    const reviewed = await this.unitOfWork.run(async (tx) => {
      const found = await this.repository.findForChange(tx, kind, key);
      if (!found) throw unknown(kind, key);
      if (found.revision !== body.revision) return null;
      if (body.step !== 'ask' && found.editedBy === user.username) throw new Problem('forbidden', 'REVIEW_BY_EDITOR');
      const reviewState = ({ ask: 'asked', approve: 'approved', return: 'returned' } as const)[body.step];
      const next = {
        ...found,
        reviewState,
        reviewBy: user.username,
        reviewAt: this.clock.now(),
        reviewNote: body.note,
      };
      return (await this.repository.update(tx, found.revision, next)) ? next : null;
    });
    if (!reviewed) throw await this.changed(kind, key, '');
    return reviewed;
  }

  /** For the publisher, inside its unit of work: the draft has become a version. */
  async published(tx: Transaction, draft: DraftEntity): Promise<void> {
    await this.repository.remove(tx, draft.kind, draft.key, draft.revision);
  }

  async setRule(kind: StudioKind, key: string, reviewRequired: boolean, user: SessionUser): Promise<void> {
    const changedAt = this.clock.now();
    await this.unitOfWork.run((tx) =>
      this.repository.saveRule(tx, { kind, key, reviewRequired, changedBy: user.username, changedAt }),
    );
  }

  /** DRAFT_CHANGED that names who went on. */
  async changed(kind: StudioKind, key: string, by: string): Promise<Problem> {
    const editor = by === '' ? ((await this.repository.findMeta(kind, key))?.editedBy ?? '') : by;
    const name = editor === '' ? '' : await this.directory.displayName(editor);
    return new Problem('conflict', 'DRAFT_CHANGED', { by: name, key });
  }

  private next(
    kind: StudioKind,
    key: string,
    body: SaveDraft,
    user: SessionUser,
    found: DraftEntity | null,
  ): DraftEntity {
    const now = this.clock.systemNow();
    const handsOver = found !== null && found.editedBy !== user.username;
    const due = found === null || handsOver || now - found.copiedAt >= COPY_EVERY_MS;
    return {
      kind,
      key,
      title: body.title,
      content: body.content,
      basedOn: body.basedOn,
      revision: (found?.revision ?? 0) + 1,
      editedBy: user.username,
      editedAt: this.clock.now(),
      copiedAt: due ? now : found.copiedAt,
      reviewState: 'none',
      reviewBy: null,
      reviewAt: null,
      reviewNote: '',
    };
  }

  private async copy(tx: Transaction, draft: Omit<DraftCopyEntity, 'id'>): Promise<void> {
    const { kind, key, revision, content, editedBy, editedAt } = draft;
    const copy: DraftCopyEntity = { id: uuidv7(), kind, key, revision, content, editedBy, editedAt };
    await this.repository.insertCopy(tx, copy, KEPT_COPIES);
  }
}

function unknown(kind: StudioKind, key: string): Problem {
  return new Problem('not-found', 'DRAFT_UNKNOWN', { key: `${kind}/${key}` });
}

function isRepeat(found: DraftEntity, body: SaveDraft, user: SessionUser): boolean {
  return found.revision === body.revision + 1 && found.editedBy === user.username && found.content === body.content;
}
