/** The part of a moddle element that is read here; moddle itself is untyped. */
interface Node {
  readonly $type: string;
  readonly id?: string;
  readonly [key: string]: unknown;
}
const list = (value: unknown): readonly Node[] => (Array.isArray(value) ? (value as Node[]) : []);
const idOf = (value: unknown): string => String((value as Node | undefined)?.id ?? '');

/** Where a token may come from each element or flow: ids of flows and elements, scopes and boundary events included. */
export type Successors = ReadonlyMap<string, readonly string[]>;
/** The ways of a process. */
export interface Directions {
  readonly successors: Successors;
  /** Steps to the nearest end event. */
  readonly toEnd: ReadonlyMap<string, number>;
}

/** Reads the ways of a projected process. */
export function directionsOf(process: Node): Directions {
  const found = new Map<string, string[]>();
  const ends: string[] = [];
  const add = (from: string, to: string): void => void found.set(from, [...(found.get(from) ?? []), to]);
  const walk = (container: Node, scope: string | null): void => {
    for (const element of list(container.flowElements)) {
      const id = String(element.id);
      if (element.$type === 'bpmn:SequenceFlow') {
        add(idOf(element.sourceRef), id);
        add(id, idOf(element.targetRef));
      }
      if (element.$type === 'bpmn:BoundaryEvent') add(idOf(element.attachedToRef), id);
      if (scope !== null && element.$type === 'bpmn:StartEvent') add(scope, id);
      if (element.$type === 'bpmn:EndEvent') ends.push(id);
      if (scope !== null && element.$type === 'bpmn:EndEvent') add(id, scope);
      walk(element, id);
    }
  };
  walk(process, null);
  return { successors: found, toEnd: distances(found, ends) };
}

/** Steps from each element or flow to the nearest of `goals`; what leads to none is absent. */
export function distances(successors: Successors, goals: Iterable<string>): ReadonlyMap<string, number> {
  const predecessors = new Map<string, string[]>();
  for (const [from, targets] of successors)
    for (const to of targets) predecessors.set(to, [...(predecessors.get(to) ?? []), from]);
  const found = new Map<string, number>();
  let edge = [...goals];
  for (const goal of edge) found.set(goal, 0);
  for (let steps = 1; edge.length > 0; steps++) {
    const next: string[] = [];
    for (const id of edge) {
      for (const before of predecessors.get(id) ?? []) {
        if (found.has(before)) continue;
        found.set(before, steps);
        next.push(before);
      }
    }
    edge = next;
  }
  return found;
}
