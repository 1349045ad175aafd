import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StudioModeler } from '../editor/create-modeler.js';
import type { DiagramElement } from '../editor/diagram-types.js';
import { AmountFields } from './duration-field.js';
import { printDuration, type SimpleDuration } from './formulas.js';
import { useId, useState } from 'react';

/** What something can follow: a step, a gateway, an event that is no end. */
const GOES_ON =
  /^bpmn:(StartEvent|BoundaryEvent|Intermediate\w+Event|\w*Task|CallActivity|\w*SubProcess|Transaction|\w+Gateway)$/;

/** What comes next, drawn where there is room for it and connected. */
export function NextStep(props: {
  readonly modeler: StudioModeler;
  readonly element: DiagramElement;
}): React.JSX.Element | null {
  const { t } = useTranslation();
  const { modeler, element } = props;
  if (!GOES_ON.test(element.businessObject.$type)) return null;
  const append = (type: string): void => {
    const shape = modeler.service('elementFactory').createShape({ type });
    modeler.service('selection').select(modeler.service('autoPlace').append(element, shape));
  };
  return (
    <div className="next-step" role="group" aria-label={t('modeler.next.title')}>
      <span className="soft">{t('modeler.next.title')}</span>
      <Button size="small" onClick={() => append('bpmn:UserTask')}>
        {t('modeler.next.task')}
      </Button>
      <Button size="small" onClick={() => append('bpmn:ExclusiveGateway')}>
        {t('modeler.next.choice')}
      </Button>
      <Button size="small" onClick={() => append('bpmn:EndEvent')}>
        {t('modeler.next.end')}
      </Button>
    </div>
  );
}

/**
 * When a task takes too long somebody else is told by a task of their own, while it goes on: a timer on its border that does
 * not interrupt, and what follows it.
 */
export function EscalationField(props: {
  readonly modeler: StudioModeler;
  readonly element: DiagramElement;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, element } = props;
  const id = useId();
  const [after, setAfter] = useState<SimpleDuration | null>({ amount: 4, unit: 'hours' });
  const draw = (): void => {
    if (after === null) return;
    const modeling = modeler.service('modeling');
    const factory = modeler.service('elementFactory');
    const place = modeler.service('autoPlace');
    const timer = factory.createShape({
      type: 'bpmn:BoundaryEvent',
      eventDefinitionType: 'bpmn:TimerEventDefinition',
      cancelActivity: false,
    });
    const corner = { x: (element.x ?? 0) + (element.width ?? 0) / 2, y: (element.y ?? 0) + (element.height ?? 0) };
    const drawn = modeling.createShape(timer, corner, element, { attach: true });
    const [definition] = drawn.businessObject.eventDefinitions ?? [];
    const duration = modeler.service('bpmnFactory').create('bpmn:FormalExpression', { body: printDuration(after) });
    modeling.updateModdleProperties(drawn, definition, { timeDuration: duration });
    modeling.updateProperties(drawn, { name: t('modeler.next.overdue') });
    const told = place.append(drawn, factory.createShape({ type: 'bpmn:UserTask' }));
    const of = element.businessObject.name ?? '';
    modeling.updateProperties(told, { name: t('modeler.next.escalated', { name: of }) });
    place.append(told, factory.createShape({ type: 'bpmn:EndEvent' }));
    modeler.service('selection').select(told);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{t('modeler.next.escalateAfter')}</label>
      <AmountFields id={id} value={after} onChange={setAfter} />
      <Button size="small" disabled={after === null} onClick={draw}>
        {t('modeler.next.escalate')}
      </Button>
      <p className="soft">{t('modeler.next.escalateHint')}</p>
    </div>
  );
}
