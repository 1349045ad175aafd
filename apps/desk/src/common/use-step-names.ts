import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { definitionXml, modelNames } from './model-names.js';

/** Names of the steps of one version of a process in the page's language, for staff; the id where a step has no name. */
export function useStepNames(definitionId: string): (elementId: string) => string {
  const { i18n } = useTranslation();
  const names = useQuery({
    queryKey: keys.stepNames(definitionId),
    queryFn: async () => modelNames(await definitionXml(definitionId)),
    staleTime: Infinity,
    retry: false,
  });
  return (elementId) => names.data?.(elementId, i18n.language) ?? elementId;
}
