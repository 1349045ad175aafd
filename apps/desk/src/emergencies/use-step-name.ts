import { api } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { modelFacts, type ModelFacts } from './model-facts.js';

interface Model {
  readonly id: string;
  readonly key: string;
}
/** Every plan has limits for the steps of the general flow too. */
const GENERAL = 'emergency-response';

/** Names of the steps of a plan and of the general flow in the page's language, as deployed last; the id while unknown. */
export function useStepName(planKey: string): (elementId: string) => string {
  const { i18n } = useTranslation();
  const facts = useQuery({
    queryKey: keys.planSteps(planKey),
    queryFn: () => Promise.all([...new Set([planKey, GENERAL])].map(read)),
    staleTime: 10 * 60_000,
    retry: false,
  });
  return (elementId) =>
    facts.data?.map((one) => one?.nameOf(elementId, i18n.language)).find((name) => name !== undefined) ?? elementId;
}

async function read(key: string): Promise<ModelFacts | null> {
  const { items } = await api.get<{ readonly items: readonly Model[] }>('/process-definitions', {
    query: { key, latest: 'true' },
  });
  const model = items.find((one) => one.key === key);
  if (model === undefined) return null;
  // The server answers plain XML, older ones an object with it.
  const answer = await api.get<string | { readonly xml: string }>(`/process-definitions/${model.id}/xml`);
  return modelFacts(typeof answer === 'string' ? answer : answer.xml);
}
