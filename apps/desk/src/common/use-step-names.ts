import { api, englishLabels } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';

interface StepNames {
  readonly chinese: ReadonlyMap<string, string>;
  readonly english: ReadonlyMap<string, string>;
}

/** Names of the steps of one version of a process in the page's language, for staff; the id where a step has no name. */
export function useStepNames(definitionId: string): (elementId: string) => string {
  const { i18n } = useTranslation();
  const names = useQuery({
    queryKey: keys.stepNames(definitionId),
    queryFn: async () => stepNames(await definitionXml(definitionId)),
    staleTime: Infinity,
    retry: false,
  });
  return (elementId) => {
    const english = i18n.language === 'en' ? names.data?.english.get(elementId) : undefined;
    return english ?? names.data?.chinese.get(elementId) ?? elementId;
  };
}

function stepNames(xml: string): StepNames {
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  const named = [...doc.querySelectorAll('[id][name]')].map((element): [string, string] => [
    element.id,
    element.getAttribute('name') ?? '',
  ]);
  return { chinese: new Map(named), english: englishLabels(xml) };
}

/** The model's text of one version; the server answers plain XML, older ones an object with it. */
async function definitionXml(id: string): Promise<string> {
  const answer = await api.get<string | { readonly xml: string }>(`/process-definitions/${id}/xml`);
  return typeof answer === 'string' ? answer : answer.xml;
}
