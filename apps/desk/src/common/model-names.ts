import { api, englishLabels } from '@pledge/web';

/** The name of an element in a language, undefined where it has none. */
export type NameOf = (elementId: string, language: string) => string | undefined;

/** Names of the elements of a BPMN diagram; none for text that is not XML. */
export function modelNames(xml: string): NameOf {
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  const chinese = new Map(
    [...doc.querySelectorAll('[id][name]')].map((element) => [element.id, element.getAttribute('name') ?? '']),
  );
  const english = englishLabels(xml);
  return (elementId, language) => (language === 'en' ? english.get(elementId) : undefined) ?? chinese.get(elementId);
}

/** The model's text of one version; the server answers plain XML, older ones an object with it. */
export async function definitionXml(id: string): Promise<string> {
  const answer = await api.get<string | { readonly xml: string }>(`/process-definitions/${id}/xml`);
  return typeof answer === 'string' ? answer : answer.xml;
}
