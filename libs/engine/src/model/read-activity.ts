import type { ModdleElement } from 'bpmn-moddle';
import type { FindingList } from './finding.js';
import { child, children, extension, flag, text } from './moddle.js';
import type {
  AdHocDefinition,
  CallDefinition,
  FlowNode,
  JobDefinition,
  LoopCharacteristics,
  Mapping,
  ModelValue,
  UserTaskDefinition,
} from './process-definition.js';
import { readLoopData } from './read-loop-data.js';
import { readLoopThrows } from './read-loop-throws.js';
import { readFeel, readValue } from './read-value.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What an activity or throwing event does, from its zeebe extensions. */
export function readWork(element: ModdleElement, id: string, findings: FindingList): Partial<FlowNode> {
  const work: Partial<Writable<FlowNode>> = {};
  const value = (raw: string, what: string): ModelValue => readValue(raw, { elementId: id, what }, findings);
  const job = readJob(element, value);
  if (job !== undefined) work.job = job;
  else if (extension(element, 'zeebe:TaskDefinition') !== undefined)
    findings.error(
      'engine/task-type-missing',
      id,
      'The task definition has no type.',
      '任务定义缺少类型。',
      'contracts, Models',
    );
  if (element.$type === 'bpmn:UserTask') work.userTask = readUserTask(element, value);
  if (element.$type === 'bpmn:CallActivity') {
    const call = readCall(element, value);
    if (call !== undefined) work.call = call;
  }
  const script = extension(element, 'zeebe:Script');
  const expression = script === undefined ? undefined : text(script, 'expression');
  if (script !== undefined && expression !== undefined)
    work.script = {
      expression: readFeel(expression, { elementId: id, what: 'script' }, findings),
      ...resultVariable(script),
    };
  const decision = extension(element, 'zeebe:CalledDecision');
  const decisionId = decision === undefined ? undefined : text(decision, 'decisionId');
  if (decision !== undefined && decisionId !== undefined)
    work.decision = { decisionId: value(decisionId, 'decision id'), ...resultVariable(decision) };
  if (element.$type === 'bpmn:StartEvent') {
    const formId = readFormId(element);
    if (formId !== undefined) work.formId = formId;
  }
  if (element.$type === 'bpmn:AdHocSubProcess') work.adHoc = readAdHoc(element, id, findings);
  const loop = readLoop(element, id, findings);
  if (loop !== undefined) work.loop = loop;
  return work;
}

/** `zeebe:ioMapping`. */
export function readMappings(
  element: ModdleElement,
  key: 'inputParameters' | 'outputParameters',
  id: string,
  findings: FindingList,
): readonly Mapping[] {
  const mapping = extension(element, 'zeebe:IoMapping');
  if (mapping === undefined) return [];
  const result: Mapping[] = [];
  for (const parameter of children(mapping, key)) {
    const target = text(parameter, 'target');
    if (target === undefined) {
      findings.error(
        'engine/mapping-target',
        id,
        'A variable mapping has no target.',
        '变量映射缺少目标变量。',
        'contracts, Models',
      );
      continue;
    }
    const raw = parameter['source'];
    result.push({
      source: readValue(
        typeof raw === 'string' ? raw.trim() : '',
        { elementId: id, what: `mapping to ${target}` },
        findings,
      ),
      target,
    });
  }
  return result;
}

type ReadValue = (raw: string, what: string) => ModelValue;

function readJob(element: ModdleElement, value: ReadValue): JobDefinition | undefined {
  const definition = extension(element, 'zeebe:TaskDefinition');
  const type = definition === undefined ? undefined : text(definition, 'type');
  if (definition === undefined || type === undefined) return undefined;
  const headers: Record<string, string> = {};
  const list = extension(element, 'zeebe:TaskHeaders');
  for (const header of list === undefined ? [] : children(list, 'values')) {
    const key = text(header, 'key');
    if (key !== undefined) headers[key] = text(header, 'value') ?? '';
  }
  const retries = text(definition, 'retries');
  return {
    type: value(type, 'task type'),
    headers,
    ...(retries === undefined ? {} : { retries: value(retries, 'retries') }),
  };
}

function readUserTask(element: ModdleElement, value: ReadValue): UserTaskDefinition {
  const task: Writable<UserTaskDefinition> = {};
  const assignment = extension(element, 'zeebe:AssignmentDefinition');
  for (const key of ['assignee', 'candidateGroups', 'candidateUsers'] as const) {
    const raw = assignment === undefined ? undefined : text(assignment, key);
    if (raw !== undefined) task[key] = value(raw, key);
  }
  const schedule = extension(element, 'zeebe:TaskSchedule');
  for (const key of ['dueDate', 'followUpDate'] as const) {
    const raw = schedule === undefined ? undefined : text(schedule, key);
    if (raw !== undefined) task[key] = value(raw, key);
  }
  const priority = extension(element, 'zeebe:PriorityDefinition');
  const level = priority === undefined ? undefined : text(priority, 'priority');
  if (level !== undefined) task.priority = value(level, 'priority');
  const formId = readFormId(element);
  if (formId !== undefined) task.formId = formId;
  return task;
}

