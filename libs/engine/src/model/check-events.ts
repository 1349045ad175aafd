import { timerDue } from '../execution/timer-due.js';
import type { FindingList } from './finding.js';
import {
  eventParts,
  isActivity,
  type EventDefinition,
  type FlowNode,
  type FlowNodeType,
  startsProcess,
  type ProcessDefinition,
  type Scope,
} from './process-definition.js';

type Kind = EventDefinition['kind'];

const CATCHING: readonly Kind[] = ['message', 'timer', 'signal', 'link', 'conditional'];
const THROWING: readonly Kind[] = ['none', 'message', 'signal', 'escalation', 'link', 'compensation'];
const ENDING: readonly Kind[] = ['none', 'message', 'signal', 'escalation', 'error', 'terminate', 'compensation'];
const BOUNDARY: readonly Kind[] = ['message', 'timer', 'signal', 'error', 'escalation', 'conditional', 'compensation'];
const PROCESS_START: readonly Kind[] = ['none', 'message', 'timer', 'signal', 'conditional'];
const EVENT_SUBPROCESS_START: readonly Kind[] = [...BOUNDARY];

/** Which event definitions stand where (BPMN 2.0, table 10.93), start events of scopes, boundary events, links, timers. */
export function checkEvents(definition: ProcessDefinition, findings: FindingList): void {
  for (const scope of definition.scopes.values()) checkStarts(definition, scope, findings);
  for (const node of definition.nodes.values()) {
    checkKind(definition, node, findings);
    checkTimer(node, findings);
    checkCalendar(node, findings);
    checkStartCondition(definition, node, findings);
    checkCode(node, findings);
    checkInterrupting(definition, node, findings);
    checkInstantiates(definition, node, findings);
    if (node.type === 'boundaryEvent') checkBoundary(definition, node, findings);
    if (node.event?.kind === 'link') checkLink(definition, node, findings);
  }
}

function checkStarts(definition: ProcessDefinition, scope: Scope, findings: FindingList): void {
  const starts = scope.nodes.map((id) => definition.nodes.get(id)).filter((node) => node?.type === 'startEvent');
  const owner = definition.nodes.get(scope.id);
  if (owner?.type === 'eventSubProcess') {
    if (starts.length !== 1)
      findings.error(
        'event/event-subprocess-start',
        scope.id,
        'An event subprocess needs exactly one start event.',
        '事件子流程必须且只能有一个开始事件。',
        'BPMN 2.0, 10.3.5',
      );
    return;
  }
  const plain = starts.filter((node) => node?.event?.kind === 'none');
  if (plain.length > 1)
    findings.error(
      'event/start-ambiguous',
      plain[1]?.id,
      'There is more than one start event without a trigger.',
      '存在多个没有触发器的开始事件。',
      'BPMN 2.0, 10.5.2',
    );
  const begins = scope.nodes.some((id) => {
    const node = definition.nodes.get(id);
    return node !== undefined && startsProcess(definition, node);
  });
  if (owner === undefined && !begins && scope.initial.length === 0)
    findings.error(
      'event/start-missing',
      scope.id,
      'Nothing says where the process begins.',
      '流程没有起点。',
      'BPMN 2.0, 10.5.2',
    );
  if (owner !== undefined && starts.length > 0 && plain.length === 0)
    findings.error(
      'event/subprocess-start',
      owner.id,
      'The start event of an embedded subprocess has no trigger.',
      '嵌入式子流程的开始事件不能带触发器。',
      'BPMN 2.0, 10.3.5',
    );
}

function allowedKinds(definition: ProcessDefinition, node: FlowNode): readonly Kind[] | null {
  const byType: Partial<Record<FlowNodeType, readonly Kind[]>> = {
    intermediateCatchEvent: CATCHING,
    intermediateThrowEvent: THROWING,
    endEvent: ENDING,
    boundaryEvent: BOUNDARY,
  };
  // Transactions alone are cancelled (BPMN 2.0, 10.5.4, 10.5.3).
  const around = node.attachedTo ?? node.scopeId;
  if (node.event?.kind === 'cancel' && definition.nodes.get(around)?.type === 'transaction')
    return node.type === 'endEvent' || node.type === 'boundaryEvent' ? ['cancel'] : [];
  if (node.type !== 'startEvent') return byType[node.type] ?? null;
  const owner = definition.nodes.get(node.scopeId);
  if (owner === undefined) return PROCESS_START;
  return owner.type === 'eventSubProcess' ? EVENT_SUBPROCESS_START : ['none'];
}

