import type { ModdleElement } from 'bpmn-moddle';

/** Whose file it is, by the namespace that its extensions belong to. */
export type Vendor = 'camunda' | 'flowable' | 'activiti' | 'zeebe' | 'plain';

/** Namespace URI → engine whose words stand under it. Operaton is Camunda 7 under another roof. */
const ENGINES: Readonly<Record<string, Vendor>> = {
  'http://camunda.org/schema/1.0/bpmn': 'camunda',
  'http://operaton.org/schema/1.0/bpmn': 'camunda',
  'http://flowable.org/bpmn': 'flowable',
  'http://activiti.org/bpmn': 'activiti',
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
};
/** Notes of drawing tools, for themselves. */
const TOOLS =
  /^http:\/\/(camunda\.org\/schema\/modeler\/|operaton\.org\/schema\/modeler\/|flowable\.org\/(modeler|design)|activiti\.com\/modeler|www\.activiti\.org\/editor)/;

export function engineOf(uri: string): Vendor | undefined {
  return ENGINES[uri];
}
export function isTool(uri: string): boolean {
  return TOOLS.test(uri);
}

/** Namespace of a prefix where `element` stands; undefined where nobody declared it. */
export function uriOf(element: ModdleElement, prefix: string): string | undefined {
  for (let at: ModdleElement | undefined = element; at; at = at.$parent) {
    const declared = at.$attrs?.[`xmlns:${prefix}`] ?? at[`xmlns:${prefix}`];
    if (typeof declared === 'string') return declared;
  }
  return undefined;
}

/** `camunda:assignee` → its prefix and local name. */
export function splitName(name: string): { readonly prefix: string; readonly local: string } {
  const at = name.indexOf(':');
  return at < 0 ? { prefix: '', local: name } : { prefix: name.slice(0, at), local: name.slice(at + 1) };
}
