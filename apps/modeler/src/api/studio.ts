import type {
  DraftContent,
  DraftView,
  ListOf,
  ModelingCatalogue,
  SaveDraft,
  ShippedOffer,
  StudioContent,
  StudioKind,
  StudioResource,
  StudioVersion,
} from '@pledge/contracts';
import { api, ApiProblem, problemText } from '@pledge/web';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { SaveOutcome } from '../drafts/draft-keeper.js';

export const keys = {
  resources: ['resources'] as const,
  catalogue: ['modeling-catalogue'] as const,
  offers: ['offers'] as const,
  opened: (kind: StudioKind, key: string) => ['opened', kind, key] as const,
  versions: (kind: StudioKind, key: string) => ['versions', kind, key] as const,
  draftState: (kind: StudioKind, key: string) => ['draft-state', kind, key] as const,
  rule: (kind: StudioKind, key: string) => ['publication-rule', kind, key] as const,
};

const pathOf = (kind: StudioKind, key: string): string => `/drafts/${kind}/${encodeURIComponent(key)}`;

/** Everything that is data, with versions and drafts. */
export function useResources(): UseQueryResult<readonly StudioResource[]> {
  return useQuery({
    queryKey: keys.resources,
    queryFn: async () => (await api.get<ListOf<StudioResource>>('/modeling/resources')).items,
  });
}

/** What can be chosen in the panels. */
export function useCatalogue(): UseQueryResult<ModelingCatalogue> {
  return useQuery({ queryKey: keys.catalogue, queryFn: () => api.get<ModelingCatalogue>('/modeling/catalogue') });
}

/** Newer shipped versions that can be taken over. */
export function useOffers(): UseQueryResult<readonly ShippedOffer[]> {
  return useQuery({
    queryKey: keys.offers,
    queryFn: async () => (await api.get<ListOf<ShippedOffer>>('/modeling/offers')).items,
    staleTime: 60_000,
  });
}

export function useVersions(kind: StudioKind, key: string, enabled = true): UseQueryResult<readonly StudioVersion[]> {
  return useQuery({
    queryKey: keys.versions(kind, key),
    queryFn: async () => (await api.get<ListOf<StudioVersion>>('/modeling/versions', { query: { kind, key } })).items,
    enabled,
  });
}

/** A published version's content, the newest without `version`; null when there is none. */
export async function fetchContent(kind: StudioKind, key: string, version?: number): Promise<StudioContent | null> {
  const versions = await api.get<ListOf<StudioVersion>>('/modeling/versions', { query: { kind, key } });
  if (versions.items.length === 0) return null;
  return api.get<StudioContent>('/modeling/content', { query: { kind, key, version } });
}

/** Where the draft stands; null when there is none. */
export async function fetchDraftState(kind: StudioKind, key: string): Promise<DraftView | null> {
  return (await api.get<ListOf<DraftView>>('/drafts', { query: { kind, key } })).items[0] ?? null;
}

/** The same with the moment it was asked, epoch ms. */
export async function askDraftState(
  kind: StudioKind,
  key: string,
): Promise<{ readonly draft: DraftView | null; readonly askedAt: number }> {
  const askedAt = Date.now();
  return { draft: await fetchDraftState(kind, key), askedAt };
}

export async function fetchDraft(kind: StudioKind, key: string): Promise<DraftContent | null> {
  if ((await fetchDraftState(kind, key)) === null) return null;
  try {
    return await api.get<DraftContent>(pathOf(kind, key));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/** One save, with what came of it; never throws. */
export async function saveDraft(
  kind: StudioKind,
  key: string,
  body: SaveDraft,
  t: Parameters<typeof problemText>[1],
): Promise<SaveOutcome> {
  try {
    return { kind: 'saved', draft: await api.put<DraftView>(pathOf(kind, key), body) };
  } catch (error) {
    if (!(error instanceof ApiProblem)) return { kind: 'unreachable' };
    if (error.code === 'DRAFT_CHANGED') return { kind: 'changed' };
    if (error.status === 413 || error.status === 422 || error.status === 403)
      return { kind: 'refused', reason: problemText(error, t) };
    return { kind: 'unreachable' };
  }
}

export function dropDraft(kind: StudioKind, key: string, revision: number): Promise<void> {
  return api.delete(pathOf(kind, key), { revision });
}
export function keepCopy(kind: StudioKind, key: string, content: string, revision: number): Promise<void> {
  return api.post(`${pathOf(kind, key)}/copies`, { content, revision });
}
export function reviewDraft(
  kind: StudioKind,
  key: string,
  body: { revision: number; step: 'ask' | 'approve' | 'return'; note: string },
): Promise<DraftView> {
  return api.post<DraftView>(`${pathOf(kind, key)}/review`, body);
}
