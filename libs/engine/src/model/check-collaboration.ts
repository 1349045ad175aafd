import type { ModdleElement } from 'bpmn-moddle';
import type { FindingList } from './finding.js';
import { child, children } from './moddle.js';

/** What a message flow may leave and reach, beside pools (BPMN 2.0, 7.6.2, table 7.4). */
const SENDS = /Task$|SubProcess$|Transaction$|CallActivity$|EndEvent$|IntermediateThrowEvent$/;
const RECEIVES = /Task$|SubProcess$|Transaction$|CallActivity$|StartEvent$|IntermediateCatchEvent$|BoundaryEvent$/;

/** Message flows connect two pools, or elements in two pools, of kinds that send and receive. */
export function checkCollaboration(definitions: ModdleElement, findings: FindingList): void {
  for (const collaboration of children(definitions, 'rootElements')) {
    if (collaboration.$type !== 'bpmn:Collaboration') continue;
    const pools = new Map<string, string>();
    for (const participant of children(collaboration, 'participants')) {
      const process = child(participant, 'processRef')?.id;
      if (process !== undefined) pools.set(process, participant.id ?? '');
    }
    for (const flow of children(collaboration, 'messageFlows')) checkMessageFlow(flow, pools, findings);
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
  if (poolOf(source, pools) === poolOf(target, pools))
    findings.error(
      'message-flow/same-pool',
      flow.id,
      'A message flow connects two different pools.',
      '消息流必须连接两个不同的池。',
      'BPMN 2.0, 9.4',
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
