import type { FindingList } from './finding.js';
import type { FlowNode, ProcessDefinition, SequenceFlow } from './process-definition.js';

/** Connection rules, conditions and default flows (BPMN 2.0, 7.6, 8.4.13, 10.6). */
export function checkFlows(definition: ProcessDefinition, findings: FindingList): void {
  for (const flow of definition.flows.values()) checkFlow(definition, flow, findings);
  for (const node of definition.nodes.values()) {
    checkEnds(node, findings);
    checkDefault(definition, node, findings);
    switch (node.type) {
      case 'exclusiveGateway':
      case 'inclusiveGateway':
      case 'complexGateway':
        checkConditions(definition, node, findings);
        break;
      case 'eventBasedGateway':
        checkEventGateway(definition, node, findings);
        break;
      default:
        break;
    }
  }
}

function checkFlow(definition: ProcessDefinition, flow: SequenceFlow, findings: FindingList): void {
  const source = definition.nodes.get(flow.source);
  const target = definition.nodes.get(flow.target);
  if (source === undefined || target === undefined) {
    // An element that was refused has its own finding.
    if (
      definition.readFindings.some((finding) => finding.elementId === flow.source || finding.elementId === flow.target)
    )
      return;
    findings.error(
      'bpmn/reference',
      flow.id,
      'The sequence flow does not connect two elements of its process.',
      '顺序流没有连接同一流程中的两个元素。',
      'BPMN 2.0, 8.4.13',
    );
    return;
  }
  if (source.scopeId !== flow.scopeId || target.scopeId !== flow.scopeId)
    findings.error(
      'flow/crosses-scope',
      flow.id,
      'A sequence flow may not cross the border of a subprocess.',
      '顺序流不能穿越子流程边界。',
      'BPMN 2.0, 7.6.1',
    );
  if (flow.condition !== undefined && (source.type === 'parallelGateway' || source.type === 'eventBasedGateway'))
    findings.error(
      'flow/condition-not-allowed',
      flow.id,
      'A flow out of a parallel or event-based gateway has no condition.',
      '并行网关或事件网关的出口不能有条件。',
      'BPMN 2.0, 10.6',
    );
}

function checkEnds(node: FlowNode, findings: FindingList): void {
  if (
    node.incoming.length > 0 &&
    (node.type === 'startEvent' || node.type === 'boundaryEvent' || node.type === 'eventSubProcess')
  )
    findings.error(
      'flow/incoming-not-allowed',
      node.id,
      'This element has no incoming sequence flow.',
      '该元素不能有流入的顺序流。',
      'BPMN 2.0, 7.6.1',
    );
  if (node.outgoing.length > 0 && (node.type === 'endEvent' || node.type === 'eventSubProcess'))
    findings.error(
      'flow/outgoing-not-allowed',
      node.id,
      'This element has no outgoing sequence flow.',
      '该元素不能有流出的顺序流。',
      'BPMN 2.0, 7.6.1',
    );
  const isHandled = node.event?.kind === 'compensation';
  if (node.outgoing.length === 0 && !isHandled && (node.type === 'boundaryEvent' || node.type === 'startEvent'))
    findings.warning(
      'flow/outgoing-missing',
      node.id,
      'Nothing follows this event.',
      '该事件之后没有任何内容。',
      'BPMN 2.0, 10.5.4',
    );
}

function checkDefault(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  if (node.defaultFlow === undefined) return;
  if (!node.outgoing.includes(node.defaultFlow)) {
    findings.error(
      'flow/default',
      node.id,
      'The default flow does not leave this element.',
      '默认流不是该元素的出口。',
      'BPMN 2.0, 8.4.13',
    );
    return;
  }
  if (definition.flows.get(node.defaultFlow)?.condition !== undefined)
    findings.warning(
      'flow/default-condition',
      node.defaultFlow,
      'The condition of a default flow is not asked.',
      '默认流上的条件不会被判断。',
      'BPMN 2.0, 8.4.13',
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
  if (node.outgoing.length < 2)
    findings.error(
      'gateway/event-targets',
      node.id,
      'An event-based gateway needs two events to choose from.',
      '事件网关至少需要两个可选事件。',
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