function checkKind(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  if (node.event?.kind === 'multiple') checkMultiple(definition, node, node.event, findings);
  for (const event of eventParts(node.event)) checkPart(definition, node, event.kind, findings);
}

/** Errors, cancels and compensation end what they meet; there is nothing beside which they could run (table 10.93). */
function checkInterrupting(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  if (node.interrupting) return;
  const starts = node.type === 'startEvent' && definition.nodes.get(node.scopeId)?.type === 'eventSubProcess';
  if (!starts && node.type !== 'boundaryEvent') return;
  const always = eventParts(node.event).some(
    ({ kind }) => kind === 'error' || kind === 'cancel' || (kind === 'compensation' && starts),
  );
  if (always)
    findings.error(
      'event/error-interrupts',
      node.id,
      'An error, cancel or compensation event always interrupts.',
      '错误、取消或补偿事件必须是中断型。',
      'BPMN 2.0, 10.5.4',
    );
}

/** What may not stand beside another definition: it has no meaning of its own there (BPMN 2.0, table 10.93). */
const ALONE: readonly Kind[] = ['link', 'compensation', 'cancel', 'none', 'multiple'];

function checkMultiple(
  definition: ProcessDefinition,
  node: FlowNode,
  event: Extract<EventDefinition, { kind: 'multiple' }>,
  findings: FindingList,
): void {
  const alone = event.parts.find((part) => ALONE.includes(part.kind));
  const last = event.parts.findIndex((part) => part.kind === 'error' || part.kind === 'terminate');
  const refuse = (en: string, zh: string): void =>
    findings.error('engine/multiple-event-definitions', node.id, en, zh, 'BPMN 2.0, 10.5.1');
  if (alone !== undefined)
    refuse(
      `An event definition of kind "${alone.kind}" does not stand beside others.`,
      `“${alone.kind}”类型的事件定义不能与其他定义并列。`,
    );
  if (last !== -1 && last !== event.parts.length - 1)
    refuse('An error or terminate definition stands last: it ends the others.', '错误或终止定义必须排在最后。');
  const unheld = event.parallel && event.parts.some(({ kind }) => !HELD.includes(kind));
  if (unheld)
    refuse(
      'An error or escalation is dealt with when it is thrown: it cannot be held until other triggers happened.',
      '错误和升级在抛出时立即处理，不能等待其他触发器一起发生。',
    );
}

/** What can be kept until the other definitions of a parallel multiple event happened. */
const HELD: readonly Kind[] = ['message', 'signal', 'timer', 'conditional'];

function checkPart(definition: ProcessDefinition, node: FlowNode, kind: Kind, findings: FindingList): void {
  const allowed = allowedKinds(definition, node);
  // A start event with a trigger in a subprocess has its own finding.
  if (allowed === null || allowed.includes(kind) || (node.type === 'startEvent' && allowed.length === 1)) return;
  // Reading already refused what left no definition behind.
  if (
    kind === 'none' &&
    definition.readFindings.some((finding) => finding.elementId === node.id && finding.severity === 'error')
  )
    return;
  findings.error(
    'event/definition-not-allowed',
    node.id,
    `An event of kind "${kind}" may not stand here.`,
    `此处不允许使用“${kind}”类型的事件。`,
    'BPMN 2.0, 10.5.6',
  );
}

function checkBoundary(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  const activity = node.attachedTo === undefined ? undefined : definition.nodes.get(node.attachedTo);
  if (activity !== undefined && activity.scopeId !== node.scopeId)
    findings.error(
      'event/boundary-scope',
      node.id,
      'A boundary event stands in the same scope as its activity.',
      '边界事件必须与其活动位于同一作用域。',
      'BPMN 2.0, 10.5.4',
    );
  if (activity === undefined || !isActivity(activity.type))
    findings.error(
      'event/boundary-activity',
      node.id,
      'The boundary event is not attached to an activity.',
      '边界事件没有附着在活动上。',
      'BPMN 2.0, 10.5.4',
    );
}

