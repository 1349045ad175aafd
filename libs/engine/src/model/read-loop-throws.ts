import type { ModdleElement } from 'bpmn-moddle';
import type { FindingList } from './finding.js';
import { child, children, text } from './moddle.js';
import { eventParts, type EventDefinition, type LoopThrow } from './process-definition.js';
import { DEFAULT_SIGNAL, readDefinition, readEvent } from './read-event.js';
import { readFeel } from './read-value.js';

/** `behavior` of a multi-instance activity: what it throws when repetitions complete (BPMN 2.0, 10.3.8, table 10.29). */
export function readLoopThrows(loop: ModdleElement, id: string, findings: FindingList): readonly LoopThrow[] {
  const behavior = text(loop, 'behavior');
  switch (behavior) {
    case 'None':
      return [{ when: 'each', event: referenced(child(loop, 'noneBehaviorEventRef'), id, findings) }];
    case 'One':
      return [{ when: 'first', event: referenced(child(loop, 'oneBehaviorEventRef'), id, findings) }];
    case 'Complex':
      return complex(loop, id, findings);
    default:
      return [];
  }
}

function complex(loop: ModdleElement, id: string, findings: FindingList): LoopThrow[] {
  const definitions = children(loop, 'complexBehaviorDefinition');
  if (definitions.length === 0)
    findings.error(
      'loop/behavior-missing',
      id,
      'The behavior Complex needs definitions that say when which event is thrown.',
      '“Complex”行为需要定义何时抛出何种事件。',
      'BPMN 2.0, 10.3.8',
    );
  return definitions.flatMap((definition): LoopThrow[] => {
    const condition = child(definition, 'condition');
    const body = condition === undefined ? undefined : text(condition, 'body');
    if (body === undefined) {
      findings.error(
        'loop/behavior-missing',
        id,
        'A complex behavior definition needs a condition.',
        '复杂行为定义缺少条件。',
        'BPMN 2.0, 10.3.8',
      );
      return [];
    }
    // Without an event nothing is thrown: the definition says so by intention (table 10.31).
    const event = child(definition, 'event');
    if (event === undefined) return [];
    const when = readFeel(body, { elementId: id, what: 'complex behavior condition' }, findings);
    return [{ when, event: checked(readEvent(event, id, findings), id, findings) }];
  });
}

function referenced(definition: ModdleElement | undefined, id: string, findings: FindingList): EventDefinition {
  return definition === undefined ? DEFAULT_SIGNAL : checked(readDefinition(definition, id, findings), id, findings);
}

/** Only what a boundary event can catch makes sense here. */
function checked(event: EventDefinition, id: string, findings: FindingList): EventDefinition {
  const wrong = eventParts(event).find(
    ({ kind }) => kind !== 'signal' && kind !== 'message' && kind !== 'escalation' && kind !== 'error',
  );
  if (wrong !== undefined)
    findings.error(
      'loop/behavior-event',
      id,
      `A multi-instance activity cannot throw an event of kind "${wrong.kind}".`,
      `多实例活动不能抛出“${wrong.kind}”类型的事件。`,
      'BPMN 2.0, 10.3.8, 10.5.6',
    );
  return event;
}
