import type { FlowNode, ProcessDefinition } from '@pledge/engine';
import { isAside, leaving, subsets } from '../soundness/net.js';
import type { FlatNet, MarksOf, Naming, Transition } from './flat-net.js';
import { frameOf, naming, place, Slices, type Frame } from './frames.js';
import {
  ANY,
  boundariesOf,
  thrownOnly,
  codeOf,
  codesOf,
  catches,
  mayThrow,
  isJoin,
  isWaiting,
  passes,
} from './node-kinds.js';
import { receives } from './select.js';

type Way = Omit<Transition, 'started' | 'completed' | 'immediate' | 'step' | 'doneBy'> &
  Partial<Pick<Transition, 'started' | 'completed' | 'immediate'>> & { readonly flows?: readonly string[] };

/**
 * The process as one net. Subprocesses and called processes are laid open where the rule speaks of something in them;
 * elsewhere they are one step that may end in each of its ways. Data is left out. What compensation undoes is not followed,
 * a multi-instance activity is carried out at least once.
 * @param called newest versions by key
 * @param marksOf what the rule says of an element, as bits; 0: nothing
 * @param message whose hearing is asked
 */
export function flatten(
  process: ProcessDefinition,
  called: ReadonlyMap<string, ProcessDefinition>,
  marksOf: MarksOf,
  message: string | null,
): FlatNet {
  return new Flattener(new Slices(marksOf, called), marksOf, message).whole(process);
}

class Flattener {
  private readonly transitions: Transition[] = [];
  private readonly consumer = new Map<string, string>();
  private readonly successors = new Map<string, readonly string[]>();
  private readonly hearing = new Set<string>();
  private readonly names = new Map<string, Naming>();
  /** Event subprocesses by prefix and id, with the places that they begin with. */
  private readonly eventSubs = new Map<string, readonly (readonly string[])[]>();

  constructor(
    private readonly slices: Slices,
    private readonly marksOf: MarksOf,
    private readonly message: string | null,
  ) {}

  whole(process: ProcessDefinition): FlatNet {
    const frame = frameOf(process, process.key, null, { prefix: '', top: null, calls: [process.key], host: null });
    const controls = this.open(frame);
    frame.whole.add(CASE);
    this.transitions.push({
      step: { elementId: process.key, flows: [] },
      doneBy: { elementId: process.key, zh: '', en: '', calledProcess: null },
      consume: [CASE],
      produce: [],
      drain: frame.all,
      quiet: frame.busy,
      started: 0,
      completed: 0,
      immediate: true,
      ends: true,
    });
    const starts = frame.scope.nodes.filter((id) => process.nodes.get(id)?.type === 'startEvent');
    // Each start event of a process begins a case of its own (BPMN 2.0, 13.2).
    const beginnings = starts.length > 0 ? starts.map((id) => [id]) : [frame.scope.initial];
    return {
      beginnings: beginnings.map((ids) => [CASE, ...controls, ...ids.map((id) => place(frame, `start:${id}`))]),
      transitions: this.transitions,
      consumer: this.consumer,
      successors: this.successors,
      hearing: this.hearing,
      names: this.names,
    };
  }

  /** Lays the scope open. @returns places that say what may happen in it as long as it runs */
  private open(frame: Frame): string[] {
    const { definition, scope } = frame;
    const controls: string[] = [];
    if (scope.eventSubProcesses.length > 0) controls.push(place(frame, `alive:${scope.id}`, true));
    for (const { id, startEventId } of scope.eventSubProcesses) {
      const start = definition.nodes.get(startEventId);
      if (start) controls.push(...this.eventSub(frame, id, start));
    }
    for (const id of scope.nodes) {
      const node = definition.nodes.get(id);
      if (node && !isAside(node)) this.node(frame, node);
    }
    return controls;
  }

