import type { BothLanguages } from '../../model/finding.js';
import { eventParts, type FlowNode, type ProcessDefinition } from '../../model/process-definition.js';

/** Where an element of one version is found in another: by its id, by its name, or by what stands around it. */
export interface MappedElement {
  readonly from: string;
  readonly to: string;
  readonly how: 'id' | 'name' | 'structure' | 'given';
}
export interface UnmappedElement {
  readonly elementId: string;
  readonly name?: string;
  readonly message: BothLanguages;
}
export interface MappingProposal {
  readonly mapped: readonly MappedElement[];
  /** Elements that the other version does not have; an instance that stands there needs a mapping. */
  readonly unmapped: readonly UnmappedElement[];
}

/**
 * Proposes where each element of `source` is in `target`: the same id and type; else, inside the same scope, the only one
 * of its type with the same name; else the only one of its type between the same neighbours. What is not certain stays
 * unmapped, for a person to decide.
 */
export function proposeMapping(source: ProcessDefinition, target: ProcessDefinition): MappingProposal {
  let targets = known.get(source.nodes);
  if (targets === undefined) known.set(source.nodes, (targets = new WeakMap()));
  let proposal = targets.get(target.nodes);
  if (proposal === undefined) targets.set(target.nodes, (proposal = find(source, target)));
  return proposal;
}

/** Versions never change: a thousand instances that migrate ask once. */
const known = new WeakMap<ProcessDefinition['nodes'], WeakMap<ProcessDefinition['nodes'], MappingProposal>>();

function find(source: ProcessDefinition, target: ProcessDefinition): MappingProposal {
  const search = new Search(source, target);
  const mapped = search.run();
  const unmapped = [...source.nodes.values()].filter((node) => !search.found.has(node.id));
  return { mapped, unmapped: unmapped.map((node) => missing(node, target)) };
}

class Search {
  readonly found = new Map<string, MappedElement>();
  private readonly taken = new Set<string>();

  constructor(
    private readonly source: ProcessDefinition,
    private readonly target: ProcessDefinition,
  ) {}

  run(): MappedElement[] {
    for (const node of this.source.nodes.values()) {
      const same = this.target.nodes.get(node.id);
      if (same !== undefined && alike(node, same)) this.take(node, same, 'id');
    }
    // Each find may be the neighbour, or the scope, by which the next one is known.
    while (this.pass('name', sameName) || this.pass('structure', (a, b) => this.sameNeighbours(a, b)));
    return [...this.source.nodes.keys()].flatMap((id) => this.found.get(id) ?? []);
  }

  private pass(how: 'name' | 'structure', fits: (a: FlowNode, b: FlowNode) => boolean): boolean {
    const before = this.found.size;
    const left = [...this.source.nodes.values()].filter((node) => !this.found.has(node.id));
    const free = [...this.target.nodes.values()].filter((node) => !this.taken.has(node.id));
    const pairs = left.map((node) => ({
      node,
      candidates: free.filter((other) => alike(node, other) && this.samePlace(node, other) && fits(node, other)),
    }));
    for (const { node, candidates } of pairs) {
      const [only] = candidates;
      const wanted = pairs.filter((pair) => only !== undefined && pair.candidates.includes(only));
      if (candidates.length === 1 && wanted.length === 1 && only !== undefined) this.take(node, only, how);
    }
    return this.found.size > before;
  }

  private take(node: FlowNode, other: FlowNode, how: MappedElement['how']): void {
    this.found.set(node.id, { from: node.id, to: other.id, how });
    this.taken.add(other.id);
  }
  private imageOf(id: string): string | undefined {
    return id === this.source.key ? this.target.key : this.found.get(id)?.to;
  }
  private samePlace(node: FlowNode, other: FlowNode): boolean {
    if (this.imageOf(node.scopeId) !== other.scopeId) return false;
    return node.attachedTo === undefined || this.imageOf(node.attachedTo) === other.attachedTo;
  }
  /** Every neighbour is known and the same; a boundary event is known by its activity and kind. */
  private sameNeighbours(node: FlowNode, other: FlowNode): boolean {
    if (node.attachedTo !== undefined) return node.interrupting === other.interrupting;
    const before = neighbours(this.source, node, 'incoming').map((id) => this.imageOf(id));
    const after = neighbours(this.source, node, 'outgoing').map((id) => this.imageOf(id));
    if (before.length + after.length === 0) return false;
    return (
      sameSet(before, neighbours(this.target, other, 'incoming')) &&
      sameSet(after, neighbours(this.target, other, 'outgoing'))
    );
  }
}

function neighbours(definition: ProcessDefinition, node: FlowNode, side: 'incoming' | 'outgoing'): string[] {
  return node[side].flatMap((id) => {
    const flow = definition.flows.get(id);
    return flow === undefined ? [] : [side === 'incoming' ? flow.source : flow.target];
  });
}

function sameSet(a: readonly (string | undefined)[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => id !== undefined && b.includes(id));
}

/** The same kind of element; of an event also the same kind of event, unless its id says that it is the same one. */
function alike(node: FlowNode, other: FlowNode): boolean {
  if (node.type !== other.type) return false;
  if (node.id === other.id) return true;
  const kinds = (each: FlowNode): string =>
    eventParts(each.event)
      .map((part) => part.kind)
      .join();
  return kinds(node) === kinds(other);
}
const sameName = (a: FlowNode, b: FlowNode): boolean => a.name !== undefined && a.name === b.name;

function missing(node: FlowNode, target: ProcessDefinition): UnmappedElement {
  const other = target.nodes.get(node.id);
  const message =
    other === undefined
      ? {
          zh: `新版本中找不到“${node.name ?? node.id}”对应的元素。`,
          en: `The other version has no element that is certainly "${node.name ?? node.id}".`,
        }
      : {
          zh: `“${node.id}”的类型由 ${node.type} 变为 ${other.type}。`,
          en: `"${node.id}" was a ${node.type} and is a ${other.type} now.`,
        };
  return { elementId: node.id, ...(node.name === undefined ? {} : { name: node.name }), message };
}
