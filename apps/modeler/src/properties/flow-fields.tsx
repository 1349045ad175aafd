import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldsProps } from './properties-panel.js';
import { TextField } from './text-field.js';

/** When a branch is taken: its condition, or the branch taken when no other is. */
export function FlowFields({ modeler, element }: FieldsProps): React.JSX.Element | null {
  const { t } = useTranslation();
  const business = element.businessObject;
  const source = business.sourceRef;
  const splits =
    source &&
    (source.$type === 'bpmn:ExclusiveGateway' || source.$type === 'bpmn:InclusiveGateway') &&
    (source.outgoing?.length ?? 0) > 1;
  if (!source || !splits) return null;
  const modeling = modeler.service('modeling');
  const isDefault = source.default === business;
  const gateway = modeler.service('elementRegistry').get(source.id);
  return (
    <>
      <Checkbox
        checked={isDefault}
        onChange={(event) => {
          if (gateway) modeling.updateProperties(gateway, { default: event.target.checked ? business : undefined });
          if (event.target.checked) modeling.updateProperties(element, { conditionExpression: undefined });
        }}
      >
        {t('modeler.panel.isDefault')}
      </Checkbox>
      {!isDefault && (
        <TextField
          mono
          rows={2}
          label={t('modeler.panel.condition')}
          hint={t('modeler.panel.conditionHint')}
          placeholder='=severity = "T1"'
          value={business.conditionExpression?.body ?? ''}
          onChange={(body) =>
            modeling.updateProperties(element, {
              conditionExpression:
                body.trim() === ''
                  ? undefined
                  : modeler
                      .service('bpmnFactory')
                      .create('bpmn:FormalExpression', {
                        body: body.trim().startsWith('=') ? body.trim() : `=${body.trim()}`,
                      }),
            })
          }
        />
      )}
    </>
  );
}
