import type { ModdleElement } from 'bpmn-moddle';
import { FindingList } from './finding.js';
import { child, children, flag, propertiesOf, text } from './moddle.js';
import {
  isContainer,
  type FlowNode,
  type Lane,
  type ProcessDefinition,
  type Scope,
  type SequenceFlow,
} from './process-definition.js';
import { readMappings, readWork } from './read-activity.js';
import { readEvent, readMessage } from './read-event.js';
import { readAssociations, readFlow, readLanes } from './read-connections.js';
import { readActivation, readDirection, readQuantity } from './read-gateway.js';
import { readValue } from './read-value.js';
import { checkExtensions, checkIgnoredParts, isNotExecuted, NODE_TYPES, refuseElement } from './supported.js';

interface Reading {
  readonly findings: FindingList;
  readonly nodes: Map<string, FlowNode>;
  readonly flows: Map<string, SequenceFlow>;
  readonly scopes: Map<string, Scope>;
  readonly boundaries: Map<string, string[]>;
  readonly lanes: Lane[];
  readonly sealed: Set<string>;
}

/** Builds the indexes of one process. What does not run becomes a finding, the rest is read on. */
export function readProcess(process: ModdleElement): ProcessDefinition {
  const key = process.id ?? '';
  const reading: Reading = {
    findings: new FindingList(),
    nodes: new Map(),
    flows: new Map(),
    scopes: new Map(),
    boundaries: new Map(),
    lanes: [],
    sealed: new Set(),
  };
  checkExtensions(process, key, reading.findings);
  const properties = propertiesOf(process);
  for (const name of names(properties['pledge:sealed'])) reading.sealed.add(name);
  readScope(process, key, undefined, reading);
  const name = text(process, 'name');
  const labelEn = properties['pledge:label.en'];
  return {
    id: '',
    key,
    ...(name === undefined ? {} : { name }),
    ...(labelEn === undefined ? {} : { labelEn }),
    nodes: reading.nodes,
    flows: reading.flows,
    scopes: reading.scopes,
    boundaries: reading.boundaries,
    lanes: reading.lanes,
    sealed: reading.sealed,
    properties,
    decisions: new Map(),
    readFindings: reading.findings.items,
  };
}

function readScope(container: ModdleElement, scopeId: string, parentId: string | undefined, reading: Reading): void {
  const elements = children(container, 'flowElements');
  const incoming = new Map<string, string[]>();
  const outgoing = new Map<string, string[]>();
  for (const element of elements) {
    if (element.$type !== 'bpmn:SequenceFlow') continue;
    const flow = readFlow(element, scopeId, reading.findings);
    if (flow === undefined) continue;
    reading.flows.set(flow.id, flow);
    push(outgoing, flow.source, flow.id);
    push(incoming, flow.target, flow.id);
  }
  const handlers = readAssociations(container);
  const ids: string[] = [];
  const eventSubProcesses: { id: string; startEventId: string }[] = [];
  for (const element of elements) {
    if (isNotExecuted(element.$type)) continue;
    const node = readNode(element, scopeId, incoming, outgoing, handlers, reading);
    if (node === undefined) continue;
    ids.push(node.id);
    if (isContainer(node.type)) readScope(element, node.id, scopeId, reading);
    if (node.type === 'eventSubProcess') {
      const start = [...reading.nodes.values()].find(
        (candidate) => candidate.scopeId === node.id && candidate.type === 'startEvent',
      );
      if (start !== undefined) eventSubProcesses.push({ id: node.id, startEventId: start.id });
    }
  }
  const nodes = ids.map((id) => reading.nodes.get(id)).filter((node) => node !== undefined);
  reading.scopes.set(scopeId, {
    id: scopeId,
    ...(parentId === undefined ? {} : { parentId }),
    nodes: ids,
    initial: initialNodes(nodes, container),
    eventSubProcesses,
  });
  for (const set of children(container, 'laneSets')) readLanes(set, reading.lanes);
}

function initialNodes(nodes: readonly FlowNode[], container: ModdleElement): string[] {
  const starts = nodes.filter((node) => node.type === 'startEvent');
  if (flag(container, 'triggeredByEvent') === true) return [];
  if (starts.length > 0) return starts.filter((node) => node.event?.kind === 'none').map((node) => node.id);
  return nodes
    .filter(
      (node) =>
        node.incoming.length === 0 &&
        node.type !== 'boundaryEvent' &&
        node.type !== 'eventSubProcess' &&
        node.forCompensation !== true &&
        node.instantiates !== true &&
        !(node.type === 'intermediateCatchEvent' && node.event?.kind === 'link'),
    )
    .map((node) => node.id);
}

