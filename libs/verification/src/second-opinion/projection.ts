import { BpmnModdle } from 'bpmn-moddle';
import { directionsOf, type Directions } from './directions.js';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };

/** An element that the comparison leaves out, and why, in both languages. */
export interface LeftOut {
  readonly elementId: string;
  readonly reason: { readonly zh: string; readonly en: string };
}

/**
 * The diagram both engines play: tasks wait, conditions are the scenario's choices, events are its stimuli; no script,
 * no FEEL, no timer (design D1). Ids of nodes and flows are those of the original.
 */
export interface Projection {
  readonly processId: string;
  readonly xml: string;
  /** Flow id → name of the boolean variable that opens it. */
  readonly choices: ReadonlyMap<string, string>;
  /** Gateway id → its outgoing flows, the default flow last. */
  readonly gateways: ReadonlyMap<
    string,
    { readonly type: string; readonly flows: readonly string[]; readonly defaultFlow: string | null }
  >;
  /** Element id (catch or boundary event) → message name that stimulates it. */
  readonly stimuli: ReadonlyMap<string, string>;
  /** Non-interrupting boundary events: each is stimulated once per visit of its activity. */
  readonly once: ReadonlySet<string>;
  /** Activities that both engines repeat: several waits of them are one visit. */
  readonly repeated: ReadonlySet<string>;
  /** Flows out of event-based gateways: bpmn-engine takes all of them when the race begins, we the winner's when it is over. */
  readonly racing: ReadonlySet<string>;
  /** Every sequence flow of the original process. */
  readonly flows: readonly string[];
  /** Where a token may go from each element and flow. */
  readonly directions: Directions;
  readonly leftOut: readonly LeftOut[];
}

/** The part of a moddle element that the projection reads; moddle itself is untyped. */
interface Node {
  $type: string;
  id?: string;
  [key: string]: unknown;
}

const INSTANCES = '2';
export const reasons = {
  twoTokens: {
    zh: 'bpmn-engine 让进入同一活动的第二个令牌排队，此后不再比较',
    en: 'bpmn-engine queues a second token of the same activity: what follows is not compared',
  },
  eventSubprocess: {
    zh: 'bpmn-engine 不会由消息或定时器启动事件子流程',
    en: 'bpmn-engine does not start event subprocesses by message or timer',
  },
  specialSubprocess: {
    zh: '事务或即席子流程按一个等待任务处理',
    en: 'a transaction or ad-hoc subprocess is played as one waiting task',
  },
  standardLoop: {
    zh: 'bpmn-engine 把循环条件当作结束条件',
    en: 'bpmn-engine reads a loop condition as a completion condition',
  },
  secondStart: { zh: '只比较一个开始事件', en: 'one start event is compared' },
  orJoin: {
    zh: 'bpmn-engine 的包容汇聚提前触发，一次只比较一条分支',
    en: 'bpmn-engine fires OR-joins early: one branch at a time is compared',
  },
  complexGateway: { zh: 'bpmn-engine 不支持复杂网关', en: 'bpmn-engine has no complex gateway' },
  repeats: {
    zh: 'bpmn-engine 只听一次非中断的边界消息，重复触发不参与比较',
    en: 'bpmn-engine hears a non-interrupting boundary message once: repeats are not compared',
  },
  compensation: { zh: '补偿不参与比较', en: 'compensation is not compared' },
} as const;

/** Reads the diagram and projects one of its processes; null when it has no executable process with that id. Throws on text that is not BPMN. */
export async function project(xml: string, processId: string): Promise<Projection | null> {
  const moddle = new BpmnModdle({ zeebe });
  const { rootElement } = await moddle.fromXML(xml);
  const definitions = rootElement as unknown as Node;
  const process = list(definitions.rootElements).find(
    (element) => element.$type === 'bpmn:Process' && element.id === processId,
  );
  if (!process) return null;
  const work = new Work(moddle as unknown as Factory);
  work.scope(process, true);
  process.isExecutable = true;
  const roots = [
    process,
    ...work.messages,
    ...list(definitions.rootElements).filter((element) => element.$type === 'bpmn:Error'),
  ];
  const target = work.create('bpmn:Definitions', {
    id: 'projection',
    targetNamespace: 'http://pledge/projection',
    rootElements: roots,
  });
  for (const root of roots) root.$parent = target;
  const { xml: projected } = await (moddle as unknown as { toXML(node: Node): Promise<{ xml: string }> }).toXML(target);
  return {
    processId,
    xml: projected,
    choices: work.choices,
    gateways: work.gateways,
    stimuli: work.stimuli,
    once: work.once,
    repeated: work.repeated,
    racing: work.racing,
    flows: work.flows,
    directions: directionsOf(process),
    leftOut: work.leftOut,
  };
}

interface Factory {
  create(type: string, attributes: Record<string, unknown>): Node;
}

