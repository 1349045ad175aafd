const labelName = 'pledge:label.en';

/** Calls back for every element that carries `pledge:label.en`; nothing for text that is not XML. */
function forEachLabel(doc: Document, found: (owner: Element, text: string) => void): void {
  for (const property of [...doc.getElementsByTagNameNS('*', 'property')]) {
    if (property.getAttribute('name') !== labelName) continue;
    const text = property.getAttribute('value');
    let owner = property.parentElement;
    while (owner !== null && owner.localName !== 'extensionElements') owner = owner.parentElement;
    if (text !== null && owner?.parentElement != null) found(owner.parentElement, text);
  }
}

function parse(xml: string): Document | null {
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  return doc.getElementsByTagName('parsererror').length > 0 ? null : doc;
}

/** Places beside events, gateways and flows are measured for a few Chinese characters: px that English words need to stay whole. */
const labelWidth = 84;

function widenLabels(doc: Document): void {
  for (const label of doc.getElementsByTagNameNS('*', 'BPMNLabel')) {
    const bounds = label.getElementsByTagNameNS('*', 'Bounds')[0];
    if (bounds === undefined) continue;
    const [x, width] = [Number(bounds.getAttribute('x')), Number(bounds.getAttribute('width'))];
    if (width >= labelWidth) continue;
    bounds.setAttribute('x', String(x + (width - labelWidth) / 2));
    bounds.setAttribute('width', String(labelWidth));
  }
}

/**
 * The diagram's XML with the English names that its elements carry as `pledge:label.en` (design D2): names in models are
 * Chinese. An element without one keeps its name. Labels get room for English words, nothing else is touched; text that is not XML comes back unchanged.
 */
export function englishNames(xml: string): string {
  const doc = parse(xml);
  if (doc === null) return xml;
  forEachLabel(doc, (owner, text) => owner.setAttribute('name', text));
  widenLabels(doc);
  return new XMLSerializer().serializeToString(doc);
}

/** English names by element id. */
export function englishLabels(xml: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const doc = parse(xml);
  if (doc !== null) forEachLabel(doc, (owner, text) => labels.set(owner.id, text));
  return labels;
}