function readNode(
  element: ModdleElement,
  scopeId: string,
  incoming: Map<string, string[]>,
  outgoing: Map<string, string[]>,
  handlers: ReadonlyMap<string, string>,
  reading: Reading,
): FlowNode | undefined {
  const { findings } = reading;
  const id = element.id ?? '';
  const known = NODE_TYPES[element.$type];
  checkExtensions(element, id, findings);
  if (known === undefined) {
    refuseElement(element, id, findings);
    return undefined;
  }
  checkIgnoredParts(element, id, findings);
  const type = known === 'subProcess' && flag(element, 'triggeredByEvent') === true ? 'eventSubProcess' : known;
  if (known !== 'subProcess' && flag(element, 'triggeredByEvent') === true)
    findings.error(
      'event/event-subprocess-kind',
      id,
      'A transaction or ad-hoc subprocess is not started by an event.',
      '事务和特别子流程不能由事件触发。',
      'BPMN 2.0, 10.3.5',
    );
  const properties = propertiesOf(element);
  for (const name of names(properties['pledge:sealed'])) reading.sealed.add(name);
  const optional = {
    name: text(element, 'name'),
    labelEn: properties['pledge:label.en'],
    defaultFlow: child(element, 'default')?.id,
    event: readEventOf(element, type, id, findings),
    attachedTo: child(element, 'attachedToRef')?.id,
    handler: type === 'boundaryEvent' ? handlers.get(id) : undefined,
    activationCondition: readActivation(element, id, findings),
    direction: readDirection(element),
    instantiates: flag(element, 'instantiate') === true ? (true as const) : undefined,
    parallelEvents:
      type === 'eventBasedGateway' && text(element, 'eventGatewayType') === 'Parallel' ? (true as const) : undefined,
    startQuantity: readQuantity(element, 'startQuantity', id, findings),
    completionQuantity: readQuantity(element, 'completionQuantity', id, findings),
    calendar:
      properties['pledge:calendar'] === undefined
        ? undefined
        : readValue(properties['pledge:calendar'], { elementId: id, what: 'calendar' }, findings),
    forCompensation: flag(element, 'isForCompensation') === true ? (true as const) : undefined,
    recordsEvent: properties['pledge:recordsEvent'],
    eventTime:
      properties['pledge:eventTime'] === undefined
        ? undefined
        : readValue(properties['pledge:eventTime'], { elementId: id, what: 'event time' }, findings),
  };
  const node: FlowNode = {
    id,
    type,
    scopeId,
    incoming: incoming.get(id) ?? [],
    outgoing: outgoing.get(id) ?? [],
    interrupting:
      type === 'boundaryEvent' ? flag(element, 'cancelActivity') !== false : flag(element, 'isInterrupting') !== false,
    inputs: readMappings(element, 'inputParameters', id, findings),
    outputs: readMappings(element, 'outputParameters', id, findings),
    requires: names(properties['pledge:requires']),
    properties,
    ...withoutUndefined(optional),
    ...readWork(element, id, findings),
  };
  reading.nodes.set(id, node);
  if (node.attachedTo !== undefined) push(reading.boundaries, node.attachedTo, id);
  return node;
}

function readEventOf(
  element: ModdleElement,
  type: FlowNode['type'],
  id: string,
  findings: FindingList,
): FlowNode['event'] {
  switch (type) {
    case 'startEvent':
    case 'endEvent':
    case 'intermediateCatchEvent':
    case 'intermediateThrowEvent':
    case 'boundaryEvent':
      // A throwing message event with a job definition needs no message (contracts, Models).
      return throwsByJob(element, type) ? { kind: 'none' } : readEvent(element, id, findings);
    case 'receiveTask':
      return readMessage(child(element, 'messageRef'), id, findings);
    case 'sendTask':
      return child(element, 'messageRef') === undefined
        ? { kind: 'none' }
        : readMessage(child(element, 'messageRef'), id, findings);
    default:
      return undefined;
  }
}

function throwsByJob(element: ModdleElement, type: FlowNode['type']): boolean {
  if (type !== 'endEvent' && type !== 'intermediateThrowEvent') return false;
  return (
    children(element, 'eventDefinitions')[0]?.$type === 'bpmn:MessageEventDefinition' &&
    readWork(element, '', new FindingList()).job !== undefined
  );
}

function names(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
