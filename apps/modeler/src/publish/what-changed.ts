/** An element that the draft adds, removes or changes against the published version. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly id: string;
  readonly name: string;
  /** Local BPMN name, such as `userTask`. */
  readonly type: string;
}

const unnamed = new Set([
  'sequenceFlow',
  'messageFlow',
  'lane',
  'laneSet',
  'collaboration',
  'definitions',
  'message',
  'error',
  'timerEventDefinition',
  'messageEventDefinition',
  'formalExpression',
  'textAnnotation',
  'association',
  'category',
  'group',
]);

/** Compares the steps of two diagrams; drawing, lanes and connections are left out. Nothing when a text is not XML. */
export function whatChanged(before: string, after: string, language: string): readonly Change[] {
  const old = stepsOf(before);
  const now = stepsOf(after);
  const change = (kind: Change['kind'], id: string, element: Element): Change => ({
    kind,
    id,
    name: nameOf(element, language) || id,
    type: element.localName,
  });
  return [
    ...[...now].filter(([id]) => !old.has(id)).map(([id, element]) => change('added', id, element)),
    ...[...old].filter(([id]) => !now.has(id)).map(([id, element]) => change('removed', id, element)),
    ...[...now]
      .filter(([id, element]) => old.has(id) && content(element) !== content(old.get(id) as Element))
      .map(([id, element]) => change('changed', id, element)),
  ];
}

function stepsOf(xml: string): ReadonlyMap<string, Element> {
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  const steps = new Map<string, Element>();
  for (const element of doc.querySelectorAll('[id]')) {
    const model = element.namespaceURI === 'http://www.omg.org/spec/BPMN/20100524/MODEL';
    if (
      model &&
      !unnamed.has(element.localName) &&
      element.localName !== 'process' &&
      !element.localName.endsWith('EventDefinition')
    )
      steps.set(element.id, element);
  }
  return steps;
}

/** What the step itself says, without its connections and without steps inside of it. */
function content(element: Element): string {
  const own = [...element.children].filter(
    (child) =>
      !['incoming', 'outgoing'].includes(child.localName) &&
      !(child.id !== '' && !child.localName.endsWith('Definition')),
  );
  const attributes = [...element.attributes].map((each) => `${each.name}=${each.value}`).sort();
  return [
    ...attributes,
    ...own.map((child) =>
      child.outerHTML
        .replace(/\s+xmlns(:\w+)?="[^"]*"/g, '')
        .replace(/\s+/g, ' ')
        .replace(/> </g, '><'),
    ),
  ].join('\n');
}

function nameOf(element: Element, language: string): string {
  const english = [...element.getElementsByTagNameNS('*', 'property')].find(
    (each) => each.getAttribute('name') === 'pledge:label.en' && each.closest('[id]') === element,
  );
  return (language === 'en' ? english?.getAttribute('value') : null) ?? element.getAttribute('name') ?? '';
}