/** One pass over the tree; collects what the players need to know. */
class Work {
  readonly choices = new Map<string, string>();
  readonly gateways = new Map<string, { type: string; flows: string[]; defaultFlow: string | null }>();
  readonly stimuli = new Map<string, string>();
  readonly once = new Set<string>();
  readonly repeated = new Set<string>();
  readonly racing = new Set<string>();
  readonly messages: Node[] = [];
  readonly flows: string[] = [];
  readonly leftOut: LeftOut[] = [];
  constructor(private readonly factory: Factory) {}

  create(type: string, attributes: Record<string, unknown>): Node {
    return this.factory.create(type, attributes);
  }

  scope(container: Node, isRoot: boolean): void {
    connect(list(container.flowElements));
    delete container.extensionElements;
    delete container.laneSets;
    delete container.documentation;
    delete container.ioSpecification;
    delete container.properties;
    delete container.artifacts;
    const kept: Node[] = [];
    let start: Node | null = null;
    for (const element of list(container.flowElements)) {
      if (element.$type === 'bpmn:SequenceFlow') this.flows.push(String(element.id));
      if (element.$type === 'bpmn:SubProcess' && element.triggeredByEvent) {
        this.countFlows(element);
        this.leave(element, reasons.eventSubprocess);
        continue;
      }
      if (element.$type === 'bpmn:StartEvent') {
        if (start) {
          this.leave(element, reasons.secondStart);
          continue;
        }
        start = element;
      }
      if (isDecoration(element)) continue;
      kept.push(element);
    }
    const ids = new Set(kept.map((element) => element.id));
    this.leaveBehind(kept, ids);
    const reachable = kept.filter((element) =>
      element.$type === 'bpmn:SequenceFlow'
        ? ids.has(refId(element.sourceRef)) && ids.has(refId(element.targetRef))
        : ids.has(element.id),
    );
    container.flowElements = reachable.map((element) => this.element(element, container));
    if (!isRoot) delete container.loopCharacteristics;
  }

  /** What only a start event leads to that is left out: bpmn-engine would begin there, since nothing leads to it any more. */
  private leaveBehind(kept: readonly Node[], ids: Set<string | undefined>): void {
    for (let before = Infinity; before > ids.size;) {
      before = ids.size;
      for (const element of kept) {
        const incoming = list(element.incoming);
        const alone = incoming.length > 0 && incoming.every((flow) => !ids.has(refId(flow.sourceRef)));
        const loose = element.$type === 'bpmn:BoundaryEvent' && !ids.has(refId(element.attachedToRef));
        if (!ids.has(element.id) || !(alone || loose)) continue;
        ids.delete(element.id);
        this.leave(element, reasons.secondStart);
      }
    }
  }

  private element(element: Node, parent: Node): Node {
    delete element.extensionElements;
    delete element.documentation;
    if (element.$type === 'bpmn:SequenceFlow') return this.flow(element);
    if (isTask(element.$type)) {
      return this.afterEventGateway(element)
        ? this.stimulated(this.replace(element, 'bpmn:IntermediateCatchEvent', parent))
        : this.waiting(element, parent);
    }
    switch (element.$type) {
      case 'bpmn:SubProcess':
        if (element.loopCharacteristics) return this.waiting(element, parent, this.inner(element));
        this.scope(element, false);
        return element;
      case 'bpmn:Transaction':
      case 'bpmn:AdHocSubProcess':
        this.leave(element, reasons.specialSubprocess);
        return this.waiting(element, parent, this.inner(element));
      case 'bpmn:IntermediateCatchEvent':
        return this.afterEventGateway(element) ? this.stimulated(element) : this.waiting(element, parent);
      case 'bpmn:BoundaryEvent':
        return this.boundary(element);
      case 'bpmn:StartEvent':
      case 'bpmn:IntermediateThrowEvent':
        delete element.eventDefinitions;
        return element;
      case 'bpmn:EndEvent':
        if (!list(element.eventDefinitions).some((definition) => definition.$type === 'bpmn:TerminateEventDefinition'))
          delete element.eventDefinitions;
        return element;
      case 'bpmn:ExclusiveGateway':
      case 'bpmn:InclusiveGateway':
        if (element.$type === 'bpmn:InclusiveGateway' && list(element.incoming).length > 1)
          this.leave(element, reasons.orJoin);
        return this.gateway(element);
      case 'bpmn:EventBasedGateway':
        for (const flow of list(element.outgoing)) this.racing.add(String(flow.id));
        return element;
      case 'bpmn:ComplexGateway':
        this.leave(element, reasons.complexGateway);
        return this.replace(element, 'bpmn:ExclusiveGateway', parent);
      default:
        return element;
    }
  }

