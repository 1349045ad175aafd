import type { StudioModeler } from '../editor/create-modeler.js';
import type { DiagramElement } from '../editor/diagram-types.js';
import { together } from '../editor/together.js';
import { Extensions } from '../properties/extensions.js';
import { directionOf, drawnAt, type Mend } from './mends.js';

/** Does what the mend says, as one step that can be undone. `value`: what was chosen or written. */
export function applyMend(modeler: StudioModeler, elementId: string, mend: Mend, value: string): void {
  const element = modeler.service('elementRegistry').get(elementId);
  if (element) together(modeler, () => apply(modeler, element, mend, value));
}

function apply(modeler: StudioModeler, element: DiagramElement, mend: Mend, value: string): void {
  const modeling = modeler.service('modeling');
  const factory = modeler.service('bpmnFactory');
  const registry = modeler.service('elementRegistry');
  const extensions = new Extensions(element, modeling, factory);
  const business = element.businessObject;
  switch (mend.kind) {
    case 'defaultFlow':
      return makeDefault(modeler, element, registry.get(value));
    case 'flowDefault':
      return makeDefault(modeler, registry.get(business.sourceRef?.id ?? ''), element);
    case 'direction': {
      const drawn = drawnAt(element);
      return drawn ? modeling.updateProperties(element, { gatewayDirection: directionOf(drawn) }) : undefined;
    }
    case 'removeGateway':
      return modeling.removeElements([element]);
    case 'exclusiveJoin':
      return void modeler.service('bpmnReplace').replaceElement(element, { type: 'bpmn:ExclusiveGateway' });
    case 'parallelJoin':
      return void modeler.service('bpmnReplace').replaceElement(element, { type: 'bpmn:ParallelGateway' });
    case 'form':
      return extensions.write('zeebe:FormDefinition', { formId: value });
    case 'decision':
      return extensions.write('zeebe:CalledDecision', { decisionId: value });
    case 'process':
      return extensions.write('zeebe:CalledElement', { processId: value });
    case 'delegate':
      return extensions.write('zeebe:TaskDefinition', { type: value });
    case 'guard':
      return extensions.setProperty('pledge:requires', value);
    case 'calendar':
      return extensions.setProperty('pledge:calendar', value);
    case 'timer': {
      const timer = business.eventDefinitions?.find((each) => each.$type === 'bpmn:TimerEventDefinition');
      if (!timer) return;
      const timeDuration = factory.create('bpmn:FormalExpression', { body: value });
      return modeling.updateModdleProperties(element, timer, {
        timeDuration,
        timeDate: undefined,
        timeCycle: undefined,
      });
    }
    case 'end':
      for (const last of withoutEnd(modeler, element))
        modeler
          .service('autoPlace')
          .append(last, modeler.service('elementFactory').createShape({ type: 'bpmn:EndEvent' }));
      return;
    case 'name':
      return modeling.updateProperties(element, { name: value });
    case 'english':
      return extensions.setProperty('pledge:label.en', value);
  }
}

/** The element itself where nothing follows it, else every step beside it that nothing follows. */
function withoutEnd(modeler: StudioModeler, element: DiagramElement): readonly DiagramElement[] {
  const leadsOn = ({ outgoing }: DiagramElement): boolean => (outgoing ?? []).length > 0;
  if (!leadsOn(element)) return [element];
  return modeler
    .service('elementRegistry')
    .filter(
      (each) =>
        each.parent === element.parent &&
        each.labelTarget === undefined &&
        (each.businessObject.$instanceOf('bpmn:Activity') || each.businessObject.$instanceOf('bpmn:Gateway')) &&
        !leadsOn(each),
    );
}

/** The way out that is taken when no condition holds has none itself. */
function makeDefault(
  modeler: StudioModeler,
  gateway: DiagramElement | undefined,
  flow: DiagramElement | undefined,
): void {
  if (!gateway || !flow) return;
  const modeling = modeler.service('modeling');
  if (flow.businessObject.conditionExpression) modeling.updateProperties(flow, { conditionExpression: undefined });
  modeling.updateProperties(gateway, { default: flow.businessObject });
}
