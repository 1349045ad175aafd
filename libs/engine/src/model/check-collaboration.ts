import type { ModdleElement } from 'bpmn-moddle';
import type { FindingList } from './finding.js';
import { child, children } from './moddle.js';

/** What a message flow may leave and reach, beside pools (BPMN 2.0, 7.6.2, table 7.4). */
const SENDS = /Task$|SubProcess$|Transaction$|CallActivity$|EndEvent$|IntermediateThrowEvent$/;
const RECEIVES = /Task$|SubProcess$|Transaction$|CallActivity$|StartEvent$|IntermediateCatchEvent$|BoundaryEvent$/;

/** Message flows connect two pools, or elements in two pools, of kinds that send and receive; lanes hold what is theirs. */
export function checkCollaboration(definitions: ModdleElement, findings: FindingList): void {
  for (const element of children(definitions, 'rootElements')) {
    if (element.$type === 'bpmn:Process') checkLanes(element, element, findings);
    if (element.$type !== 'bpmn:Collaboration') continue;
    const pools = new Map<string, string>();
    for (const participant of children(element, 'participants')) {
      const process = child(participant, 'processRef')?.id;
      if (process !== undefined) pools.set(process, participant.id ?? '');
      checkMultiplicity(participant, findings);
    }
    for (const flow of children(element, 'messageFlows')) checkMessageFlow(flow, pools, findings);
  }
}

function checkMessageFlow(flow: ModdleElement, pools: ReadonlyMap<string, string>, findings: FindingList): void {
  const source = child(flow, 'sourceRef');
  const target = child(flow, 'targetRef');
  // A reference that leads nowhere has its own finding.
  if (source === undefined || target === undefined) return;
  const wrong = !mayEnd(source, SENDS) ? source : !mayEnd(target, RECEIVES) ? target : undefined;
  if (wrong !== undefined)
    findings.error(
      'message-flow/ends',
      flow.id,
      `A message flow cannot ${wrong === source ? 'leave' : 'reach'} ${wrong.id ?? ''} (${wrong.$type}).`,
      `消息流不能${wrong === source ? '从' : '到达'} ${wrong.id ?? ''}（${wrong.$type}）${wrong === source ? '流出' : ''}。`,
      'BPMN 2.0, 7.6.2',
    );
  else
    for (const end of [source, target]) {
      checkEvent(flow, end, findings);
      checkMessage(flow, end, findings);
    }
  if (poolOf(source, pools) === poolOf(target, pools))
    findings.error(
      'message-flow/same-pool',
      flow.id,
      'A message flow connects two different pools.',
      '消息流必须连接两个不同的池。',
      'BPMN 2.0, 9.4',
    );
}

/** An event with a message flow has a message among its definitions (10.5.2, 10.5.3, 10.5.4). */
function checkEvent(flow: ModdleElement, end: ModdleElement, findings: FindingList): void {
  if (!end.$type.endsWith('Event')) return;
  const kinds = definitionsOf(end).map((definition) => definition.$type);
  if (kinds.length === 0 || kinds.includes('bpmn:MessageEventDefinition')) return;
  findings.error(
    'message-flow/event-kind',
    flow.id,
    `The message flow is at ${end.id ?? ''}, an event that neither sends nor receives a message.`,
    `消息流连接了 ${end.id ?? ''}，而该事件既不发送也不接收消息。`,
    'BPMN 2.0, 10.5.2, 10.5.3, 10.5.4',
  );
}

/** Where both name a message, it is the same. */
function checkMessage(flow: ModdleElement, end: ModdleElement, findings: FindingList): void {
  const drawn = child(flow, 'messageRef');
  if (drawn === undefined) return;
  const own = [child(end, 'messageRef'), ...definitionsOf(end).map((definition) => child(definition, 'messageRef'))];
  const named = own.filter((message) => message !== undefined);
  if (named.length === 0 || named.includes(drawn)) return;
  findings.warning(
    'message-flow/message',
    flow.id,
    `The message flow carries another message than ${end.id ?? ''}.`,
    `消息流携带的消息与 ${end.id ?? ''} 的消息不同。`,
    'BPMN 2.0, 9.4',
  );
}

function definitionsOf(event: ModdleElement): readonly ModdleElement[] {
  return [...children(event, 'eventDefinitions'), ...children(event, 'eventDefinitionRef')];
}

/** Elements of a lane stand in the process of its set, and in one lane of it. */
function checkLanes(process: ModdleElement, container: ModdleElement, findings: FindingList): void {
  for (const set of children(container, 'laneSets')) {
    const seen = new Set<ModdleElement>();
    for (const lane of children(set, 'lanes')) checkLane(process, lane, seen, findings);
  }
  for (const element of children(container, 'flowElements'))
    if (children(element, 'flowElements').length > 0) checkLanes(process, element, findings);
}

function checkLane(process: ModdleElement, lane: ModdleElement, seen: Set<ModdleElement>, findings: FindingList): void {
  for (const element of children(lane, 'flowNodeRef')) {
    if (processOf(element) !== process)
      findings.error(
        'lane/other-process',
        lane.id,
        `The lane holds ${element.id ?? ''}, which belongs to another process.`,
        `泳道包含 ${element.id ?? ''}，而它属于另一个流程。`,
        'BPMN 2.0, 10.8',
      );
    if (seen.has(element))
      findings.warning(
        'lane/element-twice',
        element.id,
        'The element stands in two lanes of one set.',
        '该元素同时位于同一泳道集的两个泳道中。',
        'BPMN 2.0, 10.8',
      );
    seen.add(element);
  }
  const nested = child(lane, 'childLaneSet');
  if (nested === undefined) return;
  // A nested lane repeats what the one around it holds.
  const inner = new Set<ModdleElement>();
  for (const one of children(nested, 'lanes')) checkLane(process, one, inner, findings);
}

function checkMultiplicity(participant: ModdleElement, findings: FindingList): void {
  const multiplicity = child(participant, 'participantMultiplicity');
  if (multiplicity === undefined) return;
  const minimum = Number(multiplicity['minimum'] ?? 0);
  const maximum = Number(multiplicity['maximum'] ?? 1);
  if (minimum >= 0 && maximum >= 1 && minimum <= maximum) return;
  findings.error(
    'pool/multiplicity',
    participant.id,
    'The maximum of a participant is at least one, and not less than its minimum.',
    '参与者的最大数量至少为一，且不能小于最小数量。',
    'BPMN 2.0, 9.3.1',
  );
}

function mayEnd(element: ModdleElement, kinds: RegExp): boolean {
  return element.$type === 'bpmn:Participant' || kinds.test(element.$type);
}

/** @returns the id of the pool, or of the process where it has none. */
function poolOf(element: ModdleElement, pools: ReadonlyMap<string, string>): string {
  if (element.$type === 'bpmn:Participant') return element.id ?? '';
  const process = processOf(element)?.id ?? '';
  return pools.get(process) ?? process;
}

/** The process that an element stands in. */
export function processOf(element: ModdleElement): ModdleElement | undefined {
  let current: ModdleElement | undefined = element;
  while (current !== undefined && current.$type !== 'bpmn:Process') current = current.$parent;
  return current;
}
