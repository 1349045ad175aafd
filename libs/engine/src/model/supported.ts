import type { ModdleElement } from 'bpmn-moddle';
import type { FindingList } from './finding.js';
import { child, children, extensions, text } from './moddle.js';
import type { FlowNodeType } from './process-definition.js';

/** moddle type → what runs it. Types that are missing here are refused by name. */
export const NODE_TYPES: Readonly<Record<string, FlowNodeType>> = {
  'bpmn:StartEvent': 'startEvent',
  'bpmn:EndEvent': 'endEvent',
  'bpmn:IntermediateCatchEvent': 'intermediateCatchEvent',
  'bpmn:IntermediateThrowEvent': 'intermediateThrowEvent',
  'bpmn:BoundaryEvent': 'boundaryEvent',
  'bpmn:Task': 'task',
  'bpmn:UserTask': 'userTask',
  'bpmn:ServiceTask': 'serviceTask',
  'bpmn:SendTask': 'sendTask',
  'bpmn:ReceiveTask': 'receiveTask',
  'bpmn:BusinessRuleTask': 'businessRuleTask',
  'bpmn:ScriptTask': 'scriptTask',
  'bpmn:ManualTask': 'manualTask',
  'bpmn:ExclusiveGateway': 'exclusiveGateway',
  'bpmn:ParallelGateway': 'parallelGateway',
  'bpmn:InclusiveGateway': 'inclusiveGateway',
  'bpmn:EventBasedGateway': 'eventBasedGateway',
  'bpmn:ComplexGateway': 'complexGateway',
  'bpmn:SubProcess': 'subProcess',
  'bpmn:Transaction': 'transaction',
  'bpmn:AdHocSubProcess': 'adHocSubProcess',
  'bpmn:CallActivity': 'callActivity',
};

/** Drawn, kept, and without a meaning for tokens. */
const NOT_EXECUTED: ReadonlySet<string> = new Set([
  'bpmn:SequenceFlow',
  'bpmn:DataObject',
  'bpmn:DataObjectReference',
  'bpmn:DataStoreReference',
]);

const REFUSED_NAMES: Readonly<Record<string, { zh: string; en: string }>> = {
  'bpmn:ImplicitThrowEvent': { zh: '隐式抛出事件', en: 'implicit throw event' },
  'bpmn:CallChoreography': { zh: '编排', en: 'choreography' },
  'bpmn:SubChoreography': { zh: '编排', en: 'choreography' },
  'bpmn:ChoreographyTask': { zh: '编排任务', en: 'choreography task' },
};

export function isNotExecuted(moddleType: string): boolean {
  return NOT_EXECUTED.has(moddleType);
}

/** An element of BPMN that this engine does not run yet: an error that names it. */
export function refuseElement(element: ModdleElement, elementId: string | undefined, findings: FindingList): void {
  const name = REFUSED_NAMES[element.$type] ?? { zh: element.$type, en: element.$type };
  findings.error(
    'engine/unsupported-element',
    elementId,
    `A ${name.en} (${element.$type}) is not executed.`,
    `不支持执行${name.zh}（${element.$type}）。`,
    'BPMN 2.0, 2.2.1',
  );
}

/** Extension elements that change what happens, and are honoured. */
const EXECUTED_EXTENSIONS: ReadonlySet<string> = new Set([
  'zeebe:IoMapping',
  'zeebe:Subscription',
  'zeebe:TaskHeaders',
  'zeebe:TaskDefinition',
  'zeebe:LoopCharacteristics',
  'zeebe:CalledElement',
  'zeebe:FormDefinition',
  'zeebe:UserTask',
  'zeebe:CalledDecision',
  'zeebe:AssignmentDefinition',
  'zeebe:PriorityDefinition',
  'zeebe:TaskSchedule',
  'zeebe:Properties',
  'zeebe:Script',
  'zeebe:VersionTag',
  'zeebe:UserTaskForm',
  'zeebe:AdHoc',
]);
const FOREIGN = /^(camunda|flowable|activiti):/;
const FOREIGN_NAMESPACE = /^http:\/\/(camunda\.org\/schema\/1\.0|flowable\.org|activiti\.org)/;

/** Extensions of one element: unknown zeebe elements are refused, those of other engines are a warning. */
export function checkExtensions(element: ModdleElement, elementId: string | undefined, findings: FindingList): void {
  for (const item of extensions(element)) {
    if (item.$type.startsWith('zeebe:') && !EXECUTED_EXTENSIONS.has(item.$type)) {
      findings.error(
        'engine/unsupported-extension',
        elementId,
        `The extension ${item.$type} is not executed.`,
        `不支持执行扩展元素 ${item.$type}。`,
        'contracts, Models',
      );
    } else if (FOREIGN.test(item.$type)) foreign(item.$type, elementId, findings);
  }
  for (const name of Object.keys(element.$attrs ?? {})) if (FOREIGN.test(name)) foreign(name, elementId, findings);
}

function foreign(name: string, elementId: string | undefined, findings: FindingList): void {
  findings.warning(
    'engine/foreign-attribute',
    elementId,
    `${name} belongs to another engine and has no effect here.`,
    `${name} 属于其他流程引擎，在此不起作用。`,
    'contracts, Models',
  );
}

/** A prefix bound to another engine's namespace, whatever its name. */
export function checkNamespaces(definitions: ModdleElement, findings: FindingList): void {
  for (const [name, value] of Object.entries(definitions.$attrs ?? {})) {
    if (
      name.startsWith('xmlns:') &&
      typeof value === 'string' &&
      FOREIGN_NAMESPACE.test(value) &&
      !FOREIGN.test(`${name.slice(6)}:`)
    )
      foreign(`xmlns:${name.slice(6)}`, undefined, findings);
  }
}

/** What is drawn inside BPMN itself and would be ignored in silence. */
export function checkIgnoredParts(element: ModdleElement, id: string, findings: FindingList): void {
  if (child(element, 'ioSpecification') !== undefined || children(element, 'dataInputAssociations').length > 0)
    findings.info(
      'engine/data-association',
      id,
      'Data associations are documentation here; variables are mapped by zeebe:ioMapping.',
      '数据关联仅作说明；变量由 zeebe:ioMapping 映射。',
      'BPMN 2.0, 10.4.2',
    );
  const format = text(element, 'scriptFormat');
  if (format !== undefined && !/^(feel|application\/feel)$/i.test(format))
    findings.error(
      'expression/script-language',
      id,
      `Scripts in ${format} are not executed; only FEEL is.`,
      `不支持执行 ${format} 脚本；仅支持 FEEL。`,
      'contracts, Models',
    );
  else if (text(element, 'script') !== undefined && !extensions(element).some((item) => item.$type === 'zeebe:Script'))
    findings.warning(
      'expression/script-ignored',
      id,
      'The text in bpmn:script is not executed; put FEEL into zeebe:script.',
      'bpmn:script 中的文本不会执行；请将 FEEL 写入 zeebe:script。',
      'contracts, Models',
    );
}
