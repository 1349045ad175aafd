import {
  eventParts,
  isContainer,
  type FlowNode,
  type LoopCharacteristics,
  type ProcessDefinition,
} from '../../model/process-definition.js';
import type { Compensable, InstanceState, NodeInstance } from '../instance-state.js';
import type { Refusal } from '../refusal.js';
import { imageOf, type VersionPair } from './element-mapping.js';

/** Everything that stands against moving an instance to the new version; empty: it can move. */
export function checkMigration(pair: VersionPair, state: InstanceState): Refusal[] {
  const refusals: Refusal[] = [];
  for (const node of state.nodes) refusals.push(...checkNode(pair, node));
  for (const holder of [state, ...state.nodes]) {
    const records = [...(holder.compensable ?? []), ...('compensating' in holder ? (holder.compensating ?? []) : [])];
    for (const record of records) refusals.push(...checkRecord(pair, record));
  }
  return refusals;
}

function checkNode(pair: VersionPair, node: NodeInstance): Refusal[] {
  const from = pair.source.nodes.get(node.elementId);
  const to = pair.target.nodes.get(imageOf(pair, node.elementId) ?? '');
  if (from === undefined || to === undefined)
    return [
      refusal('ELEMENT_NOT_MAPPED', node, {
        zh: `令牌停在“${nameOf(from, node)}”，新版本没有对应的元素。`,
        en: `A token stands at "${nameOf(from, node)}", which the new version does not have.`,
      }),
    ];
  if (from.type !== to.type)
    return [
      refusal('TYPE_CHANGED', node, {
        zh: `“${nameOf(from, node)}”的类型由 ${from.type} 变为 ${to.type}。`,
        en: `"${nameOf(from, node)}" is a ${from.type}, "${to.id}" is a ${to.type}.`,
      }),
    ];
  return [
    ...checkScope(pair, node, from, to),
    ...checkLoop(node, from, to),
    ...checkEvent(node, from, to),
    ...checkQueue(pair, node),
    ...[...(node.arrivedBy === undefined ? [] : [node.arrivedBy])]
      .filter((flow) => flowImage(pair, flow, to) === undefined)
      .map((flow) =>
        refusal('FLOW_NOT_MAPPED', node, {
          zh: `令牌经由连线“${flow}”在汇聚网关等待，新版本没有对应的连线。`,
          en: `A token waits at the join by the sequence flow "${flow}", which the new version does not have.`,
        }),
      ),
  ];
}

/** In the image of its scope, or in subprocesses that the new version put around it there. */
function checkScope(pair: VersionPair, node: NodeInstance, from: FlowNode, to: FlowNode): Refusal[] {
  if (newScopes(pair, from, to) !== null) return [];
  return [
    refusal('SCOPE_CHANGED', node, {
      zh: `“${nameOf(from, node)}”在新版本中属于另一个子流程“${to.scopeId}”。`,
      en: `"${nameOf(from, node)}" is in another scope of the new version: "${to.scopeId}".`,
    }),
  ];
}

/** Subprocesses that the new version has between an element and the image of its scope, the outermost first; null: it is elsewhere. */
export function newScopes(pair: VersionPair, from: FlowNode, to: FlowNode): readonly string[] | null {
  const expected = imageOf(pair, from.scopeId);
  const images = new Set([...pair.elements.values()].map((each) => each.to));
  const between: string[] = [];
  for (let id = to.scopeId; id !== expected;) {
    const scope = pair.target.nodes.get(id);
    // A scope that was there before, an event subprocess or a loop cannot be entered unasked.
    if (scope === undefined || images.has(id) || scope.loop !== undefined || scope.type !== 'subProcess') return null;
    between.unshift(id);
    id = scope.scopeId;
  }
  return between;
}

