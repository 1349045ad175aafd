import type { StudioKind } from '@pledge/contracts';
import { ApiProblem } from '@pledge/web';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { fetchContent, fetchDraft, keys } from '../api/studio.js';
import { readLocal } from '../drafts/local-draft.js';
import { openDraft, type OpenedDraft } from '../drafts/open-draft.js';

/** A resource as its editor opens it. */
export interface Opened {
  /** Newest published version; 0 for one that was never published. */
  readonly version: number;
  /** Its content; null when there is none. */
  readonly published: string | null;
  readonly draft: OpenedDraft;
}

/**
 * Loads version and draft of a resource, once for as long as its editor is open.
 * @param fresh what a new one starts from; null: it has to exist
 */
export function useOpened(kind: StudioKind, key: string, fresh: (() => string) | null): UseQueryResult<Opened> {
  const { t } = useTranslation();
  return useQuery({
    queryKey: keys.opened(kind, key),
    queryFn: async (): Promise<Opened> => {
      const [published, server] = await Promise.all([fetchContent(kind, key), fetchDraft(kind, key)]);
      const local = readLocal(kind, key);
      if (published === null && server === null && local === null && fresh === null)
        throw new ApiProblem(404, 'RESOURCE_UNKNOWN', t('modeler.notFoundHint'), '');
      const version = published?.version ?? 0;
      const content = published?.content ?? fresh?.() ?? '';
      return { version, published: published?.content ?? null, draft: openDraft({ content, version }, server, local) };
    },
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
