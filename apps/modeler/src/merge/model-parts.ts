/** A moddle element as far as merging looks at it. */
export interface Part {
  readonly $type: string;
  readonly $parent?: Part;
  readonly $descriptor: {
    readonly properties: readonly {
      readonly name: string;
      readonly isReference?: boolean;
      readonly isMany?: boolean;
    }[];
  };
  readonly $attrs?: Record<string, unknown>;
  $instanceOf(type: string): boolean;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

/** Where a part stands in its model. */
export interface Place {
  readonly id: string;
  readonly part: Part;
  /** Id of the part around it; null for the root. */
  readonly parentId: string | null;
  /** The parent's property that holds it. */
  readonly property: string;
}

/** What is merged piece by piece; everything else is content of the piece around it. */
const PIECES = [
  'bpmn:FlowElement',
  'bpmn:Artifact',
  'bpmn:Lane',
  'bpmn:LaneSet',
  'bpmn:Participant',
  'bpmn:MessageFlow',
  'bpmn:RootElement',
  'bpmndi:BPMNDiagram',
  'bpmndi:BPMNPlane',
  'bpmndi:BPMNShape',
  'bpmndi:BPMNEdge',
];
/** Follow from the flows or are merged as sets: no content of their own. */
const DERIVED = new Set(['incoming', 'outgoing', 'flowNodeRef']);

export function idOf(part: Part): string | null {
  const id = part.get('id');
  return typeof id === 'string' && id !== '' ? id : null;
}
export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && '$type' in value;
}
function isPiece(part: Part): boolean {
  return idOf(part) !== null && PIECES.some((type) => part.$instanceOf(type));
}

/** Every piece of a model by id, in document order. The root has the id `''`. */
export function places(root: Part): Map<string, Place> {
  const found = new Map<string, Place>([['', { id: '', part: root, parentId: null, property: '' }]]);
  const walk = (part: Part, around: string): void => {
    for (const { name, isReference } of part.$descriptor.properties) {
      if (isReference) continue;
      for (const child of list(part.get(name))) {
        if (!isPart(child)) continue;
        const id = idOf(child);
        if (id !== null && isPiece(child) && !found.has(id)) {
          found.set(id, { id, part: child, parentId: around, property: name });
          walk(child, id);
        } else walk(child, around);
      }
    }
  };
  walk(root, '');
  return found;
}

/** What a piece says itself, as comparable text: attributes, references by id, content without the pieces inside. */
export function contentOf(part: Part): string {
  return JSON.stringify(plain(part, true));
}

function plain(part: Part, outermost: boolean): unknown {
  const said: Record<string, unknown> = { $type: part.$type };
  for (const { name, isReference } of part.$descriptor.properties) {
    if (DERIVED.has(name) || (outermost && name === 'id')) continue;
    const value = part.get(name);
    if (value === undefined) continue;
    if (isReference) {
      const ids = list(value).map((each) => (isPart(each) ? idOf(each) : each));
      if (ids.length > 0) said[name] = ids;
      continue;
    }
    const inner = list(value)
      .filter((each) => !(isPart(each) && isPiece(each)))
      .map((each) => (isPart(each) ? plain(each, false) : each));
    if (inner.length > 0) said[name] = inner;
  }
  for (const [name, value] of Object.entries(part.$attrs ?? {}))
    if (!name.startsWith('xmlns') && typeof value === 'string') said[`@${name}`] = value;
  return said;
}

/** Takes what `from` says itself over into `to`; the pieces inside `to` stay. */
export function takeContent(to: Part, from: Part): void {
  for (const { name, isReference } of to.$descriptor.properties) {
    if (DERIVED.has(name)) continue;
    const theirs = from.get(name);
    if (isReference) {
      to.set(name, theirs);
      continue;
    }
    const own = list(theirs).filter((each) => !(isPart(each) && isPiece(each)));
    for (const each of own) if (isPart(each)) (each as { $parent: Part }).$parent = to;
    if (Array.isArray(theirs) || Array.isArray(to.get(name))) {
      const pieces = list(to.get(name)).filter((each) => isPart(each) && isPiece(each));
      to.set(name, [...own, ...pieces]);
    } else if (!(isPart(to.get(name)) && isPiece(to.get(name) as Part))) to.set(name, theirs);
  }
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}