function checkLoop(node: NodeInstance, from: FlowNode, to: FlowNode): Refusal[] {
  const [before, after] = [shapeOf(from.loop), shapeOf(to.loop)];
  if (before === after) return [];
  return [
    refusal('LOOP_CHANGED', node, {
      zh: `“${nameOf(from, node)}”正在执行，其循环方式或循环变量已改变（${before} → ${after}）。`,
      en: `"${nameOf(from, node)}" is running and its loop, or the variables of it, changed (${before} → ${after}).`,
    }),
  ];
}
function shapeOf(loop: LoopCharacteristics | undefined): string {
  if (loop === undefined) return '-';
  if (loop.kind === 'standard') return 'standard';
  const names = [loop.inputElement ?? '', loop.outputCollection ?? ''].join('/');
  return `${loop.sequential ? 'sequential' : 'parallel'} ${names}`.trim();
}

/** Only what the token itself waits for: boundary events may come, go and change. */
function checkEvent(node: NodeInstance, from: FlowNode, to: FlowNode): Refusal[] {
  if (from.type === 'eventBasedGateway' || sameEvent(from, to)) return [];
  return [
    refusal('EVENT_CHANGED', node, {
      zh: `“${nameOf(from, node)}”等待的事件种类已改变。`,
      en: `"${nameOf(from, node)}" waits for another kind of event in the new version.`,
    }),
  ];
}

/** The same kind; of several definitions the very same ones, because a wait does not tell which of them it is. */
export function sameEvent(from: FlowNode, to: FlowNode): boolean {
  const [before, after] = [eventParts(from.event), eventParts(to.event)];
  if (before.length !== after.length || from.event?.kind !== to.event?.kind) return false;
  if (before.length === 1) return true;
  return JSON.stringify(before) === JSON.stringify(after);
}

function checkQueue(pair: VersionPair, node: NodeInstance): Refusal[] {
  return (node.queue ?? [])
    .filter((id) => imageOf(pair, id) === undefined)
    .map((id) =>
      refusal(
        'ELEMENT_NOT_MAPPED',
        { ...node, elementId: id },
        {
          zh: `待执行的“${id}”在新版本中没有对应的元素。`,
          en: `"${id}" is still to be started and the new version does not have it.`,
        },
      ),
    );
}

/** The flow by which a parked token came, in the new version: the same id, the given one, or the only one between the images. */
export function flowImage(pair: VersionPair, flowId: string, gateway: FlowNode): string | undefined {
  const given = pair.flows.get(flowId);
  for (const id of given === undefined ? [flowId] : [given]) if (gateway.incoming.includes(id)) return id;
  const flow = pair.source.flows.get(flowId);
  const source = flow === undefined ? undefined : imageOf(pair, flow.source);
  const between = gateway.incoming.filter((id) => pair.target.flows.get(id)?.source === source);
  return between.length === 1 ? between[0] : undefined;
}

/** What was completed must stay as undoable as it was (BPMN 2.0, 10.7). */
function checkRecord(pair: VersionPair, record: Compensable): Refusal[] {
  const to = imageOf(pair, record.elementId);
  const lost =
    to === undefined ||
    (undoes(pair.source, record.elementId) && !undoes(pair.target, to)) ||
    !pair.target.nodes.has(to);
  const own: Refusal[] = lost
    ? [
        {
          code: 'COMPENSATION_LOST',
          elementId: record.elementId,
          message: {
            zh: `已完成的“${record.elementId}”在新版本中无法补偿。`,
            en: `"${record.elementId}" was completed and could not be undone in the new version.`,
          },
        },
      ]
    : [];
  return [...own, ...(record.inner ?? []).flatMap((inner) => checkRecord(pair, inner))];
}

/** Has a handler of its own: a compensation boundary event, or a compensation event subprocess inside. */
function undoes(definition: ProcessDefinition, elementId: string): boolean {
  const isCompensation = (id: string): boolean => definition.nodes.get(id)?.event?.kind === 'compensation';
  if ((definition.boundaries.get(elementId) ?? []).some(isCompensation)) return true;
  const type = definition.nodes.get(elementId)?.type;
  if (type === undefined || !isContainer(type)) return false;
  return (definition.scopes.get(elementId)?.eventSubProcesses ?? []).some((sub) => isCompensation(sub.startEventId));
}

function nameOf(element: FlowNode | undefined, node: NodeInstance): string {
  return element?.name ?? node.elementId;
}
function refusal(code: Refusal['code'], node: NodeInstance, message: Refusal['message']): Refusal {
  return { code, elementId: node.elementId, elementInstanceId: node.id, message };
}