  private eventSub(frame: Frame, id: string, start: FlowNode): string[] {
    if (!start.interrupting && !this.slices.matters(frame.definition, id, frame.calls)) return [];
    const { prefix, top, calls } = frame;
    const inner = frameOf(frame.definition, id, frame, { prefix, top, calls, host: null });
    const controls = this.open(inner);
    const begins = leaving(frame.definition, start).map((way) => [...controls, ...this.places(inner, way)]);
    this.eventSubs.set(frame.prefix + id, begins);
    const alive = place(frame, `alive:${frame.scope.id}`, true);
    if (this.message !== null && receives(start, this.message)) this.hearing.add(alive);
    if (thrownOnly(start)) return [];
    const may = start.interrupting ? alive : place(frame, `may:${id}`, true);
    const drain = start.interrupting ? { drain: frame.all } : {};
    for (const produce of begins) this.add(frame, start, { consume: [may], produce, ...drain, ...this.oneMove(start) });
    return start.interrupting ? [] : [may];
  }

  private node(frame: Frame, node: FlowNode): void {
    const key = frame.prefix + node.id;
    const entries = this.entries(frame, node);
    const boundaries = boundariesOf(frame.definition, node);
    this.names.set(key, naming(frame, node));
    for (const entry of entries) this.consumer.set(entry, key);
    const ways = this.ways(frame, node);
    this.successors.set(key, [...ways.flat(), ...boundaries.flatMap((each) => this.ways(frame, each)).flat()]);
    const inner = this.slices.inside(frame, node);
    if (inner) this.laidOpen(frame, node, entries, boundaries, inner);
    else if (isJoin(node)) this.join(frame, node, ways);
    else if (node.type === 'eventBasedGateway' && !node.parallelEvents) this.firstEvent(frame, node, entries);
    else if (node.type === 'endEvent' && ['terminate', 'error', 'cancel'].includes(node.event?.kind ?? ''))
      this.endsAll(frame, node, entries);
    else this.oneStep(frame, node, entries, boundaries, ways);
  }

  private join(frame: Frame, node: FlowNode, ways: readonly (readonly string[])[]): void {
    const incoming = this.places(frame, node.incoming);
    for (const produce of ways) {
      if (node.type === 'parallelGateway') {
        this.add(frame, node, { consume: incoming, produce, ...this.oneMove(node), immediate: true });
        continue;
      }
      for (const held of subsets(incoming)) {
        const empty = incoming.filter((id) => !held.includes(id));
        const inclusive = { join: frame.prefix + node.id, held, empty };
        this.add(frame, node, { consume: held, produce, inclusive, ...this.oneMove(node), immediate: true });
      }
    }
  }

  /** The gateway waits for all its events at once; the first takes the token (BPMN 2.0, 13.4.4). */
  private firstEvent(frame: Frame, node: FlowNode, entries: readonly string[]): void {
    for (const flow of node.outgoing) {
      const event = frame.definition.nodes.get(frame.definition.flows.get(flow)?.target ?? '');
      if (!event) continue;
      for (const consume of entries) {
        if (this.message !== null && receives(event, this.message)) this.hearing.add(consume);
        for (const produce of this.ways(frame, event))
          this.add(frame, event, { consume: [consume], produce, flows: [flow], ...this.oneMove(event) });
      }
    }
  }

  private endsAll(frame: Frame, node: FlowNode, entries: readonly string[]): void {
    const { event } = node;
    for (const consume of entries) {
      const base = { consume: [consume], ...this.oneMove(node), immediate: true };
      if (event?.kind === 'terminate') this.add(frame, node, { ...base, produce: [], drain: frame.all });
      else this.thrown(frame, node, base, event?.kind === 'error' ? codesOf(event.code) : 'cancel', []);
    }
  }

  /** What is thrown goes to the next catcher outwards (BPMN 2.0, 10.5.7); uncaught it ends the case. */
  private thrown(
    frame: Frame,
    node: FlowNode,
    base: Omit<Way, 'produce'>,
    code: string | null | 'cancel',
    handled: readonly string[],
  ): void {
    const covered = new Set(handled);
    if (covered.has(ANY)) return;
    for (let at: Frame | null = frame; at !== null; at = at.parent) {
      for (const catcher of this.catchers(at)) {
        if (!catches(catcher.event, code) || covered.has(catcher.code)) continue;
        for (const produce of catcher.produce) this.add(frame, node, { ...base, produce, drain: catcher.drain });
        // A job may throw any code: the catchers further out get the others.
        if (code !== null || catcher.code === ANY) return;
        covered.add(catcher.code);
      }
      if (at.parent === null && code !== null)
        this.add(frame, node, { ...base, produce: [], drain: at.whole, ends: true });
    }
  }