function readFormId(element: ModdleElement): string | undefined {
  const form = extension(element, 'zeebe:FormDefinition');
  return form === undefined
    ? undefined
    : (text(form, 'formId') ?? text(form, 'formKey') ?? text(form, 'externalReference'));
}

function readCall(element: ModdleElement, value: ReadValue): CallDefinition | undefined {
  const called = extension(element, 'zeebe:CalledElement');
  const processId =
    (called === undefined ? undefined : (text(called, 'processId') ?? text(called, 'processIdExpression'))) ??
    text(element, 'calledElement');
  if (processId === undefined) return undefined;
  const businessKey = called === undefined ? undefined : text(called, 'businessId');
  return {
    processId: value(processId, 'called process'),
    propagateAllParent: called === undefined || flag(called, 'propagateAllParentVariables') !== false,
    propagateAllChild: called === undefined || flag(called, 'propagateAllChildVariables') !== false,
    bindingType: (called === undefined ? undefined : text(called, 'bindingType')) ?? 'latest',
    ...(businessKey === undefined ? {} : { businessKey: value(businessKey, 'business key') }),
  };
}

function readAdHoc(element: ModdleElement, id: string, findings: FindingList): AdHocDefinition {
  const zeebe = extension(element, 'zeebe:AdHoc');
  const elements = zeebe === undefined ? undefined : text(zeebe, 'activeElementsCollection');
  if (
    zeebe !== undefined &&
    (text(zeebe, 'outputCollection') !== undefined || text(zeebe, 'outputElement') !== undefined)
  )
    findings.error(
      'engine/unsupported-extension',
      id,
      'The output collection of an ad-hoc subprocess is not executed.',
      '不支持执行特别子流程的输出集合。',
      'contracts, Models',
    );
  const expression = child(element, 'completionCondition');
  const condition = expression === undefined ? undefined : text(expression, 'body');
  return {
    cancelRemaining: flag(element, 'cancelRemainingInstances') !== false,
    sequential: text(element, 'ordering') === 'Sequential',
    ...(elements === undefined
      ? {}
      : { activeElements: readFeel(elements, { elementId: id, what: 'active elements' }, findings) }),
    ...(condition === undefined
      ? {}
      : { completionCondition: readFeel(condition, { elementId: id, what: 'completion condition' }, findings) }),
  };
}

function resultVariable(element: ModdleElement): { resultVariable?: string } {
  const name = text(element, 'resultVariable');
  return name === undefined ? {} : { resultVariable: name };
}

function readLoop(element: ModdleElement, id: string, findings: FindingList): LoopCharacteristics | undefined {
  const loop = child(element, 'loopCharacteristics');
  if (loop === undefined) return undefined;
  const feel = (raw: string | undefined, what: string): ModelValue | undefined =>
    raw === undefined ? undefined : readFeel(raw, { elementId: id, what }, findings);
  const body = (key: string): string | undefined => {
    const expression = child(loop, key);
    return expression === undefined ? undefined : text(expression, 'body');
  };
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') {
    const condition = feel(body('loopCondition'), 'loop condition');
    const maximum = Number(loop['loopMaximum'] ?? NaN);
    if (condition === undefined && !Number.isFinite(maximum))
      findings.error(
        'loop/condition-missing',
        id,
        'The loop has neither a condition nor a maximum.',
        '循环没有条件，也没有最大次数。',
        'BPMN 2.0, 13.3.6',
      );
    return {
      kind: 'standard',
      testBefore: flag(loop, 'testBefore') === true,
      ...(condition === undefined ? {} : { condition }),
      ...(Number.isFinite(maximum) ? { maximum } : {}),
    };
  }
  const zeebe = extension(loop, 'zeebe:LoopCharacteristics');
  const attribute = (key: string): string | undefined => (zeebe === undefined ? undefined : text(zeebe, key));
  const data = readLoopData(element, loop);
  const collection = feel(attribute('inputCollection') ?? data.collection, 'input collection');
  const cardinality = feel(body('loopCardinality'), 'loop cardinality');
  if (collection === undefined && cardinality === undefined)
    findings.error(
      'loop/collection-missing',
      id,
      'The multi-instance has neither an input collection nor a cardinality.',
      '多实例没有输入集合，也没有基数。',
      'BPMN 2.0, 13.3.7',
    );
  const throws = readLoopThrows(loop, id, findings);
  const outputElement = feel(attribute('outputElement') ?? data.outputElement, 'output element');
  const completionCondition = feel(body('completionCondition'), 'completion condition');
  const inputElement = attribute('inputElement') ?? data.inputElement;
  const outputCollection = attribute('outputCollection') ?? data.outputCollection;
  return {
    kind: 'multi-instance',
    sequential: flag(loop, 'isSequential') === true,
    ...(collection === undefined ? {} : { collection }),
    ...(cardinality === undefined ? {} : { cardinality }),
    ...(inputElement === undefined ? {} : { inputElement }),
    ...(outputCollection === undefined ? {} : { outputCollection }),
    ...(outputElement === undefined ? {} : { outputElement }),
    ...(completionCondition === undefined ? {} : { completionCondition }),
    ...(throws.length === 0 ? {} : { throws }),
  };
}
