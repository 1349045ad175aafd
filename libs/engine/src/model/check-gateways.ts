import type { FindingList } from './finding.js';
import { eventParts, type FlowNode, type ProcessDefinition } from './process-definition.js';

/** Directions, cardinalities, conditions and targets of one gateway (BPMN 2.0, 8.3.9, 10.6). */
export function checkGateway(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  switch (node.type) {
    case 'exclusiveGateway':
    case 'inclusiveGateway':
    case 'complexGateway':
      checkDirection(node, findings);
      return checkConditions(definition, node, findings);
    case 'parallelGateway':
      return checkDirection(node, findings);
    case 'eventBasedGateway':
      checkDirection(node, findings);
      return checkEventGateway(definition, node, findings);
    default:
      return;
  }
}

function checkDirection(node: FlowNode, findings: FindingList): void {
  const merges = node.incoming.length > 1;
  const splits = node.outgoing.length > 1;
  const lacks =
    ((node.direction === 'Converging' || node.direction === 'Mixed') && !merges) ||
    ((node.direction === 'Diverging' || node.direction === 'Mixed') && !splits);
  if (lacks)
    findings.warning(
      'gateway/direction-unused',
      node.id,
      `A gateway marked ${node.direction ?? ''} has only ${merges ? 'one way out' : 'one way in'}.`,
      `标记为 ${node.direction ?? ''} 的网关只有一个${merges ? '流出' : '流入'}。`,
      'BPMN 2.0, 8.3.9',
    );
  const fits =
    node.direction === undefined ||
    (node.direction === 'Converging' && !splits) ||
    (node.direction === 'Diverging' && !merges) ||
    node.direction === 'Mixed';
  if (!fits)
    findings.error(
      'gateway/direction',
      node.id,
      `A gateway marked ${node.direction} has ${merges ? 'several' : 'few'} ways in and ${splits ? 'several' : 'few'} ways out.`,
      `标记为 ${node.direction} 的网关，其流入或流出数量不符。`,
      'BPMN 2.0, 8.3.9',
    );
  if (!merges && !splits && node.type !== 'eventBasedGateway')
    findings.warning(
      'gateway/neither',
      node.id,
      'This gateway neither merges nor splits.',
      '该网关既不汇聚也不分支。',
      'BPMN 2.0, 10.6.1',
    );
}

function checkConditions(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  if (node.outgoing.length < 2) return;
  for (const id of node.outgoing) {
    if (id !== node.defaultFlow && definition.flows.get(id)?.condition === undefined)
      findings.error(
        'gateway/condition-missing',
        id,
        'A way out of this gateway has neither a condition nor is it the default.',
        '该网关的一个出口既没有条件，也不是默认流。',
        'BPMN 2.0, 10.6.2',
      );
  }
  if (node.defaultFlow === undefined)
    findings.warning(
      'gateway/default-missing',
      node.id,
      'Without a default flow the case stops here when no condition is true.',
      '没有默认流：若所有条件都不成立，流程会停在这里。',
      'BPMN 2.0, 13.4.2',
    );
}

function checkEventGateway(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  if (node.parallelEvents === true && node.instantiates !== true)
    findings.error(
      'gateway/event-parallel',
      node.id,
      'A parallel event-based gateway is only allowed where it begins the process (instantiate="true").',
      '并行事件网关只能用于启动流程（instantiate="true"）。',
      'BPMN 2.0, 10.6.6',
    );
  if (node.outgoing.length < 2)
    findings.error(
      'gateway/event-targets',
      node.id,
      'An event-based gateway needs two events to choose from.',
      '事件网关至少需要两个可选事件。',
      'BPMN 2.0, 10.6.6',
    );
  const targets = node.outgoing.map((id) => definition.nodes.get(definition.flows.get(id)?.target ?? ''));
  const receives = targets.filter((target) => target?.type === 'receiveTask');
  const hasMessages = targets.some(
    (target) =>
      target?.type === 'intermediateCatchEvent' && eventParts(target.event).some(({ kind }) => kind === 'message'),
  );
  if (receives.length > 0 && hasMessages)
    findings.error(
      'gateway/event-mixed',
      node.id,
      'After one event-based gateway stand message events or receive tasks, not both.',
      '同一事件网关之后只能使用消息事件或接收任务之一，不能混用。',
      'BPMN 2.0, 10.6.6',
    );
  for (const task of receives)
    if (task !== undefined && definition.boundaries.has(task.id))
      findings.error(
        'gateway/event-boundary',
        task.id,
        'A receive task after an event-based gateway has no boundary events.',
        '事件网关之后的接收任务不能附着边界事件。',
        'BPMN 2.0, 10.6.6',
      );
  for (const id of node.outgoing) {
    const target = definition.nodes.get(definition.flows.get(id)?.target ?? '');
    const catches =
      target?.type === 'receiveTask' || (target?.type === 'intermediateCatchEvent' && target.event?.kind !== 'link');
    if (target !== undefined && (!catches || target.incoming.length > 1))
      findings.error(
        'gateway/event-targets',
        target.id,
        'After an event-based gateway stand catching events and receive tasks that nothing else leads to.',
        '事件网关之后只能是仅由它进入的捕获事件或接收任务。',
        'BPMN 2.0, 10.6.6',
      );
  }
}