  private *catchers(frame: Frame): Generator<{
    readonly event: FlowNode;
    readonly code: string;
    readonly produce: readonly (readonly string[])[];
    readonly drain: ReadonlySet<string>;
  }> {
    const { definition, scope, host, prefix } = frame;
    for (const { id, startEventId } of scope.eventSubProcesses) {
      const event = definition.nodes.get(startEventId);
      if (event && thrownOnly(event))
        yield { event, code: codeOf(event), produce: this.eventSubs.get(prefix + id) ?? [], drain: frame.all };
    }
    if (!host) return;
    for (const event of boundariesOf(host.frame.definition, host.node))
      if (thrownOnly(event))
        yield { event, code: codeOf(event), produce: this.ways(host.frame, event), drain: frame.whole };
  }

  /** An activity, event or gateway that is passed in one move, or two where something runs beside it. */
  private oneStep(
    frame: Frame,
    node: FlowNode,
    entries: readonly string[],
    boundaries: readonly FlowNode[],
    ways: readonly (readonly string[])[],
  ): void {
    const marks = this.marksOf(node);
    const staying = boundaries.filter((each) => !each.interrupting && this.beside(frame, each));
    const ending = boundaries.filter((each) => each.interrupting);
    const mays = staying.map((each) => place(frame, `may:${each.id}`, true));
    const leaves = (consume: string, started: number): void => {
      const base = { consume: [consume], drain: new Set(mays), started, completed: 0 };
      for (const produce of ways)
        this.add(frame, node, { ...base, produce, completed: marks, immediate: passes(node) });
      for (const event of ending)
        for (const produce of this.ways(frame, event)) {
          const own = this.marksOf(event);
          this.add(frame, event, { ...base, produce, started: started | own, completed: own });
        }
      if (node.loop) this.add(frame, node, { ...base, produce: [consume, ...mays], completed: marks });
      if (mayThrow(node)) this.thrown(frame, node, base, null, ending.filter(thrownOnly).map(codeOf));
    };
    this.hears(node, boundaries, entries, entries);
    if (staying.length === 0) {
      for (const entry of entries) leaves(entry, marks);
      return;
    }
    const inside = place(frame, `in:${node.id}`);
    this.consumer.set(inside, frame.prefix + node.id);
    this.hears(node, boundaries, [inside], [inside]);
    for (const entry of entries)
      this.add(frame, node, {
        consume: [entry],
        produce: [inside, ...mays],
        started: marks,
        completed: 0,
        immediate: true,
      });
    this.runBeside(frame, staying, inside);
    leaves(inside, 0);
  }

  /** Once is enough to see what it does beside the rest. */
  private runBeside(frame: Frame, staying: readonly FlowNode[], inside: string): void {
    for (const event of staying)
      for (const produce of this.ways(frame, event)) {
        const consume = [inside, place(frame, `may:${event.id}`, true)];
        this.add(frame, event, { consume, produce: [inside, ...produce], ...this.oneMove(event) });
      }
  }