function checkLink(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  if (node.event?.kind !== 'link') return;
  const { name } = node.event;
  const partners = [...definition.nodes.values()].filter(
    (other) =>
      other.id !== node.id &&
      other.scopeId === node.scopeId &&
      other.event?.kind === 'link' &&
      other.event.name === name,
  );
  const targets = partners.filter((other) => other.type === 'intermediateCatchEvent');
  if (node.type === 'intermediateThrowEvent' && targets.length !== 1)
    findings.error(
      'event/link-target',
      node.id,
      `The link "${name}" needs exactly one catching event in the same scope.`,
      `链接“${name}”在同一作用域内必须且只能有一个捕获事件。`,
      'BPMN 2.0, 10.5.5',
    );
  if (node.type === 'intermediateCatchEvent' && partners.length === targets.length)
    findings.warning(
      'event/link-source',
      node.id,
      `Nothing throws the link "${name}".`,
      `没有抛出链接“${name}”的事件。`,
      'BPMN 2.0, 10.5.5',
    );
}

function checkTimer(node: FlowNode, findings: FindingList): void {
  for (const event of eventParts(node.event)) {
    if (event.kind !== 'timer' || event.value.kind !== 'static' || event.value.text === '') continue;
    const due = timerDue(event.timer, event.value.text, 0, 'UTC');
    if (!due.ok)
      findings.error(
        'event/timer-text',
        node.id,
        `The timer cannot be read: ${due.message}.`,
        `无法识别定时器设置：“${event.value.text}”。`,
        'BPMN 2.0, 10.5.5',
      );
  }
}

/** What catches must be known before it happens. */
function checkCode(node: FlowNode, findings: FindingList): void {
  if (node.type !== 'boundaryEvent' && node.type !== 'startEvent') return;
  for (const event of eventParts(node.event))
    if ((event.kind === 'error' || event.kind === 'escalation') && event.code?.kind === 'feel')
      findings.error(
        'event/code-static',
        node.id,
        'The code that an event catches is a text, not FEEL.',
        '捕获事件的代码必须是文本，不能是 FEEL。',
        'BPMN 2.0, 10.5.7',
      );
}

/** `instantiate`: begins an instance, so nothing leads to it and it stands in the process itself (13.2). */
function checkInstantiates(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  if (node.instantiates !== true) return;
  if (node.incoming.length > 0 || node.scopeId !== definition.key)
    findings.error(
      'event/instantiate-place',
      node.id,
      'What begins an instance stands in the process itself and has no incoming sequence flow.',
      '实例化元素必须位于流程最外层，且没有流入的顺序流。',
      'BPMN 2.0, 10.6.6, 13.2',
    );
}

/** A calendar says how timers and due dates count: elsewhere it would say nothing. */
function checkCalendar(node: FlowNode, findings: FindingList): void {
  if (node.calendar === undefined || node.type === 'userTask') return;
  if (eventParts(node.event).some((event) => event.kind === 'timer')) return;
  findings.error(
    'engine/calendar-place',
    node.id,
    'A calendar (pledge:calendar) belongs to a timer event or a user task.',
    '日历（pledge:calendar）只能设置在定时事件或用户任务上。',
    'design D2',
  );
}

/** Before an instance runs it has no data to watch (10.5.2). */
function checkStartCondition(definition: ProcessDefinition, node: FlowNode, findings: FindingList): void {
  if (!startsProcess(definition, node) || !eventParts(node.event).some((event) => event.kind === 'conditional')) return;
  findings.info(
    'event/start-condition',
    node.id,
    'The condition may ask the time, or what is sent with a plain start; a process that does not run yet has no data.',
    '该条件只能依据当前时间，或手工启动时提交的变量；流程尚未运行，没有数据可供判断。',
    'BPMN 2.0, 10.5.2',
  );
}
