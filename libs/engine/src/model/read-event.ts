import type { ModdleElement } from 'bpmn-moddle';
import type { FindingList } from './finding.js';
import { child, children, extension, flag, text } from './moddle.js';
import type { EventDefinition, ModelValue } from './process-definition.js';
import { readFeel, readValue } from './read-value.js';
import { checkExtensions, refuseElement } from './supported.js';

/** The event definitions of an event; one that does not run is a finding. */
export function readEvent(element: ModdleElement, id: string, findings: FindingList): EventDefinition {
  const definitions = [...children(element, 'eventDefinitions'), ...children(element, 'eventDefinitionRef')];
  const [first] = definitions;
  if (first === undefined) return { kind: 'none' };
  if (definitions.length === 1 && first.$type === 'bpmn:SignalEventDefinition' && hearsLoop(element, first))
    return DEFAULT_SIGNAL;
  if (definitions.length === 1) return readDefinition(first, id, findings);
  return {
    kind: 'multiple',
    parallel: flag(element, 'parallelMultiple') === true,
    parts: definitions.map((definition) => readDefinition(definition, id, findings)),
  };
}

/** What a multi-instance activity throws where its behavior is None or One and no event is named (BPMN 2.0, 10.3.8). */
export const DEFAULT_SIGNAL: EventDefinition = { kind: 'signal', name: { kind: 'static', text: '' } };

/** A boundary event without signal on a multi-instance activity that throws the default signal. */
function hearsLoop(element: ModdleElement, definition: ModdleElement): boolean {
  const activity = child(element, 'attachedToRef');
  const loop = activity === undefined ? undefined : child(activity, 'loopCharacteristics');
  if (loop === undefined || child(definition, 'signalRef') !== undefined) return false;
  const behavior = text(loop, 'behavior');
  return (
    (behavior === 'None' && child(loop, 'noneBehaviorEventRef') === undefined) ||
    (behavior === 'One' && child(loop, 'oneBehaviorEventRef') === undefined)
  );
}

/** One event definition; one that does not run is a finding. */
export function readDefinition(first: ModdleElement, id: string, findings: FindingList): EventDefinition {
  switch (first.$type) {
    case 'bpmn:MessageEventDefinition':
      return readMessage(child(first, 'messageRef'), id, findings);
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', name: refName(child(first, 'signalRef'), 'name', 'signal', id, findings) };
    case 'bpmn:TimerEventDefinition':
      return readTimer(first, id, findings);
    case 'bpmn:ErrorEventDefinition':
      return { kind: 'error', ...optionalCode(child(first, 'errorRef'), 'errorCode', id, findings) };
    case 'bpmn:EscalationEventDefinition':
      return { kind: 'escalation', ...optionalCode(child(first, 'escalationRef'), 'escalationCode', id, findings) };
    case 'bpmn:ConditionalEventDefinition':
      return readCondition(first, id, findings);
    case 'bpmn:CompensateEventDefinition':
      return readCompensation(first);
    case 'bpmn:CancelEventDefinition':
      return { kind: 'cancel' };
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' };
    case 'bpmn:LinkEventDefinition':
      return { kind: 'link', name: text(first, 'name') ?? '' };
    default:
      refuseElement(first, id, findings);
      return { kind: 'none' };
  }
}

/** A message with its correlation key (`zeebe:subscription`). */
export function readMessage(message: ModdleElement | undefined, id: string, findings: FindingList): EventDefinition {
  const name = refName(message, 'name', 'message', id, findings);
  const key = message === undefined ? undefined : extension(message, 'zeebe:Subscription');
  const correlationKey = key === undefined ? undefined : text(key, 'correlationKey');
  return {
    kind: 'message',
    name,
    ...(correlationKey === undefined
      ? {}
      : { correlationKey: readFeel(correlationKey, { elementId: id, what: 'correlation key' }, findings) }),
  };
}

function readCondition(definition: ModdleElement, id: string, findings: FindingList): EventDefinition {
  const expression = child(definition, 'condition');
  const body = expression === undefined ? undefined : text(expression, 'body');
  if (body === undefined)
    findings.error(
      'event/condition-missing',
      id,
      'The conditional event has no condition.',
      '条件事件没有设置条件。',
      'BPMN 2.0, 10.5.5',
    );
  // zeebe:conditionalFilter changes when it happens: refused, not ignored.
  checkExtensions(definition, id, findings);
  return {
    kind: 'conditional',
    condition:
      body === undefined
        ? { kind: 'static', text: 'false' }
        : readFeel(body, { elementId: id, what: 'condition' }, findings),
  };
}

function readCompensation(definition: ModdleElement): EventDefinition {
  const activityId = child(definition, 'activityRef')?.id;
  return {
    kind: 'compensation',
    ...(activityId === undefined ? {} : { activityId }),
    ...(flag(definition, 'waitForCompletion') === false ? { waits: false } : {}),
  };
}

function readTimer(definition: ModdleElement, id: string, findings: FindingList): EventDefinition {
  const given = ['timeDate', 'timeDuration', 'timeCycle'].filter((key) => child(definition, key) !== undefined);
  if (given.length > 1)
    findings.error(
      'event/timer-several',
      id,
      'A timer has a date, a duration or a cycle, not several of them.',
      '定时器只能设置日期、时长、周期之一。',
      'BPMN 2.0, 10.5.5',
    );
  for (const [timer, key] of [
    ['date', 'timeDate'],
    ['duration', 'timeDuration'],
    ['cycle', 'timeCycle'],
  ] as const) {
    const body = child(definition, key);
    const raw = body === undefined ? undefined : text(body, 'body');
    if (raw !== undefined)
      return { kind: 'timer', timer, value: readValue(raw, { elementId: id, what: 'timer' }, findings) };
  }
  findings.error(
    'event/timer-missing',
    id,
    'The timer has neither date, duration nor cycle.',
    '定时器没有设置日期、时长或周期。',
    'BPMN 2.0, 10.5.5',
  );
  return { kind: 'timer', timer: 'duration', value: { kind: 'static', text: '' } };
}

function refName(
  ref: ModdleElement | undefined,
  key: string,
  what: string,
  id: string,
  findings: FindingList,
): ModelValue {
  const raw = ref === undefined ? undefined : text(ref, key);
  if (raw === undefined) {
    findings.error(
      `event/${what}-missing`,
      id,
      `The ${what} is missing or has no name.`,
      `缺少${what === 'message' ? '消息' : '信号'}，或其没有名称。`,
      'BPMN 2.0, 10.5.5',
    );
    return { kind: 'static', text: '' };
  }
  return readValue(raw, { elementId: id, what: `${what} name` }, findings);
}

function optionalCode(
  ref: ModdleElement | undefined,
  key: string,
  id: string,
  findings: FindingList,
): { code?: ModelValue } {
  const raw = ref === undefined ? undefined : text(ref, key);
  return raw === undefined ? {} : { code: readValue(raw, { elementId: id, what: key }, findings) };
}
