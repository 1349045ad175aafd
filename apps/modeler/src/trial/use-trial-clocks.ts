import type {
  ClockItem,
  EvaluateResponse,
  ProfileList,
  ServiceLevelProfile,
  SimulationResponse,
} from '@pledge/contracts';
import { api } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

/** What a simulated case promises, and how far it has come. */
export interface TrialClocks {
  readonly profiles: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
  readonly profileId: string | null;
  chooseProfile(id: string | null): void;
  /** Of the chosen profile, gravest first. */
  readonly severities: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  readonly severity: string | null;
  chooseSeverity(code: string | null): void;
  readonly items: readonly ClockItem[];
  /** When a clock warns or runs out next, epoch ms; null: nothing runs. */
  readonly next: number | null;
}

/**
 * Reckons the promises of a profile from the events that the case has recorded; nothing is stored.
 * @param now virtual, epoch ms; null: nothing runs
 */
export function useTrialClocks(result: SimulationResponse | null, startAt: number, now: number | null): TrialClocks {
  const [profileId, chooseProfile] = useState<string | null>(null);
  const [chosen, chooseSeverity] = useState<string | null>(null);
  const profiles = useQuery({
    queryKey: ['profiles'],
    queryFn: async () => (await api.get<ProfileList>('/service-levels/profiles')).items,
  });
  const profile = useQuery({
    queryKey: ['profile', profileId],
    queryFn: () => api.get<ServiceLevelProfile>(`/service-levels/profiles/${encodeURIComponent(profileId ?? '')}`),
    enabled: profileId !== null,
  });
  const levels = profile.data?.severityScheme.levels ?? [];
  const known = result?.variables['severity'];
  const severity = chosen ?? levels.find(({ code }) => code === known)?.code ?? null;
  const iso = (ms: number): string => new Date(ms).toISOString();
  const body = {
    profileId,
    ...(severity === null ? {} : { severity }),
    events: [
      { type: 'request_received', occurredAt: iso(startAt) },
      ...(result?.events ?? []).map(({ type, occurredAt }) => ({ type, occurredAt })),
    ],
    at: iso(now ?? startAt),
  };
  const clocks = useQuery({
    queryKey: ['trial-clocks', body],
    queryFn: () => api.post<EvaluateResponse>('/service-levels/evaluate', body),
    enabled: profileId !== null && now !== null,
    placeholderData: (before) => before,
  });
  const items = profileId === null ? [] : (clocks.data?.items ?? []);
  const moments = items
    .filter(({ state }) => state === 'running')
    .flatMap(({ warnAt, dueAt }) => [warnAt, dueAt])
    .map((at) => Date.parse(at ?? ''))
    .filter((at) => at > (now ?? 0));
  return {
    profiles: (profiles.data ?? []).filter(({ published }) => published).map(({ id, name }) => ({ id, ...name })),
    profileId,
    chooseProfile: (id) => {
      chooseProfile(id);
      chooseSeverity(null);
    },
    severities: levels.map(({ code, label }) => ({ code, ...label })),
    severity,
    chooseSeverity,
    items,
    next: moments.length === 0 ? null : Math.min(...moments),
  };
}
