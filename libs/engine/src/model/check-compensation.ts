import type { FindingList } from './finding.js';
import { isActivity, type FlowNode, type ProcessDefinition } from './process-definition.js';

/** Handlers, what may be compensated from where, cancel events (BPMN 2.0, 10.3, 10.5.4, 10.7). */
export function checkCompensation(definition: ProcessDefinition, findings: FindingList): void {
  const handlers = new Set([...definition.nodes.values()].map((node) => node.handler));
  for (const node of definition.nodes.values()) {
    if (node.forCompensation === true) checkHandler(node, handlers, findings);
    if (node.event?.kind === 'compensation') {
      if (node.type === 'boundaryEvent') checkBoundary(definition, node, findings);
      if (node.event.activityId !== undefined) checkReference(definition, node, node.event.activityId, findings);
      if (node.type === 'startEvent') checkStart(definition, node, findings);
    } else if (node.handler !== undefined)
      findings.error(
        'compensation/association',
        node.id,
        'Only a compensation boundary event is connected with a handler by an association.',
        '只有补偿边界事件可以用关联连接补偿处理活动。',
        'BPMN 2.0, 10.7.1',
      );
    if (node.type === 'transaction') checkTransaction(definition, node, findings);
  }
}

function checkHandler(node: FlowNode, handlers: ReadonlySet<string | undefined>, findings: FindingList): void {
  if (node.incoming.length > 0 || node.outgoing.length > 0)
    findings.error(
      'compensation/handler-flow',
      node.id,
      'A compensation handler stands outside the normal flow: it has no sequence flows.',
      '补偿处理活动位于正常流程之外，不能有顺序流。',
      'BPMN 2.0, 10.7.1',
    );
  if (!handlers.has(node.id))
    findings.warning(
      'compensation/handler-unused',
      node.id,
      'No compensation event leads to this handler.',
      '没有补偿事件关联到该补偿处理活动。',
      'BPMN 2.0, 10.7.1',
    );
}

function checkBoundary(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  if (node.outgoing.length > 0)
    findings.error(
      'compensation/boundary-flow',
      node.id,
      'A compensation boundary event has no outgoing sequence flow; an association leads to its handler.',
      '补偿边界事件没有流出的顺序流，而是用关联连接补偿处理活动。',
      'BPMN 2.0, 10.5.4',
    );
  const handler = node.handler === undefined ? undefined : definition.nodes.get(node.handler);
  if (
    handler === undefined ||
    !isActivity(handler.type) ||
    handler.forCompensation !== true ||
    handler.scopeId !== node.scopeId
  )
    findings.error(
      'compensation/handler-missing',
      node.id,
      'The association leads to no activity for compensation (isForCompensation) in the same scope.',
      '关联没有连接到同一作用域内标记为补偿（isForCompensation）的活动。',
      'BPMN 2.0, 10.7.1',
    );
}

/** Same level, or the level around when the event stands in an event subprocess (10.5.5). */
function checkReference(
  definition: ProcessDefinition,
  node: FlowNode,
  activityId: string,
  findings: FindingList,
): void {
  const levels: string[] = [node.scopeId];
  for (let owner = definition.nodes.get(node.scopeId); owner?.type === 'eventSubProcess';) {
    levels.push(owner.scopeId);
    owner = definition.nodes.get(owner.scopeId);
  }
  const activity = definition.nodes.get(activityId);
  if (activity === undefined || !isActivity(activity.type) || !levels.includes(activity.scopeId))
    findings.error(
      'compensation/activity',
      node.id,
      `The activity "${activityId}" cannot be compensated from here: it does not stand on the same level.`,
      `从此处无法补偿活动“${activityId}”：两者不在同一层级。`,
      'BPMN 2.0, 10.5.5',
    );
}

function checkStart(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  const owner = definition.nodes.get(node.scopeId);
  if (owner?.type === 'eventSubProcess' && owner.scopeId === definition.key)
    findings.warning(
      'compensation/of-process',
      owner.id,
      'A completed process is not compensated: this event subprocess never runs.',
      '已结束的流程不会再被补偿：该事件子流程永远不会运行。',
      'BPMN 2.0, 10.7.1',
    );
}

function checkTransaction(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  const ends = definition.scopes.get(node.id)?.nodes.some((id) => definition.nodes.get(id)?.event?.kind === 'cancel');
  const catches = definition.boundaries.get(node.id)?.some((id) => definition.nodes.get(id)?.event?.kind === 'cancel');
  if (ends === true && catches !== true)
    findings.warning(
      'transaction/cancel-uncaught',
      node.id,
      'The transaction can be cancelled, but has no cancel event on its border: the case would stop as an incident.',
      '事务可能被取消，但边界上没有取消事件：流程会以故障停下。',
      'BPMN 2.0, 10.5.4',
    );
}
