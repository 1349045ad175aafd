/** Unpublished work of this browser, so that a closed tab or a restarted server loses nothing. */
export interface LocalDraft {
  readonly xml: string;
  /** The version the draft started from; another one published since is told to the person. */
  readonly basedOn: number;
  /** Epoch ms of the browser. */
  readonly savedAt: number;
}

const storageKey = (key: string): string => `pledge.draft.${key}`;

export function readDraft(key: string): LocalDraft | null {
  try {
    const text = localStorage.getItem(storageKey(key));
    return text === null ? null : (JSON.parse(text) as LocalDraft);
  } catch {
    return null;
  }
}

/** False when the browser has no room or allows no storage. */
export function writeDraft(key: string, draft: LocalDraft): boolean {
  try {
    localStorage.setItem(storageKey(key), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(key: string): void {
  localStorage.removeItem(storageKey(key));
}

/** Key of the first process in a diagram's text; null when there is none. */
export function processKeyOf(xml: string): string | null {
  return /<(?:\w+:)?process\b[^>]*?\sid="([^"]+)"/.exec(xml)?.[1] ?? null;
}