  /** A task, catch event or called process: both engines wait there until the scenario completes it. */
  private waiting(element: Node, parent: Node, innerLeftOut = false): Node {
    const loop = element.loopCharacteristics as Node | undefined;
    const task = this.replace(element, 'bpmn:UserTask', parent);
    if (loop?.$type === 'bpmn:StandardLoopCharacteristics') this.leave(element, reasons.standardLoop);
    if (loop?.$type === 'bpmn:MultiInstanceLoopCharacteristics' && !innerLeftOut) {
      this.repeated.add(String(element.id));
      const body = this.create('bpmn:FormalExpression', { body: `=${INSTANCES}` });
      task.loopCharacteristics = this.create('bpmn:MultiInstanceLoopCharacteristics', {
        isSequential: loop.isSequential === true,
        loopCardinality: body,
      });
    }
    return task;
  }

  /** The flows inside a container that is played as one task still count as not compared. */
  private inner(element: Node): boolean {
    this.countFlows(element);
    return true;
  }

  private replace(element: Node, type: string, parent: Node): Node {
    const copy = this.create(type, { id: element.id, name: element.name });
    if (element.incoming) copy.incoming = element.incoming;
    if (element.outgoing) copy.outgoing = element.outgoing;
    if (element.default) copy.default = element.default;
    copy.$parent = parent;
    for (const flow of list(element.incoming)) flow.targetRef = copy;
    for (const flow of list(element.outgoing)) flow.sourceRef = copy;
    for (const other of list(parent.flowElements)) if (other.attachedToRef === element) other.attachedToRef = copy;
    return copy;
  }

  private stimulated(element: Node): Node {
    const name = `m_${this.stimuli.size}`;
    const message = this.create('bpmn:Message', { id: name, name });
    this.messages.push(message);
    this.stimuli.set(String(element.id), name);
    const definition = this.create('bpmn:MessageEventDefinition', { messageRef: message });
    definition.$parent = element;
    element.eventDefinitions = [definition];
    return element;
  }

  private boundary(element: Node): Node {
    if (list(element.eventDefinitions).some((definition) => definition.$type === 'bpmn:CompensateEventDefinition'))
      this.leave(element, reasons.compensation);
    if (element.cancelActivity === false) {
      this.once.add(String(element.id));
      this.leave(element, reasons.repeats);
    }
    const attached = element.attachedToRef as Node | undefined;
    const replaced =
      attached && list((element.$parent as Node | undefined)?.flowElements).find((other) => other.id === attached.id);
    if (replaced) element.attachedToRef = replaced;
    return this.stimulated(element);
  }

  private gateway(element: Node): Node {
    const defaultFlow = (element.default as Node | undefined)?.id ?? null;
    const flows = list(element.outgoing).map((flow) => String(flow.id));
    if (flows.length > 1) {
      this.gateways.set(String(element.id), {
        type: element.$type,
        flows: flows.sort((a, b) => Number(a === defaultFlow) - Number(b === defaultFlow)),
        defaultFlow,
      });
    }
    return element;
  }

  private flow(element: Node): Node {
    const source = element.sourceRef as Node | undefined;
    delete element.conditionExpression;
    if (!source || !/(Exclusive|Inclusive|Complex)Gateway$/.test(source.$type) || list(source.outgoing).length < 2)
      return element;
    if ((source.default as Node | undefined)?.id === element.id) return element;
    const name = `c_${this.choices.size}`;
    this.choices.set(String(element.id), name);
    element.conditionExpression = this.create('bpmn:FormalExpression', { body: `=${name}` });
    return element;
  }

  private afterEventGateway(element: Node): boolean {
    return list(element.incoming).some(
      (flow) => (flow.sourceRef as Node | undefined)?.$type === 'bpmn:EventBasedGateway',
    );
  }

  private countFlows(container: Node): void {
    for (const element of list(container.flowElements)) {
      if (element.$type === 'bpmn:SequenceFlow') this.flows.push(String(element.id));
      this.countFlows(element);
    }
  }

  private leave(element: Node, reason: LeftOut['reason']): void {
    this.leftOut.push({ elementId: String(element.id), reason });
  }
}

/** Diagrams may leave out `incoming` and `outgoing`: the flows are the truth. */
function connect(elements: readonly Node[]): void {
  const flows = elements.filter((element) => element.$type === 'bpmn:SequenceFlow');
  for (const element of elements) {
    if (element.$type === 'bpmn:SequenceFlow') continue;
    element.incoming = flows.filter((flow) => flow.targetRef === element);
    element.outgoing = flows.filter((flow) => flow.sourceRef === element);
  }
}
function isTask(type: string): boolean {
  return type.endsWith('Task') || type === 'bpmn:CallActivity';
}
function isDecoration(element: Node): boolean {
  return /DataObject|DataStore|TextAnnotation|Association|Group$/.test(element.$type);
}
function refId(reference: unknown): string {
  return String((reference as Node | undefined)?.id);
}
function list(value: unknown): Node[] {
  return Array.isArray(value) ? (value as Node[]) : [];
}
