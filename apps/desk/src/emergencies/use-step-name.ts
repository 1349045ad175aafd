import { api } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { definitionXml, modelNames, type NameOf } from '../common/model-names.js';

interface Model {
  readonly id: string;
  readonly key: string;
}
/** Every plan has limits for the steps of the general flow too. */
const GENERAL = 'emergency-response';

/** Names of the steps of a plan and of the general flow in the page's language, as deployed last; the id while unknown. */
export function useStepName(planKey: string): (elementId: string) => string {
  const { i18n } = useTranslation();
  const names = useQuery({
    queryKey: keys.planSteps(planKey),
    queryFn: () => Promise.all([...new Set([planKey, GENERAL])].map(read)),
    staleTime: 10 * 60_000,
    retry: false,
  });
  return (elementId) =>
    names.data?.map((nameOf) => nameOf?.(elementId, i18n.language)).find((name) => name !== undefined) ?? elementId;
}

async function read(key: string): Promise<NameOf | null> {
  const { items } = await api.get<{ readonly items: readonly Model[] }>('/process-definitions', {
    query: { key, latest: 'true' },
  });
  const model = items.find((one) => one.key === key);
  return model === undefined ? null : modelNames(await definitionXml(model.id));
}