  private laidOpen(
    frame: Frame,
    node: FlowNode,
    entries: readonly string[],
    boundaries: readonly FlowNode[],
    { definition, scopeId }: { readonly definition: ProcessDefinition; readonly scopeId: string },
  ): void {
    const called = definition !== frame.definition || node.call !== undefined;
    const inner = frameOf(definition, scopeId, frame, {
      prefix: called ? `${frame.prefix}${node.id}/` : frame.prefix,
      top: called ? (frame.top ?? node.id) : frame.top,
      calls: called ? [...frame.calls, definition.key] : frame.calls,
      host: { node, frame },
    });
    const inside = place(frame, `in:${node.id}`);
    this.consumer.set(inside, frame.prefix + node.id);
    const staying = boundaries.filter((each) => !each.interrupting && this.beside(frame, each));
    const mays = staying.map((each) => place(frame, `may:${each.id}`, true));
    for (const own of [inside, ...mays]) inner.whole.add(own);
    const marks = this.marksOf(node);
    const begins = this.begins(inner, node, this.open(inner));
    for (const begin of begins) {
      const produce = [inside, ...mays, ...begin];
      for (const entry of entries)
        this.add(frame, node, { consume: [entry], produce, started: marks, completed: 0, immediate: true });
      if (node.loop)
        this.add(frame, node, {
          consume: [inside],
          produce,
          quiet: inner.busy,
          drain: inner.all,
          started: marks,
          completed: marks,
        });
    }
    for (const way of this.ways(frame, node))
      this.add(frame, node, {
        consume: [inside],
        produce: way,
        quiet: inner.busy,
        drain: inner.whole,
        started: 0,
        completed: marks,
        // An ad-hoc subprocess may end early, or have somebody start one thing more.
        immediate: node.loop === undefined && node.type !== 'adHocSubProcess',
      });
    for (const event of boundaries.filter((each) => each.interrupting && !thrownOnly(each)))
      for (const produce of this.ways(frame, event))
        this.add(frame, event, { consume: [inside], produce, drain: inner.whole, ...this.oneMove(event) });
    this.hears(node, boundaries, [inside], [inside]);
    this.runBeside(frame, staying, inside);
  }

  private begins(inner: Frame, node: FlowNode, controls: readonly string[]): string[][] {
    const { scope, definition } = inner;
    if (node.type === 'adHocSubProcess') {
      const first = scope.nodes.filter((id) => {
        const each = definition.nodes.get(id);
        return each !== undefined && !isAside(each) && each.incoming.length === 0;
      });
      const mays = first.map((id) => {
        const may = place(inner, `may:${id}`, true);
        const start = definition.nodes.get(id) ?? node;
        this.add(inner, start, { consume: [may], produce: [place(inner, `start:${id}`)], started: 0, completed: 0 });
        return may;
      });
      return [[...controls, ...mays]];
    }
    const starts = scope.nodes.filter((id) => definition.nodes.get(id)?.type === 'startEvent');
    const sets = scope.initial.length > 0 ? [scope.initial] : starts.map((id) => [id]);
    return sets.map((ids) => [...controls, ...ids.map((id) => place(inner, `start:${id}`))]);
  }

  private hears(
    node: FlowNode,
    boundaries: readonly FlowNode[],
    own: readonly string[],
    running: readonly string[],
  ): void {
    const { message } = this;
    if (message === null) return;
    if (isWaiting(node) && receives(node, message)) for (const each of own) this.hearing.add(each);
    if (boundaries.some((each) => receives(each, message))) for (const each of running) this.hearing.add(each);
  }

  private beside(frame: Frame, boundary: FlowNode): boolean {
    return this.marksOf(boundary) !== 0 || this.slices.branchMatters(frame, boundary.outgoing);
  }

  private entries(frame: Frame, node: FlowNode): string[] {
    const links = node.type === 'intermediateCatchEvent' && node.event?.kind === 'link' ? [`link:${node.id}`] : [];
    const flows = node.incoming.filter((id) => frame.definition.flows.has(id));
    return [...flows, ...links, `start:${node.id}`].map((name) => place(frame, name));
  }

  private ways(frame: Frame, node: FlowNode): string[][] {
    const out = node.outgoing.filter((id) => frame.definition.flows.has(id));
    const ways = node.type === 'complexGateway' && out.length > 0 ? subsets(out) : leaving(frame.definition, node);
    return ways.map((way) => this.places(frame, way));
  }

  private places(frame: Frame, names: readonly string[]): string[] {
    return names.map((name) => place(frame, name));
  }

  private oneMove(node: FlowNode): { readonly started: number; readonly completed: number } {
    const marks = this.marksOf(node);
    return { started: marks, completed: marks };
  }

  private add(frame: Frame, node: FlowNode, way: Way): void {
    const { flows = [], started = 0, completed = 0, immediate = false, ...rest } = way;
    const doneBy = naming(frame, node);
    const taken = frame.top === null ? [...flows, ...rest.produce.filter((id) => frame.definition.flows.has(id))] : [];
    const step = { elementId: doneBy.elementId, flows: taken };
    this.transitions.push({ step, doneBy, started, completed, immediate, ...rest });
  }
}

/** The case itself: gone when it has ended. */
const CASE = 'case:';
