import type { FindingList } from './finding.js';
import { eventParts, type FlowNode, type ProcessDefinition, type Scope } from './process-definition.js';

/** Rules on the elements of one level, and on what thrown events must carry (BPMN 2.0, 10.5.2, 10.5.3, 10.5.6). */
export function checkLevels(definition: ProcessDefinition, findings: FindingList): void {
  for (const scope of definition.scopes.values()) checkStartAndEnd(definition, scope, findings);
  for (const node of definition.nodes.values()) {
    checkThrownCode(node, findings);
    if (node.type === 'eventSubProcess' && node.loop !== undefined)
      findings.error(
        'event/event-subprocess-loop',
        node.id,
        'An event subprocess does not repeat: it runs once for each trigger.',
        '事件子流程不能循环：每次触发运行一次。',
        'BPMN 2.0, 10.3.5',
      );
  }
}

/** Where one of them is drawn, the other is too. */
function checkStartAndEnd(definition: ProcessDefinition, scope: Scope, findings: FindingList): void {
  const nodes = scope.nodes.map((id) => definition.nodes.get(id));
  const start = nodes.find((node) => node?.type === 'startEvent');
  const end = nodes.find((node) => node?.type === 'endEvent');
  const owner = definition.nodes.get(scope.id);
  // An ad-hoc subprocess has neither, by a rule of its own; an instantiating element is a start too.
  if (owner?.type === 'adHocSubProcess' || nodes.some((node) => node?.instantiates === true)) return;
  if (end !== undefined && start === undefined)
    findings.warning(
      'event/end-without-start',
      end.id,
      'Where there is an end event, there is a start event.',
      '有结束事件时也应有开始事件。',
      'BPMN 2.0, 10.5.3',
    );
  if (start !== undefined && end === undefined)
    findings.info(
      'event/start-without-end',
      start.id,
      'Where there is a start event, there is an end event.',
      '有开始事件时也应有结束事件。',
      'BPMN 2.0, 10.5.2',
    );
}

/** What is thrown has a code; what catches may do without (10.5.6). */
function checkThrownCode(node: FlowNode, findings: FindingList): void {
  if (node.type !== 'endEvent' && node.type !== 'intermediateThrowEvent') return;
  for (const event of eventParts(node.event))
    if ((event.kind === 'error' || event.kind === 'escalation') && event.code === undefined)
      findings.error(
        'event/code-missing',
        node.id,
        `A thrown ${event.kind} needs a code.`,
        `抛出的${event.kind === 'error' ? '错误' : '升级'}必须有代码。`,
        'BPMN 2.0, 10.5.6',
      );
}
