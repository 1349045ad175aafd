import type { TaskView } from '@pledge/contracts';
import { api, englishLabels, useSession } from '@pledge/web';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';

type Named = Pick<TaskView, 'definitionId' | 'elementId' | 'name'>;

/**
 * Names of tasks in the page's language. Models carry the English name as `pledge:label.en`; the definition is fetched once per
 * version, in English and by staff only (customers may not read definitions).
 */
export function useTaskName(tasks: readonly Named[]): (task: Named) => string {
  const { i18n } = useTranslation();
  const { user } = useSession();
  const wanted = i18n.language === 'en' && user?.side === 'provider';
  const ids = wanted ? [...new Set(tasks.map((task) => task.definitionId))] : [];
  const labels = useQueries({
    queries: ids.map((id) => ({
      queryKey: keys.labels(id),
      queryFn: async () => englishLabels(await definitionXml(id)),
      staleTime: Infinity,
      retry: false,
    })),
    combine: (results) => new Map(results.map((result, index) => [ids[index], result.data])),
  });
  return (task) => labels.get(task.definitionId)?.get(task.elementId) ?? task.name;
}

async function definitionXml(id: string): Promise<string> {
  const answer = await api.get<string | { readonly xml: string }>(`/process-definitions/${id}/xml`);
  return typeof answer === 'string' ? answer : answer.xml;
}
