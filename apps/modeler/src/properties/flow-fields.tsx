import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { middleOf } from '../editor/room-on-flow.js';
import { ConditionField } from './condition-field.js';
import type { FieldsProps } from './properties-panel.js';

/** What can be done with a connection: put a step into it; at a branch, say when it is taken. */
export function FlowFields(props: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, element } = props;
  const insert = (): void => {
    const shape = modeler.service('elementFactory').createShape({ type: 'bpmn:UserTask' });
    const made = modeler.service('modeling').createShape(shape, middleOf(element.waypoints ?? []), element);
    modeler.service('selection').select(made);
  };
  return (
    <>
      <Button onClick={insert}>{t('modeler.panel.insertTask')}</Button>
      <BranchFields {...props} />
    </>
  );
}

/** When a branch is taken: its condition, or the branch taken when no other is. */
function BranchFields({ modeler, element, variables }: FieldsProps): React.JSX.Element | null {
  const { t } = useTranslation();
  const business = element.businessObject;
  const source = business.sourceRef;
  const gateway = source?.$type ?? '';
  const splits =
    source &&
    ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway'].includes(gateway) &&
    (source.outgoing?.length ?? 0) > 1;
  if (!source || !splits) return null;
  const modeling = modeler.service('modeling');
  const isDefault = source.default === business;
  const drawn = modeler.service('elementRegistry').get(source.id);
  return (
    <>
      <Checkbox
        checked={isDefault}
        onChange={(event) => {
          if (drawn) modeling.updateProperties(drawn, { default: event.target.checked ? business : undefined });
          if (event.target.checked) modeling.updateProperties(element, { conditionExpression: undefined });
        }}
      >
        {t('modeler.panel.isDefault')}
      </Checkbox>
      {!isDefault && (
        <ConditionField
          label={t('modeler.panel.condition')}
          value={business.conditionExpression?.body ?? ''}
          variables={variables}
          onChange={(feel) =>
            modeling.updateProperties(element, {
              conditionExpression:
                feel === ''
                  ? undefined
                  : modeler.service('bpmnFactory').create('bpmn:FormalExpression', { body: feel }),
            })
          }
        />
      )}
    </>
  );
}
