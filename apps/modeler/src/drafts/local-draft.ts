import type { StudioKind } from '@pledge/contracts';

/** Unpublished work as this browser keeps it: what the server does not have yet is never only in memory. */
export interface LocalDraft {
  readonly content: string;
  readonly title: string;
  /** The published version the work started from. */
  readonly basedOn: number;
  /** Revision of the server's draft that this goes on from; 0: the server has none. */
  readonly revision: number;
  /** Epoch ms of the browser. */
  readonly savedAt: number;
  /** The server has exactly this. */
  readonly synced: boolean;
}

const storageKey = (kind: StudioKind, key: string): string => `pledge.draft.${kind}.${key}`;

export function readLocal(kind: StudioKind, key: string): LocalDraft | null {
  try {
    const text = localStorage.getItem(storageKey(kind, key));
    const draft = text === null ? null : (JSON.parse(text) as Partial<LocalDraft>);
    return typeof draft?.content === 'string' && typeof draft.revision === 'number' ? (draft as LocalDraft) : null;
  } catch {
    return null;
  }
}

/** False when the browser has no room or allows no storage. */
export function writeLocal(kind: StudioKind, key: string, draft: LocalDraft): boolean {
  try {
    localStorage.setItem(storageKey(kind, key), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropLocal(kind: StudioKind, key: string): void {
  try {
    localStorage.removeItem(storageKey(kind, key));
  } catch {
    // a browser without storage has nothing to forget
  }
}
