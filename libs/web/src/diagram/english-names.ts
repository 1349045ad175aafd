/**
 * The diagram's XML with the English names that its elements carry as `pledge:label.en` (design D2): names in models are
 * Chinese. An element without one keeps its name. Nothing else is touched; text that is not XML comes back unchanged.
 */
export function englishNames(xml: string): string {
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  if (doc.getElementsByTagName('parsererror').length > 0) return xml;
  for (const property of [...doc.getElementsByTagNameNS('*', 'property')]) {
    if (property.getAttribute('name') !== 'pledge:label.en') continue;
    const text = property.getAttribute('value');
    let owner = property.parentElement;
    while (owner !== null && owner.localName !== 'extensionElements') owner = owner.parentElement;
    if (text !== null) owner?.parentElement?.setAttribute('name', text);
  }
  return new XMLSerializer().serializeToString(doc);
}
