import { contentOf, idOf, isPart, list, places, takeContent, type Part, type Place } from './model-parts.js';

/** Reads and writes models; bpmn-js' moddle, or bpmn-moddle in a spec. */
export interface Moddle {
  fromXML(xml: string): Promise<{ rootElement: unknown }>;
  toXML(element: unknown, options: { format: boolean }): Promise<{ xml: string }>;
}

/** A piece that both changed, each in another way. */
export interface MergeConflict {
  readonly id: string;
  /** Local BPMN name, such as `userTask`. */
  readonly type: string;
  readonly name: string;
  readonly mine: 'changed' | 'removed';
  readonly theirs: 'changed' | 'removed';
}
export interface Merged {
  readonly xml: string;
  readonly conflicts: readonly MergeConflict[];
  /** Pieces taken over from mine. */
  readonly taken: readonly string[];
}

/**
 * Three-way merge of two diagrams that both go back to `base`: what only one side changed is taken, what both changed in
 * different ways is decided by `choose` (default: mine) and listed. Layout counts like everything else. Throws when a text
 * is not BPMN.
 */
export async function mergeModels(
  moddle: Moddle,
  texts: { readonly base: string; readonly mine: string; readonly theirs: string },
  choose: (id: string) => 'mine' | 'theirs' = () => 'mine',
): Promise<Merged> {
  const read = async (xml: string): Promise<Part> => (await moddle.fromXML(xml)).rootElement as Part;
  const target = await read(texts.theirs);
  const base = places(await read(texts.base));
  const mine = places(await read(texts.mine));
  const theirs = places(target);
  const conflicts: MergeConflict[] = [];
  const taken: string[] = [];
  const conflict = (place: Place, how: Pick<MergeConflict, 'mine' | 'theirs'>): 'mine' | 'theirs' => {
    const name = place.part.get('name');
    const type = place.part.$type.replace(/^.*:/, '');
    conflicts.push({
      id: place.id,
      type: type.charAt(0).toLowerCase() + type.slice(1),
      name: String(name ?? ''),
      ...how,
    });
    return choose(place.id);
  };

  for (const [id, own] of mine) {
    const before = base.get(id);
    const other = theirs.get(id);
    const changed = !before || contentOf(before.part) !== contentOf(own.part);
    if (!changed) continue;
    if (other) {
      if (contentOf(other.part) === contentOf(own.part)) continue;
      const theyChanged = !before || contentOf(before.part) !== contentOf(other.part);
      if (theyChanged && conflict(own, { mine: 'changed', theirs: 'changed' }) === 'theirs') continue;
      takeContent(other.part, own.part);
      taken.push(id);
    } else if (!before || conflict(own, { mine: 'changed', theirs: 'removed' }) === 'mine') {
      if (insert(theirs, own)) taken.push(id);
    }
  }
  for (const [id, before] of base) {
    const other = theirs.get(id);
    if (mine.has(id) || !other) continue;
    const theyChanged = contentOf(before.part) !== contentOf(other.part);
    if (theyChanged && conflict(other, { mine: 'removed', theirs: 'changed' }) === 'theirs') continue;
    remove(theirs, other);
    taken.push(id);
  }
  mergeLanes(base, mine, theirs);
  settle(target);
  return { xml: (await moddle.toXML(target, { format: true })).xml, conflicts, taken };
}

/** A shallow copy of a piece of the other model under its parent here; what stands inside of it comes by itself. */
function insert(into: Map<string, Place>, own: Place): boolean {
  const parent = into.get(own.parentId ?? '');
  if (!parent) return false;
  const pieces = new Set([...places(own.part).values()].slice(1).map((place) => place.part));
  for (const { name, isReference } of own.part.$descriptor.properties) {
    if (isReference || name === 'id') continue;
    const value = own.part.get(name);
    if (Array.isArray(value))
      own.part.set(
        name,
        value.filter((each) => !pieces.has(each as Part)),
      );
    else if (isPart(value) && pieces.has(value)) own.part.set(name, undefined);
  }
  (own.part as { $parent: Part }).$parent = parent.part;
  const now = parent.part.get(own.property);
  const many = parent.part.$descriptor.properties.find((each) => each.name === own.property)?.isMany;
  parent.part.set(own.property, many ? [...list(now), own.part] : own.part);
  into.set(own.id, own);
  return true;
}

function remove(from: Map<string, Place>, place: Place): void {
  const parent = from.get(place.parentId ?? '');
  if (!parent) return;
  const now = parent.part.get(place.property);
  parent.part.set(place.property, Array.isArray(now) ? now.filter((each) => each !== place.part) : undefined);
  from.delete(place.id);
}

/** Which step stands in which lane is a set: joined and left on either side counts. */
function mergeLanes(base: Map<string, Place>, mine: Map<string, Place>, theirs: Map<string, Place>): void {
  const members = (place: Place | undefined): Set<string> =>
    new Set(list(place?.part.get('flowNodeRef')).flatMap((each) => (isPart(each) ? (idOf(each) ?? []) : [])));
  for (const [id, place] of theirs) {
    if (place.part.$type !== 'bpmn:Lane') continue;
    const before = members(base.get(id));
    const own = members(mine.get(id));
    const kept = [...members(place)].filter((each) => !before.has(each) || own.has(each) || !mine.has(id));
    const joined = [...own].filter((each) => !before.has(each) && !kept.includes(each));
    const nodes = [...kept, ...joined].flatMap((each) => theirs.get(each)?.part ?? []);
    place.part.set('flowNodeRef', nodes);
  }
}

/** Drops what points at nothing any more, points references at this model, and writes incoming and outgoing anew. */
function settle(root: Part): void {
  for (let gone = true; gone;) {
    gone = false;
    const all = places(root);
    for (const place of all.values()) {
      const ends = ['sourceRef', 'targetRef', 'attachedToRef', 'bpmnElement'].map((name) =>
        place.part.$descriptor.properties.some((each) => each.name === name) ? place.part.get(name) : undefined,
      );
      const dangling = ends.some((end) => isPart(end) && !all.has(idOf(end) ?? ''));
      if (dangling && place.parentId !== null && place.part.$type !== 'bpmndi:BPMNPlane') {
        remove(all, place);
        gone = true;
      }
    }
  }
  const all = places(root);
  for (const { part } of all.values()) {
    for (const { name, isReference } of part.$descriptor.properties) {
      if (!isReference) continue;
      const value = part.get(name);
      if (Array.isArray(value))
        part.set(
          name,
          value.map((each) => here(all, each)).filter((each) => each !== undefined),
        );
      else if (isPart(value)) part.set(name, here(all, value));
    }
    if (part.$instanceOf('bpmn:FlowNode')) {
      part.set('incoming', []);
      part.set('outgoing', []);
    }
  }
  for (const { part } of all.values()) {
    if (part.$type !== 'bpmn:SequenceFlow') continue;
    const [source, target] = [part.get('sourceRef'), part.get('targetRef')];
    if (isPart(source)) source.set('outgoing', [...list(source.get('outgoing')), part]);
    if (isPart(target)) target.set('incoming', [...list(target.get('incoming')), part]);
  }
}

function here(all: ReadonlyMap<string, Place>, value: unknown): unknown {
  if (!isPart(value)) return value;
  const id = idOf(value);
  return id === null ? value : (all.get(id)?.part ?? (value.$instanceOf('bpmn:BaseElement') ? undefined : value));
}
