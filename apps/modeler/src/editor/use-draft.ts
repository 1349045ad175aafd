import { useEffect, useState } from 'react';
import type { StudioModeler } from './create-modeler.js';
import { dropDraft, writeDraft, type LocalDraft } from './local-draft.js';

export interface DraftState {
  /** Epoch ms of the last save; null when nothing is unpublished. */
  readonly savedAt: number | null;
  /** The version the unpublished work started from. */
  readonly basedOn: number;
  /** True when the browser refused to keep the draft. */
  readonly unsaved: boolean;
  drop(): void;
}

/** Keeps every change in this browser at once: there is no moment in which closing the page loses work. */
export function useDraft(
  key: string,
  version: number,
  found: LocalDraft | null,
  modeler: StudioModeler | null,
  revision: number,
): DraftState {
  const [savedAt, setSavedAt] = useState<number | null>(found?.savedAt ?? null);
  const [basedOn, setBasedOn] = useState(found?.basedOn ?? version);
  const [unsaved, setUnsaved] = useState(false);
  useEffect(() => {
    if (!modeler || revision === 0) return;
    let gone = false;
    void modeler.saveXML().then((xml) => {
      if (gone) return;
      const at = Date.now();
      const kept = writeDraft(key, { xml, basedOn, savedAt: at });
      setUnsaved(!kept);
      if (kept) setSavedAt(at);
    });
    return () => {
      gone = true;
    };
  }, [modeler, revision, key, basedOn]);
  return {
    savedAt,
    basedOn,
    unsaved,
    drop: () => {
      dropDraft(key);
      setSavedAt(null);
      setBasedOn(version);
    },
  };
}
