import type { StudioKind } from '@pledge/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askDraftState, keys, saveDraft } from '../api/studio.js';
import { DraftKeeper, type KeeperState } from './draft-keeper.js';
import { dropLocal, writeLocal } from './local-draft.js';
import type { OpenedDraft } from './open-draft.js';

/** How often the server is asked whether somebody else went on, ms. */
const ASK_EVERY = 10_000;

export interface Keeping {
  readonly keeper: DraftKeeper;
  readonly state: KeeperState;
  /** The draft was published or discarded by somebody else while this page shows it. */
  readonly gone: boolean;
  /** Forgets what this browser kept. */
  forget(): void;
}

/** Keeps the draft of one resource for as long as its editor is open, and hears when somebody else changes it. */
export function useKeeper(kind: StudioKind, key: string, opened: OpenedDraft): Keeping {
  const { t } = useTranslation();
  const [keeper] = useState(
    () =>
      new DraftKeeper(
        {
          save: (body) => saveDraft(kind, key, body, t),
          keep: (draft) => writeLocal(kind, key, draft),
          now: () => Date.now(),
          after: (ms, run) => {
            const timer = setTimeout(run, ms);
            return () => clearTimeout(timer);
          },
        },
        opened,
      ),
  );
  const [state, setState] = useState(keeper.current());
  useEffect(() => {
    const stop = keeper.onChange(setState);
    const online = (): void => void keeper.flush();
    const leaving = (event: BeforeUnloadEvent): void => {
      if (keeper.current().status === 'unsaved') event.preventDefault();
    };
    addEventListener('online', online);
    addEventListener('beforeunload', leaving);
    return () => {
      stop();
      removeEventListener('online', online);
      removeEventListener('beforeunload', leaving);
      void keeper.flush();
    };
  }, [keeper]);

  const server = useQuery({
    queryKey: keys.draftState(kind, key),
    queryFn: () => askDraftState(kind, key),
    refetchInterval: ASK_EVERY,
    refetchOnWindowFocus: true,
    gcTime: 0,
    staleTime: 0,
  });
  const { data } = server;
  const [gone, setGone] = useState(false);
  useEffect(() => {
    if (!data) return;
    const { draft, askedAt } = data;
    if (draft) {
      keeper.noticed(draft.revision, askedAt);
      keeper.reviewed(draft);
    }
    // an answer that is older than the page's own last save says nothing
    const own = keeper.current();
    setGone(draft === null && own.status === 'saved' && own.revision > 0 && askedAt > (own.savedAt ?? 0));
  }, [keeper, data]);

  return { keeper, state, gone, forget: () => dropLocal(kind, key) };
}
