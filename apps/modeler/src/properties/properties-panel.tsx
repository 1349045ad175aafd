import type { ModelingCatalogue } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import type { DiagramElement } from '../editor/diagram-types.js';
import type { StudioModeler } from '../editor/create-modeler.js';
import { EventFields } from './event-fields.js';
import { Extensions } from './extensions.js';
import { FlowFields } from './flow-fields.js';
import { TaskFields } from './task-fields.js';
import { TextField } from './text-field.js';

export interface PropertiesPanelProps {
  readonly modeler: StudioModeler;
  readonly element: DiagramElement | null;
  readonly catalogue: ModelingCatalogue;
}

/** What a fieldset of the panel works on. */
export interface FieldsProps {
  readonly modeler: StudioModeler;
  readonly element: DiagramElement;
  readonly extensions: Extensions;
  readonly catalogue: ModelingCatalogue;
}

/** The properties of the selected element in plain words; names are chosen from lists, never typed. */
export function PropertiesPanel({ modeler, element, catalogue }: PropertiesPanelProps): React.JSX.Element {
  const { t } = useTranslation();
  if (!element) return <p className="soft panel-empty">{t('modeler.panel.nothing')}</p>;
  const target = element.labelTarget ?? element;
  const business = target.businessObject;
  const modeling = modeler.service('modeling');
  const extensions = new Extensions(target, modeling, modeler.service('bpmnFactory'));
  const fields: FieldsProps = { modeler, element: target, extensions, catalogue };
  const type = business.$type;
  return (
    <div className="panel-fields" key={target.id}>
      <h2>{t(`modeler.types.${type.replace('bpmn:', '')}`, { defaultValue: t('modeler.types.other') })}</h2>
      {type !== 'bpmn:Collaboration' && (
        <>
          <TextField
            label={t('modeler.panel.name')}
            value={business.name ?? ''}
            onChange={(name) => modeling.updateProperties(target, { name })}
          />
          {type !== 'bpmn:SequenceFlow' && (
            <TextField
              label={t('modeler.panel.nameEn')}
              value={extensions.property('pledge:label.en')}
              onChange={(value) => extensions.setProperty('pledge:label.en', value)}
            />
          )}
        </>
      )}
      {(business.$instanceOf('bpmn:Task') || type === 'bpmn:CallActivity') && <TaskFields {...fields} />}
      {type === 'bpmn:SequenceFlow' && <FlowFields {...fields} />}
      {business.$instanceOf('bpmn:Event') && <EventFields {...fields} />}
      <p className="soft panel-id">
        {t('modeler.panel.id')} <code>{target.id}</code>
      </p>
    </div>
  );
}
