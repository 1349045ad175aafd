const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';

/** Form of the start event of a process that nothing triggers; null where it asks nothing. */
export function startFormOf(xml: string): string | null {
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  for (const start of doc.getElementsByTagNameNS(BPMN, 'startEvent')) {
    if (start.parentElement?.localName !== 'process') continue;
    const triggered = [...start.children].some((child) => child.localName.endsWith('EventDefinition'));
    const form = start.getElementsByTagNameNS(ZEEBE, 'formDefinition')[0]?.getAttribute('formId');
    if (!triggered && form) return form;
  }
  return null;
}
