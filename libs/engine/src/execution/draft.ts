import type { Effect } from './effect.js';
import type { HistoryEntry } from './history-entry.js';
import type { InstanceState, NodeInstance } from './instance-state.js';
import { jsonBytes } from './json-bytes.js';

/** Key of the process itself among the nodes. */
export const ROOT = '';

/**
 * The working copy of one step. Nodes are immutable and replaced, so the input state is never changed; an undo log
 * takes back what a failed element did, at the cost of what it touched.
 */
export class Draft {
  status: InstanceState['status'];
  seq: number;
  /** Conditions have to be asked again: a variable of some scope changed, or a condition began to be watched. */
  variablesChanged = false;
  readonly effects: Effect[] = [];
  readonly history: HistoryEntry[] = [];
  private readonly nodes = new Map<string, NodeInstance>();
  private readonly childCounts = new Map<string, number>();
  /** Bytes of the variables by node, measured when first asked for, then kept up with every change. */
  private sizes: Map<string, number> | undefined;
  private bytes = 0;
  private readonly undo: { id: string; before: NodeInstance | undefined }[] = [];

  constructor(private readonly base: InstanceState) {
    this.status = base.status;
    this.seq = base.seq;
    this.nodes.set(ROOT, {
      id: ROOT,
      elementId: '',
      variables: base.variables,
      ...(base.waits === undefined ? {} : { waits: base.waits }),
      ...(base.compensable === undefined ? {} : { compensable: base.compensable }),
      ...(base.gathered === undefined ? {} : { gathered: base.gathered }),
    });
    for (const node of base.nodes) {
      this.nodes.set(node.id, node);
      this.count(node, 1);
    }
  }

  get instance(): InstanceState {
    return this.base;
  }

  find(id: string): NodeInstance | undefined {
    return this.nodes.get(id);
  }
  /** @throws Error for an unknown id: a fault of the engine, not of a model. */
  get(id: string): NodeInstance {
    const node = this.nodes.get(id);
    if (node === undefined) throw new Error(`no element instance ${id}`);
    return node;
  }
  put(node: NodeInstance): void {
    this.undo.push({ id: node.id, before: this.nodes.get(node.id) });
    this.write(node.id, node);
  }
  remove(id: string): void {
    this.undo.push({ id, before: this.nodes.get(id) });
    this.write(id, undefined);
  }
  /** All tokens, in order of creation, without the process itself. */
  *tokens(): Iterable<NodeInstance> {
    for (const node of this.nodes.values()) if (node.id !== ROOT) yield node;
  }
  everything(): Iterable<NodeInstance> {
    return this.nodes.values();
  }
  childrenOf(id: string): NodeInstance[] {
    const result: NodeInstance[] = [];
    if (!this.hasChildren(id)) return result;
    for (const node of this.tokens()) if ((node.parentId ?? ROOT) === id) result.push(node);
    return result;
  }
  hasChildren(id: string): boolean {
    return (this.childCounts.get(id) ?? 0) > 0;
  }

  /** UTF-8 bytes of the variables of all scopes as JSON. */
  variableBytes(): number {
    if (this.sizes === undefined) {
      this.sizes = new Map();
      for (const node of this.nodes.values()) this.measure(this.sizes, node.id, node);
    }
    return this.bytes;
  }

  /** Takes back everything since the mark. */
  mark(): {
    readonly undo: number;
    readonly effects: number;
    readonly history: number;
    readonly seq: number;
    readonly status: InstanceState['status'];
  } {
    return {
      undo: this.undo.length,
      effects: this.effects.length,
      history: this.history.length,
      seq: this.seq,
      status: this.status,
    };
  }
  rollback(mark: ReturnType<Draft['mark']>): void {
    while (this.undo.length > mark.undo) {
      const entry = this.undo.pop();
      if (entry !== undefined) this.write(entry.id, entry.before);
    }
    this.effects.length = mark.effects;
    this.history.length = mark.history;
    this.seq = mark.seq;
    this.status = mark.status;
  }

  toState(): InstanceState {
    const root = this.get(ROOT);
    const { waits: _oldWaits, compensable: _oldCompensable, gathered: _oldGathered, ...base } = this.base;
    const nodes = [...this.tokens()];
    // An undone removal re-enters the map at its end: creation order is the order of ids.
    nodes.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    return {
      ...base,
      status: this.status,
      seq: this.seq,
      variables: root.variables ?? {},
      ...(root.waits === undefined || root.waits.length === 0 ? {} : { waits: root.waits }),
      ...(root.compensable === undefined || root.compensable.length === 0 ? {} : { compensable: root.compensable }),
      ...(root.gathered === undefined ? {} : { gathered: root.gathered }),
      nodes,
    };
  }

  private write(id: string, node: NodeInstance | undefined): void {
    const before = this.nodes.get(id);
    if (before?.variables !== node?.variables) this.variablesChanged = true;
    if (
      this.sizes !== undefined &&
      (before?.variables !== node?.variables || before?.compensable !== node?.compensable)
    )
      this.measure(this.sizes, id, node);
    if (before !== undefined) this.count(before, -1);
    if (node === undefined) this.nodes.delete(id);
    else {
      this.nodes.set(id, node);
      this.count(node, 1);
    }
  }
  private measure(sizes: Map<string, number>, id: string, node: NodeInstance | undefined): void {
    const size = bytesOf(node);
    this.bytes += size - (sizes.get(id) ?? 0);
    sizes.set(id, size);
  }
  private count(node: NodeInstance, change: number): void {
    if (node.id === ROOT) return;
    const parent = node.parentId ?? ROOT;
    this.childCounts.set(parent, (this.childCounts.get(parent) ?? 0) + change);
  }
}

function bytesOf(node: NodeInstance | undefined): number {
  if (node === undefined) return 0;
  const own = node.variables === undefined ? 0 : jsonBytes(node.variables);
  return node.compensable === undefined ? own : own + jsonBytes(node.compensable);
}
