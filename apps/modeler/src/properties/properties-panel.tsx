import type { ModelingCatalogue } from '@pledge/contracts';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagramElement } from '../editor/diagram-types.js';
import type { StudioModeler } from '../editor/create-modeler.js';
import { BroughtAlong } from './brought-along.js';
import { EventFields, MessageRefFields } from './event-fields.js';
import { Extensions } from './extensions.js';
import { FlowFields } from './flow-fields.js';
import { FormField } from './form-field.js';
import { knownVariables, type KnownVariable } from './known-variables.js';
import { LoopFields } from './loop-fields.js';
import { MappingFields } from './mapping-fields.js';
import { EscalationField, NextStep } from './next-step.js';
import { ELEMENT_OFFERS, type FieldSet } from './offers.js';
import {
  ActivationField,
  AdHocFields,
  InstantiatesField,
  KindField,
  RareFields,
  WaysField,
} from './structure-fields.js';
import {
  AssignmentFields,
  CallFields,
  DecisionFields,
  DueFields,
  GuardField,
  RecordFields,
  ScriptFields,
  SealedField,
} from './task-fields.js';
import { TextField } from './text-field.js';
import { WorkFields } from './work-fields.js';

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
  /** What can be asked about in this diagram. */
  readonly variables: readonly KnownVariable[];
}

/** Each group of fields; one that is offered and missing here does not compile. */
const FIELDS: Readonly<Record<FieldSet, (props: FieldsProps) => React.JSX.Element | null>> = {
  assignment: (props) => <AssignmentFields {...props} />,
  form: (props) => <FormField {...props} />,
  due: (props) => (
    <>
      <DueFields {...props} />
      <EscalationField modeler={props.modeler} element={props.element} />
    </>
  ),
  work: (props) => <WorkFields {...props} />,
  message: (props) => (
    <MessageRefFields {...props} reference="messageRef" holder={props.element.businessObject as never} />
  ),
  decision: (props) => <DecisionFields {...props} />,
  script: (props) => <ScriptFields {...props} />,
  call: (props) => <CallFields {...props} />,
  records: (props) => <RecordFields {...props} />,
  guard: (props) => <GuardField {...props} />,
  loop: (props) => <LoopFields {...props} />,
  mapping: (props) => <MappingFields {...props} />,
  compensated: (props) => <RareFields {...props} />,
  // shown together with `compensated`
  quantities: () => null,
  ways: (props) => <WaysField {...props} />,
  activation: (props) => <ActivationField {...props} />,
  instantiates: (props) => <InstantiatesField {...props} />,
  adHoc: (props) => <AdHocFields {...props} />,
  event: (props) => <EventFields {...props} />,
  sealed: (props) => <SealedField {...props} />,
};

/** The properties of the selected element in plain words; names are chosen from lists, never typed. */
export function PropertiesPanel({ modeler, element, catalogue }: PropertiesPanelProps): React.JSX.Element {
  const { t } = useTranslation();
  // where nothing is selected, the process itself is named and set
  const shown = element ?? modeler.service('canvas').getRootElement();
  if (!element && shown.businessObject.$type !== 'bpmn:Process')
    return <p className="soft panel-empty">{t('modeler.panel.nothing')}</p>;
  const target = shown.labelTarget ?? shown;
  const business = target.businessObject;
  const modeling = modeler.service('modeling');
  const extensions = new Extensions(target, modeling, modeler.service('bpmnFactory'));
  const fields: FieldsProps = {
    modeler,
    element: target,
    extensions,
    catalogue,
    variables: knownVariables(modeler, catalogue),
  };
  const type = business.$type;
  const typeName =
    type === 'bpmn:SubProcess' && business.get('triggeredByEvent') === true
      ? 'EventSubProcess'
      : type.replace('bpmn:', '');
  return (
    <div className="panel-fields" key={target.id}>
      <h2>{t(`modeler.types.${typeName}`, { defaultValue: t('modeler.types.other') })}</h2>
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
      <BroughtAlong extensions={extensions} />
      <NextStep modeler={modeler} element={target} />
      <KindField {...fields} />
      {type === 'bpmn:SequenceFlow' && <FlowFields {...fields} />}
      {(ELEMENT_OFFERS[type] ?? (type === 'bpmn:Process' ? (['sealed'] as const) : [])).map((set) => (
        <Fragment key={set}>{FIELDS[set](fields)}</Fragment>
      ))}
      <p className="soft panel-id">
        {t('modeler.panel.id')} <code>{target.id}</code>
      </p>
    </div>
  );
}
