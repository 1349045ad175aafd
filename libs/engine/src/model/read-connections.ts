import type { ModdleElement } from 'bpmn-moddle';
import { processOf } from './check-collaboration.js';
import type { FindingList } from './finding.js';
import { child, children, propertiesOf, text } from './moddle.js';
import type { Lane, SequenceFlow } from './process-definition.js';
import { readFeel } from './read-value.js';
import { checkExtensions } from './supported.js';

/** A sequence flow with its condition; undefined when it connects nothing, which is a finding. */
export function readFlow(element: ModdleElement, scopeId: string, findings: FindingList): SequenceFlow | undefined {
  const id = element.id ?? '';
  checkExtensions(element, id, findings);
  const source = child(element, 'sourceRef')?.id;
  const target = child(element, 'targetRef')?.id;
  if (source === undefined || target === undefined) {
    findings.error(
      'bpmn/reference',
      id,
      'The sequence flow does not connect two elements.',
      '顺序流没有连接两个元素。',
      'BPMN 2.0, 8.4.13',
    );
    return undefined;
  }
  const ends = [child(element, 'sourceRef'), child(element, 'targetRef')];
  if (ends.some((end) => end !== undefined && processOf(end) !== processOf(element))) {
    findings.error(
      'flow/crosses-pool',
      id,
      'A sequence flow may not lead into another pool; a message flow does.',
      '顺序流不能进入另一个池；应使用消息流。',
      'BPMN 2.0, 7.6.1',
    );
    return undefined;
  }
  const expression = child(element, 'conditionExpression');
  const body = expression === undefined ? undefined : text(expression, 'body');
  const language = expression === undefined ? undefined : text(expression, 'language');
  if (language !== undefined && !/feel/i.test(language))
    findings.error(
      'expression/script-language',
      id,
      `Conditions in ${language} are not executed; only FEEL is.`,
      `不支持 ${language} 条件；仅支持 FEEL。`,
      'contracts, Models',
    );
  const name = text(element, 'name');
  return {
    id,
    source,
    target,
    scopeId,
    ...(name === undefined ? {} : { name }),
    ...(body === undefined ? {} : { condition: readFeel(body, { elementId: id, what: 'condition' }, findings) }),
  };
}

/** Compensation boundary event → handler: the one association that is executed (BPMN 2.0, 10.7.1). */
export function readAssociations(container: ModdleElement): Map<string, string> {
  const handlers = new Map<string, string>();
  for (const artifact of children(container, 'artifacts')) {
    if (artifact.$type !== 'bpmn:Association') continue;
    const source = child(artifact, 'sourceRef');
    const target = child(artifact, 'targetRef')?.id;
    if (source?.$type === 'bpmn:BoundaryEvent' && source.id !== undefined && target !== undefined)
      handlers.set(source.id, target);
  }
  return handlers;
}

/** Lanes of a set, nested ones too. */
export function readLanes(set: ModdleElement, lanes: Lane[]): void {
  for (const lane of children(set, 'lanes')) {
    const name = text(lane, 'name');
    const labelEn = propertiesOf(lane)['pledge:label.en'];
    lanes.push({
      id: lane.id ?? '',
      ...(name === undefined ? {} : { name }),
      ...(labelEn === undefined ? {} : { labelEn }),
      nodes: children(lane, 'flowNodeRef').map((node) => node.id ?? ''),
    });
    const nested = child(lane, 'childLaneSet');
    if (nested !== undefined) readLanes(nested, lanes);
  }
}
