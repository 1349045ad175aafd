import type { DraftContent } from '@pledge/contracts';
import type { LocalDraft } from './local-draft.js';

/** What an editor opens with. */
export interface OpenedDraft {
  readonly content: string;
  readonly revision: number;
  readonly basedOn: number;
  /** Epoch ms; null when nothing is unpublished. */
  readonly savedAt: number | null;
  readonly review: DraftContent['review'] | null;
  /** The browser has work that the server does not: save it at once. */
  readonly unsent: boolean;
  /** The server's draft is another one than the one this browser's unsent work goes on from. */
  readonly conflict: boolean;
}

/**
 * Chooses between the published version, the server's draft and what this browser kept. Work that never reached the server
 * comes first; when the server went on meanwhile, both are there and the person is asked.
 */
export function openDraft(
  published: { readonly content: string; readonly version: number },
  server: DraftContent | null,
  local: LocalDraft | null,
): OpenedDraft {
  if (local && !local.synced && local.content !== server?.content) {
    const revision = server?.revision ?? 0;
    // work that goes on from a draft which was published or discarded meanwhile starts a new one
    const conflict = server !== null && local.revision !== revision;
    return {
      content: local.content,
      revision: conflict ? local.revision : revision,
      basedOn: local.basedOn,
      savedAt: local.savedAt,
      review: null,
      unsent: !conflict,
      conflict,
    };
  }
  if (server)
    return {
      content: server.content,
      revision: server.revision,
      basedOn: server.basedOn,
      savedAt: Date.parse(server.editedAt),
      review: server.review,
      unsent: false,
      conflict: false,
    };
  return {
    content: published.content,
    revision: 0,
    basedOn: published.version,
    savedAt: null,
    review: null,
    unsent: false,
    conflict: false,
  };
}
