import type { ModdleElement } from 'bpmn-moddle';
import type { FindingList } from './finding.js';
import { child, children, text } from './moddle.js';

/**
 * Data of a process (BPMN 2.0, 10.4): what a reference may see, what an association connects. Data objects are drawn here,
 * so nothing of it keeps a model from running.
 */
export function checkData(container: ModdleElement, findings: FindingList): void {
  for (const element of children(container, 'flowElements')) {
    if (element.$type === 'bpmn:DataObjectReference') checkDataReference(container, element, findings);
    for (const key of ['dataInputAssociations', 'dataOutputAssociations'] as const)
      for (const association of children(element, key)) checkAssociation(element, association, key, findings);
    checkIoSpecification(element, findings);
    if (children(element, 'flowElements').length > 0) checkData(element, findings);
  }
}

function checkDataReference(container: ModdleElement, element: ModdleElement, findings: FindingList): void {
  const object = child(element, 'dataObjectRef');
  if (object === undefined || isInside(container, object.$parent)) return;
  findings.warning(
    'data/scope',
    element.id,
    `The data object "${object.id ?? ''}" cannot be seen from here: it belongs to another scope.`,
    `此处无法访问数据对象“${object.id ?? ''}”：它属于另一个作用域。`,
    'BPMN 2.0, 10.4.1',
  );
}

/** A scope sees its own data and those of the scopes around it. */
function isInside(container: ModdleElement, owner: ModdleElement | undefined): boolean {
  for (let current: ModdleElement | undefined = container; current !== undefined; current = current.$parent)
    if (current === owner) return true;
  return false;
}

function checkAssociation(
  element: ModdleElement,
  association: ModdleElement,
  key: 'dataInputAssociations' | 'dataOutputAssociations',
  findings: FindingList,
): void {
  const target = child(association, 'targetRef');
  const sources = children(association, 'sourceRef');
  if (target === undefined) {
    findings.warning(
      'data/association-target',
      element.id,
      'A data association has no target.',
      '数据关联没有目标。',
      'BPMN 2.0, 10.4.2',
    );
    return;
  }
  const own = key === 'dataInputAssociations' ? [target] : sources;
  if (own.some((end) => !belongsTo(element, end)))
    findings.warning(
      'data/association-ends',
      element.id,
      'A data association of an activity leads into one of its inputs, or out of one of its outputs.',
      '活动的数据关联必须进入该活动的输入，或从该活动的输出流出。',
      'BPMN 2.0, 10.4.2',
    );
  if (sources.length > 1 && child(association, 'transformation') === undefined)
    findings.warning(
      'data/transformation-missing',
      element.id,
      'A data association with several sources needs a transformation.',
      '有多个来源的数据关联需要转换表达式。',
      'BPMN 2.0, 10.4.2',
    );
}

function belongsTo(element: ModdleElement, end: ModdleElement): boolean {
  for (let current: ModdleElement | undefined = end; current !== undefined; current = current.$parent)
    if (current === element) return true;
  return false;
}

/** Sets are not optional: without one nothing says when the data are complete. */
function checkIoSpecification(element: ModdleElement, findings: FindingList): void {
  const specification = child(element, 'ioSpecification');
  if (specification === undefined) return;
  if (children(specification, 'inputSets').length > 0 && children(specification, 'outputSets').length > 0) return;
  findings.warning(
    'data/io-sets',
    element.id,
    'An input/output specification has at least one input set and one output set.',
    '输入输出规范至少要有一个输入集和一个输出集。',
    'BPMN 2.0, 10.4.1',
  );
}

/** The name of the variable that stands for an item-aware element: its own name, else its id. */
export function variableOf(element: ModdleElement): string {
  const object = child(element, 'dataObjectRef') ?? element;
  return text(object, 'name') ?? text(element, 'name') ?? object.id ?? '';
}
