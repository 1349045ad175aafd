import type { FindingList } from './finding.js';
import { isActivity, type FlowNode, type ProcessDefinition } from './process-definition.js';

/** What an activity needs in order to do its work. */
export function checkWork(definition: ProcessDefinition, findings: FindingList): void {
  for (const node of definition.nodes.values()) {
    if (node.type === 'callActivity' && node.call === undefined)
      findings.error(
        'call/target-missing',
        node.id,
        'The call activity names no process.',
        '调用活动没有指定流程。',
        'BPMN 2.0, 10.3.6',
      );
    if (node.type === 'adHocSubProcess') checkAdHoc(definition, node, findings);
    if (node.type === 'serviceTask' && node.job === undefined)
      findings.info(
        'task/no-op',
        node.id,
        'Without a task type this service task does nothing.',
        '该服务任务没有任务类型，不会执行任何操作。',
        'contracts, Models',
      );
    if (node.type === 'businessRuleTask' && node.job === undefined && node.decision === undefined)
      findings.info(
        'task/no-op',
        node.id,
        'Without a decision this task does nothing.',
        '该业务规则任务没有决策，不会执行任何操作。',
        'contracts, Models',
      );
    if (node.type === 'scriptTask' && node.job === undefined && node.script === undefined)
      findings.info(
        'task/no-op',
        node.id,
        'Without a script this task does nothing.',
        '该脚本任务没有脚本，不会执行任何操作。',
        'contracts, Models',
      );
    if (node.type === 'sendTask' && node.job === undefined && node.event?.kind !== 'message')
      findings.info(
        'task/no-op',
        node.id,
        'Without a message or task type this task does nothing.',
        '该发送任务没有消息或任务类型，不会执行任何操作。',
        'contracts, Models',
      );
    if (
      node.loop?.kind === 'multi-instance' &&
      node.loop.outputCollection !== undefined &&
      node.loop.outputElement === undefined
    )
      findings.error(
        'loop/output-element-missing',
        node.id,
        'An output collection needs an output element.',
        '输出集合缺少输出元素。',
        'BPMN 2.0, 13.3.7',
      );
  }
}

function checkAdHoc(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  const inner = (definition.scopes.get(node.id)?.nodes ?? []).map((id) => definition.nodes.get(id));
  for (const element of inner)
    if (element?.type === 'startEvent' || element?.type === 'endEvent')
      findings.error(
        'adhoc/start-or-end',
        element.id,
        'An ad-hoc subprocess contains neither start nor end events.',
        '特别子流程中不能有开始事件或结束事件。',
        'BPMN 2.0, 10.3.5',
      );
  if (!inner.some((element) => element !== undefined && isActivity(element.type)))
    findings.error(
      'adhoc/activity-missing',
      node.id,
      'An ad-hoc subprocess contains at least one activity.',
      '特别子流程中至少要有一个活动。',
      'BPMN 2.0, 10.3.5',
    );
}
