import type {
  ActivityView,
  BatchItemView,
  CaseList,
  DefinitionView,
  IncidentView,
  InstanceBatchView,
  InstanceDetail,
  InstanceListItem,
  ListOf,
} from '@pledge/contracts';
import { api } from '@pledge/web';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { fetchContent } from '../api/studio.js';

/** How often what runs is asked for again, ms. */
const LIVE = 10_000;
/** How many rows a list shows. */
export const SHOWN = 100;
/** How many cases that a search finds are looked up. */
const CASES = 20;

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

/** Instances of one version, at most `SHOWN`. */
export function useInstances(question: InstanceQuestion): UseQueryResult<readonly InstanceListItem[]> {
  return useQuery({
    queryKey: [...cockpitKeys.all, 'instances', question],
    queryFn: () => findInstances(question),
    enabled: question.definitionId !== undefined,
    refetchInterval: LIVE,
    placeholderData: (before) => before,
  });
}

async function findInstances({ definitionId, filter, elementId, text }: InstanceQuestion): Promise<InstanceListItem[]> {
  const states = filter === 'running' ? (['active', 'incident', 'suspended'] as const) : ([filter] as const);
  const keys = text.trim() === '' ? [undefined] : await businessKeysOf(text.trim());
  const pages = await Promise.all(
    states.flatMap((state) =>
      keys.map((businessKey) =>
        api.get<ListOf<InstanceListItem>>('/process-instances', {
          query: { definitionId, state, elementId, businessKey, limit: SHOWN },
        }),
      ),
    ),
  );
  // one with an incident is in progress too
  const byId = new Map(pages.flatMap(({ items }) => items).map((item) => [item.id, item]));
  return [...byId.values()].toSorted((one, other) => other.startedAt.localeCompare(one.startedAt)).slice(0, SHOWN);
}

async function businessKeysOf(text: string): Promise<string[]> {
  const cases = await api.get<CaseList>('/cases', { query: { q: text.slice(0, 100), limit: CASES } });
  return [...new Set([text, ...cases.items.map(({ number }) => number)])];
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
