import type { Change } from '../publish/what-changed.js';

/** Rules, conditions and results that a decision adds, drops or changes; nothing when a text is no DMN. */
export function decisionChanges(before: string, after: string): readonly Change[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  const change = (kind: Change['kind'], id: string, part: Element): Change => ({
    kind,
    id,
    name: nameOf(part) || id,
    type: part.localName,
  });
  return [
    ...[...now].filter(([id]) => !old.has(id)).map(([id, part]) => change('added', id, part)),
    ...[...old].filter(([id]) => !now.has(id)).map(([id, part]) => change('removed', id, part)),
    ...[...now]
      .filter(([id, part]) => old.has(id) && said(part) !== said(old.get(id) as Element))
      .map(([id, part]) => change('changed', id, part)),
  ];
}

function partsOf(xml: string): ReadonlyMap<string, Element> {
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  const parts = ['rule', 'input', 'output', 'literalExpression'].flatMap((name) => [
    ...doc.getElementsByTagNameNS('*', name),
  ]);
  return new Map(parts.filter((part) => part.id !== '').map((part) => [part.id, part]));
}

function said(part: Element): string {
  const own = [...part.attributes].map((each) => `${each.name}=${each.value}`);
  return [
    ...own,
    ...[...part.getElementsByTagName('*')].map((each) => `${each.localName}:${each.textContent?.trim() ?? ''}`),
  ].join('\n');
}

function nameOf(part: Element): string {
  const description = part.getElementsByTagNameNS('*', 'description')[0]?.textContent ?? '';
  const entries = [...part.getElementsByTagNameNS('*', 'text')].map((each) => each.textContent?.trim() ?? '');
  return part.getAttribute('label') ?? (description || entries.join(' → '));
}
