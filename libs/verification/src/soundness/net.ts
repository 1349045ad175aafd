import { isActivity, type FlowNode, type ProcessDefinition, type Scope } from '@pledge/engine';

/**
 * One way an element can go on: `consume` are places that lose a token, `produce` places that get one; `clears` takes every
 * token of the scope away (terminate, error and cancel end events).
 */
export interface Firing {
  readonly elementId: string;
  readonly consume: readonly string[];
  readonly produce: readonly string[];
  /** Places emptied whatever they hold. */
  readonly drain?: readonly string[];
  readonly clears?: true;
  /** Fires only while no token elsewhere can still come: an inclusive join. */
  readonly inclusive?: { readonly empty: readonly string[]; readonly held: readonly string[] };
}

/**
 * A scope as places and firings; data is left out, so that every branch of a choice can be taken. A sequence flow is the
 * place of a token on its way; other places are named `start:`, `in:` and `may:`.
 */
export interface Net {
  readonly scopeId: string;
  /** Each a way to begin: places that hold a token then. */
  readonly beginnings: readonly (readonly string[])[];
  /** Of each element that a token can pass. */
  readonly firings: ReadonlyMap<string, readonly Firing[]>;
  /** The element that takes the tokens of a place. */
  readonly consumer: ReadonlyMap<string, string>;
  /** Flows that leave an element in any way, boundary events included. */
  readonly successors: ReadonlyMap<string, readonly string[]>;
  /**
   * Places that only what runs beside an activity comes to (boundary events that do not interrupt). It may begin again
   * before it has ended, and is meant to: a reminder every day. One token stands for all of them.
   */
  readonly beside: ReadonlySet<string>;
}

/** Most outgoing flows of an inclusive split whose every combination is looked at; above it each alone, and all. */
const COMBINATIONS = 5;

/** The net of a scope, or null where tokens do not tell enough: ad-hoc, complex gateways, quantities (BPMN 2.0, 10.3.5, 10.6.5). */
export function netOf(definition: ProcessDefinition, scope: Scope): Net | null {
  const nodes = scope.nodes.map((id) => definition.nodes.get(id)).filter((node) => node !== undefined);
  const hard = nodes.some(
    ({ type, startQuantity, completionQuantity }) =>
      type === 'complexGateway' || (startQuantity ?? 1) > 1 || (completionQuantity ?? 1) > 1,
  );
  if (hard || definition.nodes.get(scope.id)?.type === 'adHocSubProcess') return null;
  const firings = new Map<string, readonly Firing[]>();
  const consumer = new Map<string, string>();
  const successors = new Map<string, readonly string[]>();
  const leading = new Map<string, readonly string[]>();
  for (const node of nodes) {
    if (isAside(node)) continue;
    const entries = entriesOf(definition, node);
    for (const place of entries) consumer.set(place, node.id);
    const boundaries = boundariesOf(definition, node);
    successors.set(node.id, [...leaving(definition, node).flat(), ...boundaries.flatMap(({ outgoing }) => outgoing)]);
    leading.set(node.id, [
      ...leaving(definition, node).flat(),
      ...boundaries.flatMap((each) => (each.interrupting ? each.outgoing : [])),
    ]);
    firings.set(node.id, firingsOf(definition, node, entries, boundaries));
    for (const boundary of boundaries) firings.set(boundary.id, []);
    consumer.set(`in:${node.id}`, node.id);
  }
  const beginnings = beginningsOf(definition, scope);
  const main = reached(beginnings.flat(), consumer, leading);
  const beside = new Set([...consumer.keys()].filter((place) => !main.has(place) && !place.startsWith('in:')));
  return { scopeId: scope.id, beginnings, firings, consumer, successors, beside };
}

/** Places that a token of `from` can come to, those included. */
export function reached(
  from: readonly string[],
  consumer: ReadonlyMap<string, string>,
  successors: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (found.has(place)) continue;
    found.add(place);
    open.push(...(successors.get(consumer.get(place) ?? '') ?? []));
  }
  return found;
}

/** Elements that no token of the normal flow passes; boundary events fire with their activity. */
export function isAside(node: FlowNode): boolean {
  return node.type === 'boundaryEvent' || node.type === 'eventSubProcess' || node.forCompensation === true;
}

function beginningsOf(definition: ProcessDefinition, scope: Scope): string[][] {
  const starts = scope.nodes.filter((id) => definition.nodes.get(id)?.type === 'startEvent');
  // Each start event of a process begins an instance of its own (13.2).
  if (starts.length > 0) return starts.map((id) => [`start:${id}`]);
  return scope.initial.length === 0 ? [] : [scope.initial.map((id) => `start:${id}`)];
}

