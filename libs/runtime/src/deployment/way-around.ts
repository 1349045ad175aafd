import { eventParts, isContainer, type FlowNode, type ProcessDefinition } from '@pledge/engine';

/**
 * A way from a start of the process to `targetId` on which no element of `is` is completed; null: there is none. Every
 * condition counts as true, so that what is refused does not hang on data. An activity is left without having been
 * completed by its boundary events; one that may run zero times (multi-instance, loop tested before) may be skipped; a
 * parallel join is passed only when each of its flows can be reached. Pure.
 */
export function wayAround(
  process: ProcessDefinition,
  targetId: string,
  is: (node: FlowNode) => boolean,
): readonly string[] | null {
  const walk = new Walk(process, is);
  walk.scope(process.key, null);
  return walk.wayTo(targetId);
}

class Walk {
  /** Element → the one it was reached from. */
  private readonly from = new Map<string, string | null>();
  private readonly flows = new Set<string>();
  private readonly left = new Set<string>();

  constructor(
    private readonly process: ProcessDefinition,
    private readonly is: (node: FlowNode) => boolean,
  ) {}

  wayTo(id: string): readonly string[] | null {
    if (!this.from.has(id)) return null;
    const way: string[] = [];
    for (let at: string | null = id; at !== null; at = this.from.get(at) ?? null) way.unshift(at);
    return way;
  }

  /** Everything that can begin when a scope begins. */
  scope(id: string, by: string | null): void {
    const scope = this.process.scopes.get(id);
    if (!scope) return;
    for (const first of scope.initial) this.enter(first, by);
    for (const handler of scope.eventSubProcesses) this.enter(handler.id, by);
  }

  private enter(id: string, by: string | null): void {
    const node = this.process.nodes.get(id);
    if (!node || this.from.has(id)) return;
    this.from.set(id, by);
    for (const boundary of this.process.boundaries.get(id) ?? []) this.enter(boundary, id);
    if (node.handler !== undefined) this.enter(node.handler, id);
    const skippable = maySkip(node);
    if (isContainer(node.type)) {
      this.scope(id, id);
      if (node.type === 'adHocSubProcess')
        for (const inner of this.process.scopes.get(id)?.nodes ?? []) this.enter(inner, id);
      if (skippable || node.type === 'adHocSubProcess') this.leave(node, id);
      return;
    }
    if (this.is(node) && !skippable) return;
    if (node.event?.kind === 'link' && node.type === 'intermediateThrowEvent') this.jump(node, node.event.name);
    this.leave(node, id);
  }

  /** `by` is the last element on the way: of a container the end inside it. */
  private leave(node: FlowNode, by: string): void {
    if (node.outgoing.length === 0) {
      // An error end does not complete its scope; the boundary event that catches it was reached with the scope.
      if (eventParts(node.event).some((part) => part.kind === 'error') && node.type === 'endEvent') return;
      const container = this.process.nodes.get(node.scopeId);
      if (!container || this.left.has(container.id)) return;
      this.left.add(container.id);
      this.leave(container, by);
      return;
    }
    for (const flowId of node.outgoing) {
      const flow = this.process.flows.get(flowId);
      const target = flow && this.process.nodes.get(flow.target);
      if (!flow || !target) continue;
      this.flows.add(flowId);
      if (target.type === 'parallelGateway' && !target.incoming.every((one) => this.flows.has(one))) continue;
      this.enter(target.id, by);
    }
  }

  private jump(node: FlowNode, name: string): void {
    for (const other of this.process.nodes.values()) {
      const caught =
        other.type === 'intermediateCatchEvent' && other.event?.kind === 'link' && other.event.name === name;
      if (caught && other.scopeId === node.scopeId) this.enter(other.id, node.id);
    }
  }
}

function maySkip({ loop }: FlowNode): boolean {
  if (loop === undefined) return false;
  return loop.kind === 'multi-instance' || loop.testBefore;
}
