import { checkGateway } from './check-gateways.js';
import type { FindingList } from './finding.js';
import { isActivity, type FlowNode, type ProcessDefinition, type SequenceFlow } from './process-definition.js';

/** Connection rules, conditions and default flows (BPMN 2.0, 7.6, 8.4.13, 10.6). */
export function checkFlows(definition: ProcessDefinition, findings: FindingList): void {
  for (const flow of definition.flows.values()) checkFlow(definition, flow, findings);
  for (const node of definition.nodes.values()) {
    checkEnds(node, findings);
    checkDefault(definition, node, findings);
    checkGateway(definition, node, findings);
  }
}

/** Events that are the source of a sequence flow (10.5.2, 10.5.4). */
const MUST_LEAD_ON: ReadonlySet<string> = new Set([
  'startEvent',
  'boundaryEvent',
  'intermediateCatchEvent',
  'intermediateThrowEvent',
]);
const CONDITIONAL: ReadonlySet<string> = new Set(['exclusiveGateway', 'inclusiveGateway', 'complexGateway']);

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
  if (flow.condition !== undefined && isActivity(source.type) && source.outgoing.length === 1)
    findings.warning(
      'flow/condition-alone',
      flow.id,
      'The only way out of an activity has a condition: the case stops here when it is not true.',
      '活动唯一的出口带有条件：条件不成立时流程会停在这里。',
      'BPMN 2.0, 8.4.13',
    );
  if (flow.condition !== undefined && !CONDITIONAL.has(source.type) && !isActivity(source.type))
    findings.error(
      'flow/condition-not-allowed',
      flow.id,
      'Only flows out of activities and of exclusive, inclusive and complex gateways have conditions.',
      '只有活动以及排他、包容、复杂网关的出口可以有条件。',
      'BPMN 2.0, 8.4.13',
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
  if (node.event?.kind === 'link') checkLinkFlows(node, findings);
  const isHandled = node.event?.kind === 'compensation' && node.type === 'boundaryEvent';
  const jumps = node.event?.kind === 'link' && node.type === 'intermediateThrowEvent';
  if (node.outgoing.length === 0 && !isHandled && !jumps && MUST_LEAD_ON.has(node.type))
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

function checkLinkFlows(node: FlowNode, findings: FindingList): void {
  const wrong = node.type === 'intermediateThrowEvent' ? node.outgoing : node.incoming;
  if (wrong.length > 0)
    findings.error(
      'event/link-flow',
      node.id,
      'A link jumps: nothing leads out of its source or into its target.',
      '链接事件直接跳转：源事件没有流出，目标事件没有流入。',
      'BPMN 2.0, 10.5.5',
    );
}
