import { isContainer, type FlowNode, type ProcessDefinition, type Scope } from '@pledge/engine';
import type { MarksOf, Naming } from './flat-net.js';

/** Calls inside calls that are looked into; further down a call is one step. */
const MAX_CALLS = 6;

/** A scope that is laid open: the process, a subprocess, an event subprocess or a called process. */
export interface Frame {
  readonly definition: ProcessDefinition;
  readonly scope: Scope;
  readonly parent: Frame | null;
  /** Before every name of a place. */
  readonly prefix: string;
  /** The call of the diagram that this happens in; null: the diagram itself. */
  readonly top: string | null;
  /** Keys of the processes on the way here. */
  readonly calls: readonly string[];
  /** The activity that it is the inside of; null: the process, an event subprocess. */
  readonly host: { readonly node: FlowNode; readonly frame: Frame } | null;
  /** Places that keep it going, these and those of what may still happen, and with them the places of the host. */
  readonly busy: Set<string>;
  readonly all: Set<string>;
  readonly whole: Set<string>;
}

/** A place of the frame. `control`: says that something may happen, and keeps nothing going. */
export function place(frame: Frame, name: string, control = false): string {
  const full = frame.prefix + name;
  for (let each: Frame | null = frame; each !== null; each = each.parent) {
    each.all.add(full);
    each.whole.add(full);
    if (!control) each.busy.add(full);
  }
  return full;
}

/** @throws Error for a scope that the definition does not hold: a fault of the caller. */
export function frameOf(
  definition: ProcessDefinition,
  scopeId: string,
  parent: Frame | null,
  more: Pick<Frame, 'prefix' | 'top' | 'calls' | 'host'>,
): Frame {
  const scope = definition.scopes.get(scopeId);
  if (!scope) throw new Error(`no scope ${scopeId} in ${definition.key}`);
  return { definition, scope, parent, ...more, busy: new Set(), all: new Set(), whole: new Set() };
}

/** An element as it is told: where the diagram shows it, and what it is called. */
export function naming(frame: Frame, node: FlowNode): Naming {
  const zh = node.name ?? node.id;
  return {
    elementId: frame.top ?? node.id,
    zh,
    en: node.labelEn ?? zh,
    calledProcess: frame.top === null ? null : frame.definition.key,
  };
}

/** Answers what has to be laid open for a rule, so that the number of states stays small. */
export class Slices {
  private readonly known = new Map<string, boolean>();

  constructor(
    private readonly marksOf: MarksOf,
    private readonly called: ReadonlyMap<string, ProcessDefinition>,
  ) {}

  /** The inside of an activity where the rule speaks of something in it; null: one step tells enough. */
  inside(frame: Frame, node: FlowNode): { readonly definition: ProcessDefinition; readonly scopeId: string } | null {
    const inner = this.innerOf(frame.definition, node);
    if (!inner) return null;
    if (node.call && (frame.calls.includes(inner.definition.key) || frame.calls.length >= MAX_CALLS)) return null;
    return this.matters(inner.definition, inner.scopeId, frame.calls) ? inner : null;
  }

  /** Whether the rule speaks of anything in the scope, or in what it calls. */
  matters(definition: ProcessDefinition, scopeId: string, calls: readonly string[]): boolean {
    const key = `${definition.key} ${scopeId}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const found = (definition.scopes.get(scopeId)?.nodes ?? []).some((id) => {
      const node = definition.nodes.get(id);
      if (!node) return false;
      if (this.marksOf(node) !== 0) return true;
      const inner = this.innerOf(definition, node);
      if (!inner || (node.call && calls.includes(inner.definition.key))) return false;
      return this.matters(inner.definition, inner.scopeId, node.call ? [...calls, inner.definition.key] : calls);
    });
    this.known.set(key, found);
    return found;
  }

  /** Whether what begins with these flows can matter: it holds a step the rule speaks of, or can end what runs beside it. */
  branchMatters(frame: Frame, flows: readonly string[]): boolean {
    const { definition } = frame;
    const seen = new Set<string>();
    const open = [...flows];
    for (let flow = open.pop(); flow !== undefined; flow = open.pop()) {
      const node = definition.nodes.get(definition.flows.get(flow)?.target ?? '');
      if (!node || seen.has(node.id)) continue;
      seen.add(node.id);
      if (this.marksOf(node) !== 0 || this.inside(frame, node)) return true;
      if (node.type === 'endEvent' && ['terminate', 'error', 'cancel'].includes(node.event?.kind ?? '')) return true;
      const boundaries = (definition.boundaries.get(node.id) ?? []).map((id) => definition.nodes.get(id));
      if (boundaries.some((each) => each && this.marksOf(each) !== 0)) return true;
      open.push(...node.outgoing, ...boundaries.flatMap((each) => each?.outgoing ?? []));
    }
    return false;
  }

  private innerOf(
    definition: ProcessDefinition,
    node: FlowNode,
  ): { readonly definition: ProcessDefinition; readonly scopeId: string } | null {
    if (isContainer(node.type)) return { definition, scopeId: node.id };
    const called = node.call?.processId.kind === 'static' ? this.called.get(node.call.processId.text) : undefined;
    return called ? { definition: called, scopeId: called.key } : null;
  }
}
