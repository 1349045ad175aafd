import type {
  ActivityView,
  BatchItemView,
  DefinitionView,
  HistoryView,
  IncidentView,
  InstanceBatchView,
  InstanceDetail,
  InstanceListItem,
  ListOf,
} from '@pledge/contracts';
import { api } from '@pledge/web';
import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { fetchContent } from '../api/studio.js';

/** How often what runs is asked for again, ms. */
const LIVE = 10_000;
/** How many rows a page of a list has. */
const SHOWN = 100;
/** A list that is read deeper than so many pages is not asked for again by itself: that would be as many requests. */
const DEEP = 3;

/** Which instances are listed. `running`: everything that has not ended. */
export type InstanceFilter = 'running' | 'active' | 'incident' | 'suspended' | 'completed' | 'cancelled';

export const cockpitKeys = {
  all: ['cockpit'] as const,
  instance: (id: string) => ['cockpit', 'instance', id] as const,
};

/** Every version of every process, newest first. */
export function useDefinitions(): UseQueryResult<readonly DefinitionView[]> {
  return useQuery({
    queryKey: [...cockpitKeys.all, 'definitions'],
    queryFn: async () => {
      const { items } = await api.get<ListOf<DefinitionView>>('/process-definitions');
      return items.toSorted((one, other) => one.key.localeCompare(other.key) || other.version - one.version);
    },
  });
}

export function useDiagram(key: string | undefined, version: number | undefined): UseQueryResult<string> {
  return useQuery({
    queryKey: [...cockpitKeys.all, 'diagram', key, version],
    queryFn: async () => (await fetchContent('process', key ?? '', version))?.content ?? '',
    enabled: key !== undefined && version !== undefined,
    staleTime: Infinity,
  });
}

/** Tokens and open incidents by element. */
export function useActivity(definitionId: string | undefined): UseQueryResult<ActivityView> {
  return useQuery({
    queryKey: [...cockpitKeys.all, 'activity', definitionId],
    queryFn: () => api.get<ActivityView>(`/process-definitions/${definitionId ?? ''}/activity`),
    enabled: definitionId !== undefined,
    refetchInterval: LIVE,
  });
}

interface InstanceQuestion {
  readonly definitionId: string | undefined;
  readonly filter: InstanceFilter;
  readonly elementId: string | null;
  /** Business key, or number, title, customer or serial number of a case. */
  readonly text: string;
}

type Pages<T> = UseInfiniteQueryResult<InfiniteData<ListOf<T>, string | null>>;

/** Instances of one version, newest first, page by page; `total` is capped at 1,000 by the server. */
export function useInstances({ definitionId, filter, elementId, text }: InstanceQuestion): Pages<InstanceListItem> {
  const words = text.trim().slice(0, 100);
  return useInfiniteQuery({
    queryKey: [...cockpitKeys.all, 'instances', { definitionId, filter, elementId, words }],
    queryFn: ({ pageParam }) =>
      api.get<ListOf<InstanceListItem>>('/process-instances', {
        query: {
          definitionId,
          state: filter,
          elementId,
          limit: SHOWN,
          ...(words === '' ? {} : { words }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    enabled: definitionId !== undefined,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > DEEP ? false : LIVE),
    placeholderData: (before) => before,
  });
}

/** What happened in an instance, the earliest first, page by page. */
export function useHistory(id: string, wanted: boolean): Pages<HistoryView> {
  return useInfiniteQuery({
    queryKey: [...cockpitKeys.instance(id), 'history'],
    queryFn: ({ pageParam }) =>
      api.get<ListOf<HistoryView>>(`/process-instances/${id}/history`, {
        query: { limit: SHOWN, ...(pageParam === null ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    enabled: wanted,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > DEEP ? false : LIVE),
  });
}

/** Open incidents of one version. */
export function useIncidents(definitionId: string | undefined): UseQueryResult<readonly IncidentView[]> {
  return useQuery({
    queryKey: [...cockpitKeys.all, 'incidents', definitionId],
    queryFn: async () =>
      (await api.get<ListOf<IncidentView>>('/incidents', { query: { definitionId, state: 'open', limit: SHOWN } }))
        .items,
    enabled: definitionId !== undefined,
    refetchInterval: LIVE,
  });
}

export function useInstance(id: string): UseQueryResult<InstanceDetail> {
  return useQuery({
    queryKey: cockpitKeys.instance(id),
    queryFn: () => api.get<InstanceDetail>(`/process-instances/${id}`),
    refetchInterval: LIVE,
  });
}

/** A batch, asked for until it has ended. */
export function useBatch(id: string | null): UseQueryResult<InstanceBatchView> {
  return useQuery({
    queryKey: [...cockpitKeys.all, 'batch', id],
    queryFn: () => api.get<InstanceBatchView>(`/migrations/${id ?? ''}`),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'running' ? 700 : false),
  });
}

/** What a batch did or would do to each instance that it could not move. */
export function useRefused(id: string | null, ended: boolean): UseQueryResult<readonly BatchItemView[]> {
  return useQuery({
    queryKey: [...cockpitKeys.all, 'refused', id],
    queryFn: async () => {
      const pages = await Promise.all(
        (['refused', 'failed'] as const).map((state) =>
          api.get<ListOf<BatchItemView>>(`/migrations/${id ?? ''}/instances`, { query: { state, limit: SHOWN } }),
        ),
      );
      return pages.flatMap(({ items }) => items);
    },
    enabled: id !== null && ended,
  });
}
