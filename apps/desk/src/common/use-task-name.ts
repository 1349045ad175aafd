import type { TaskView } from '@pledge/contracts';
import { englishLabels, useSession } from '@pledge/web';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { definitionXml } from './model-names.js';

type Named = Pick<TaskView, 'definitionId' | 'elementId' | 'name'> & Partial<Pick<TaskView, 'nameEn'>>;

/**
 * Names of tasks and steps in the page's language. A task tells its English name; for a step of another kind the definition,
 * which carries it as `pledge:label.en`, is fetched once per version, in English and by staff only (customers may not read
 * definitions).
 */
export function useTaskName(tasks: readonly Named[]): (task: Named) => string {
  const { i18n } = useTranslation();
  const { user } = useSession();
  const wanted = i18n.language === 'en' && user?.side === 'provider';
  const ids = wanted
    ? [...new Set(tasks.filter(({ nameEn }) => nameEn === undefined).map((task) => task.definitionId))]
    : [];
  const labels = useQueries({
    queries: ids.map((id) => ({
      queryKey: keys.labels(id),
      queryFn: async () => englishLabels(await definitionXml(id)),
      staleTime: Infinity,
      retry: false,
    })),
    combine: (results) => new Map(results.map((result, index) => [ids[index], result.data])),
  });
  return (task) =>
    (i18n.language === 'en' ? task.nameEn : undefined) ??
    labels.get(task.definitionId)?.get(task.elementId) ??
    task.name;
}
