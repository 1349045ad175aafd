import type { StudioModeler } from '../editor/create-modeler.js';
import type { BusinessObject, DiagramElement, ModdleElement } from '../editor/diagram-types.js';
import type { EventKind, EventPosition } from './offers.js';

const DEFINITIONS: Readonly<Record<Exclude<EventKind, 'none' | 'multiple' | 'parallel-multiple'>, string>> = {
  message: 'bpmn:MessageEventDefinition',
  timer: 'bpmn:TimerEventDefinition',
  error: 'bpmn:ErrorEventDefinition',
  escalation: 'bpmn:EscalationEventDefinition',
  cancel: 'bpmn:CancelEventDefinition',
  compensation: 'bpmn:CompensateEventDefinition',
  conditional: 'bpmn:ConditionalEventDefinition',
  link: 'bpmn:LinkEventDefinition',
  signal: 'bpmn:SignalEventDefinition',
  terminate: 'bpmn:TerminateEventDefinition',
};

/** Where the event stands. */
export function positionOf(event: BusinessObject): EventPosition {
  switch (event.$type) {
    case 'bpmn:StartEvent': {
      const inEventSubprocess = event.$parent?.get('triggeredByEvent') === true;
      if (!inEventSubprocess) return 'start';
      return event.get('isInterrupting') === false ? 'subprocess-non-interrupting' : 'subprocess-interrupting';
    }
    case 'bpmn:BoundaryEvent':
      return event.get('cancelActivity') === false ? 'boundary-non-interrupting' : 'boundary-interrupting';
    case 'bpmn:IntermediateThrowEvent':
      return 'throw';
    case 'bpmn:EndEvent':
      return 'end';
    default:
      return 'catch';
  }
}

export function definitionsOf(event: BusinessObject): readonly ModdleElement[] {
  return event.eventDefinitions ?? [];
}

export function kindOfDefinition(definition: ModdleElement): EventKind {
  const found = Object.entries(DEFINITIONS).find(([, type]) => type === definition.$type);
  return (found?.[0] as EventKind | undefined) ?? 'none';
}

/** What the event reacts to or does, as the list names it. */
export function kindOf(event: BusinessObject): EventKind {
  const [first, ...others] = definitionsOf(event);
  if (!first) return 'none';
  if (others.length > 0) return event.get('parallelMultiple') === true ? 'parallel-multiple' : 'multiple';
  return kindOfDefinition(first);
}

/** Makes the event one of the kind; what it says already is kept where it still fits. One step to undo. */
export function setKind(modeler: StudioModeler, element: DiagramElement, kind: EventKind): void {
  const event = element.businessObject;
  const now = definitionsOf(event);
  const parallel = kind === 'parallel-multiple';
  const next = ((): readonly ModdleElement[] => {
    if (kind === 'none') return [];
    if (kind === 'multiple' || parallel) {
      const kept = now.filter((each) => ['message', 'timer', 'conditional', 'signal'].includes(kindOfDefinition(each)));
      const own = kept.length > 0 ? kept : [create(modeler, event, 'message')];
      return own.length > 1 ? own : [...own, create(modeler, event, 'signal')];
    }
    return [now.find((each) => kindOfDefinition(each) === kind) ?? create(modeler, event, kind)];
  })();
  const catches = event.$instanceOf('bpmn:CatchEvent');
  modeler.service('modeling').updateProperties(element, {
    eventDefinitions: [...next],
    ...(catches ? { parallelMultiple: parallel ? true : undefined } : {}),
  });
}

/** Another trigger beside those there are, or one of them as another kind; an event always keeps one. */
export function setPart(modeler: StudioModeler, element: DiagramElement, index: number, kind: EventKind | null): void {
  const event = element.businessObject;
  const parts = [...definitionsOf(event)];
  if (kind === null) parts.splice(index, 1);
  else parts[index] = create(modeler, event, kind);
  modeler.service('modeling').updateProperties(element, {
    eventDefinitions: parts,
    ...(parts.length < 2 && event.$instanceOf('bpmn:CatchEvent') ? { parallelMultiple: undefined } : {}),
  });
}

function create(modeler: StudioModeler, event: BusinessObject, kind: EventKind): ModdleElement {
  const type = DEFINITIONS[kind as keyof typeof DEFINITIONS];
  const definition = modeler.service('bpmnFactory').create(type, kind === 'link' ? { name: '' } : {});
  definition['$parent'] = event;
  return definition;
}