/** Where tokens wait for the element; a link catch also takes what its throw sends. */
function entriesOf(definition: ProcessDefinition, node: FlowNode): string[] {
  const links = node.type === 'intermediateCatchEvent' && node.event?.kind === 'link' ? [`link:${node.id}`] : [];
  return [...node.incoming.filter((id) => definition.flows.has(id)), ...links, `start:${node.id}`];
}

function boundariesOf(definition: ProcessDefinition, node: FlowNode): FlowNode[] {
  if (!isActivity(node.type)) return [];
  return (definition.boundaries.get(node.id) ?? [])
    .map((id) => definition.nodes.get(id))
    .filter((each) => each !== undefined)
    .filter((each) => each.event?.kind !== 'compensation');
}

function firingsOf(
  definition: ProcessDefinition,
  node: FlowNode,
  entries: readonly string[],
  boundaries: readonly FlowNode[],
): Firing[] {
  const elementId = node.id;
  const ways = leaving(definition, node);
  if (node.type === 'parallelGateway' && node.incoming.length > 1)
    return ways.map((produce) => ({ elementId, consume: node.incoming, produce }));
  if (node.type === 'inclusiveGateway' && node.incoming.length > 1)
    return subsets(node.incoming).flatMap((held) =>
      ways.map((produce) => ({
        elementId,
        consume: held,
        produce,
        inclusive: { held, empty: node.incoming.filter((id) => !held.includes(id)) },
      })),
    );
  if (node.type === 'endEvent' && ['terminate', 'error', 'cancel'].includes(node.event?.kind ?? ''))
    return entries.map((place) => ({ elementId, consume: [place], produce: [], clears: true }));
  const staying = boundaries.filter(({ interrupting }) => !interrupting);
  const ending = boundaries.filter(({ interrupting }) => interrupting);
  const ends = (consume: string): Firing[] => [
    ...ways.map((produce) => ({ elementId, consume: [consume], produce, drain: staying.map(mayOf) })),
    ...ending.flatMap((boundary) =>
      leaving(definition, boundary).map((produce) => ({
        elementId: boundary.id,
        consume: [consume],
        produce,
        drain: staying.map(mayOf),
      })),
    ),
  ];
  if (staying.length === 0) return entries.flatMap(ends);
  const inside = `in:${node.id}`;
  return [
    ...entries.map((place) => ({ elementId, consume: [place], produce: [inside, ...staying.map(mayOf)] })),
    // Once is enough to see what it does beside the rest; it may come again.
    ...staying.flatMap((boundary) =>
      leaving(definition, boundary).map((produce) => ({
        elementId: boundary.id,
        consume: [inside, mayOf(boundary)],
        produce: [inside, ...produce],
      })),
    ),
    ...ends(inside),
  ];
}

const mayOf = (boundary: FlowNode): string => `may:${boundary.id}`;

/** The combinations of flows on which tokens leave. An element without outgoing flow takes its token out of the scope. */
export function leaving(definition: ProcessDefinition, node: FlowNode): string[][] {
  const out = node.outgoing.filter((id) => definition.flows.has(id));
  if (node.type === 'intermediateThrowEvent' && node.event?.kind === 'link') return linked(definition, node);
  if (out.length === 0) return [[]];
  switch (node.type) {
    case 'exclusiveGateway':
      return out.map((id) => [id]);
    case 'eventBasedGateway':
      return node.parallelEvents ? [out] : out.map((id) => [id]);
    case 'inclusiveGateway':
      return subsets(out);
    case 'parallelGateway':
      return [out];
    default:
      return conditional(definition, node, out);
  }
}

/** Flows of an activity or event: those without condition always, the others as they hold, the default when none does (13.3.2). */
function conditional(definition: ProcessDefinition, node: FlowNode, out: readonly string[]): string[][] {
  const chosen = out.filter((id) => id !== node.defaultFlow && definition.flows.get(id)?.condition !== undefined);
  if (chosen.length === 0) return [[...out]];
  const always = out.filter((id) => id !== node.defaultFlow && !chosen.includes(id));
  const none = node.defaultFlow === undefined ? always : [...always, node.defaultFlow];
  return [...subsets(chosen).map((some) => [...always, ...some]), ...(none.length > 0 ? [none] : [])];
}

function linked(definition: ProcessDefinition, node: FlowNode): string[][] {
  const name = node.event?.kind === 'link' ? node.event.name : undefined;
  const target = [...definition.nodes.values()].find(
    (other) =>
      other.type === 'intermediateCatchEvent' &&
      other.scopeId === node.scopeId &&
      other.event?.kind === 'link' &&
      other.event.name === name,
  );
  return [target ? [`link:${target.id}`] : []];
}

/** Every combination that is not empty. */
export function subsets(all: readonly string[]): string[][] {
  if (all.length > COMBINATIONS) return [...all.map((one) => [one]), [...all]];
  const found: string[][] = [];
  for (let bits = 1; bits < 1 << all.length; bits++) found.push(all.filter((_, index) => (bits & (1 << index)) !== 0));
  return found;
}
