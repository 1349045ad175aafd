import { currentLanguage } from '@pledge/web';
import { Checkbox, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { englishName } from '../editor/english-labels.js';
import type { BusinessObject } from '../editor/diagram-types.js';
import { ChoicesField } from './choice-field.js';
import { ConditionField } from './condition-field.js';
import { expression } from './loop-fields.js';
import { CONTAINER_KINDS, GATEWAY_KINDS, STEP_KINDS } from './offers.js';
import type { FieldsProps } from './properties-panel.js';

/** Turns a step, a gateway or a subprocess into another of its family; name and connections stay. */
export function KindField({ modeler, element }: FieldsProps): React.JSX.Element | null {
  const { t } = useTranslation();
  const id = useId();
  const type = element.businessObject.$type;
  const family = [STEP_KINDS, GATEWAY_KINDS, CONTAINER_KINDS].find((kinds) => kinds.includes(type));
  if (!family || element.businessObject.get('triggeredByEvent') === true) return null;
  return (
    <div className="field">
      <label htmlFor={id}>{t('modeler.panel.kind')}</label>
      <Select
        id={id}
        value={type}
        options={family.map((each) => ({ value: each, label: t(`modeler.types.${each.replace('bpmn:', '')}`) }))}
        onChange={(next) => {
          const made = modeler.service('bpmnReplace').replaceElement(element, {
            type: next,
            ...(CONTAINER_KINDS.includes(next) ? { isExpanded: true } : {}),
          });
          modeler.service('selection').select(made);
        }}
      />
    </div>
  );
}

/** When a complex gateway lets the case go on. */
export function ActivationField({ modeler, element, variables }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const count = {
    value: 'activationCount',
    zh: t('modeler.gateway.arrived'),
    en: t('modeler.gateway.arrived'),
    type: 'number',
    options: [],
  };
  const body = (element.businessObject.get('activationCondition') as { body?: string } | undefined)?.body ?? '';
  return (
    <ConditionField
      label={t('modeler.gateway.activation')}
      hint={t('modeler.gateway.activationHint')}
      value={body}
      variables={[count, ...variables]}
      onChange={(feel) =>
        modeler.service('modeling').updateProperties(element, { activationCondition: expression(modeler, feel) })
      }
    />
  );
}

/** Where a branch goes when no condition holds. */
export function WaysField({ modeler, element }: FieldsProps): React.JSX.Element | null {
  const { t } = useTranslation();
  const id = useId();
  const ways = element.businessObject.outgoing ?? [];
  if (ways.length < 2) return null;
  const english = currentLanguage() === 'en';
  const nameOf = (business: BusinessObject | undefined): string =>
    ((english ? englishName(business) : undefined) ?? business?.name ?? '') || (business?.id ?? '');
  const label = (way: BusinessObject): string => {
    const to = way.get('targetRef') as BusinessObject | undefined;
    return [way.name, nameOf(to)].filter((part) => part).join(' → ');
  };
  return (
    <div className="field">
      <label htmlFor={id}>{t('modeler.gateway.otherwise')}</label>
      <Select
        id={id}
        allowClear
        value={element.businessObject.default?.id}
        placeholder={t('modeler.gateway.noOtherwise')}
        options={ways.map((way) => ({ value: way.id, label: label(way) }))}
        onChange={(next: string | undefined) =>
          modeler.service('modeling').updateProperties(element, { default: ways.find((way) => way.id === next) })
        }
      />
      <p className="soft">{t('modeler.gateway.waysHint')}</p>
    </div>
  );
}

/** Begins the process when what it waits for comes. */
export function InstantiatesField({ modeler, element }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const business = element.businessObject;
  const gateway = business.$type === 'bpmn:EventBasedGateway';
  const modeling = modeler.service('modeling');
  return (
    <>
      <Checkbox
        checked={business.get('instantiate') === true}
        onChange={(change) => modeling.updateProperties(element, { instantiate: change.target.checked || undefined })}
      >
        {t('modeler.gateway.instantiates')}
      </Checkbox>
      {gateway && business.get('instantiate') === true && (
        <Checkbox
          checked={business.get('eventGatewayType') === 'Parallel'}
          onChange={(change) =>
            modeling.updateProperties(element, { eventGatewayType: change.target.checked ? 'Parallel' : undefined })
          }
        >
          {t('modeler.gateway.needsAll')}
        </Checkbox>
      )}
    </>
  );
}

/** Which of the steps inside are open, in what order, and when it is enough. */
export function AdHocFields({ modeler, element, extensions, variables }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const business = element.businessObject;
  const modeling = modeler.service('modeling');
  const inside = modeler
    .service('elementRegistry')
    .filter(
      (each) =>
        !each.labelTarget &&
        each.businessObject.$parent === business &&
        each.businessObject.$instanceOf('bpmn:Activity'),
    );
  const active = extensions.read('zeebe:AdHoc', 'activeElementsCollection');
  const listed = [...active.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
  const condition = (business.get('completionCondition') as { body?: string } | undefined)?.body ?? '';
  return (
    <>
      <ChoicesField
        label={t('modeler.adHoc.active')}
        hint={t('modeler.adHoc.activeHint')}
        placeholder={t('modeler.adHoc.all')}
        choices={inside.map((each) => {
          const zh = each.businessObject.name ?? each.id;
          return { value: each.id, zh, en: englishName(each.businessObject) ?? zh };
        })}
        values={listed}
        onChange={(ids) =>
          extensions.write('zeebe:AdHoc', {
            activeElementsCollection:
              ids.length === 0 ? '' : `=[${ids.map((each) => JSON.stringify(each)).join(', ')}]`,
          })
        }
      />
      <Checkbox
        checked={business.get('ordering') === 'Sequential'}
        onChange={(change) =>
          modeling.updateProperties(element, { ordering: change.target.checked ? 'Sequential' : undefined })
        }
      >
        {t('modeler.adHoc.sequential')}
      </Checkbox>
      <ConditionField
        label={t('modeler.adHoc.until')}
        value={condition}
        variables={variables}
        onChange={(feel) => modeling.updateProperties(element, { completionCondition: expression(modeler, feel) })}
      />
      <Checkbox
        checked={business.get('cancelRemainingInstances') !== false}
        onChange={(change) =>
          modeling.updateProperties(element, { cancelRemainingInstances: change.target.checked ? undefined : false })
        }
      >
        {t('modeler.adHoc.cancels')}
      </Checkbox>
    </>
  );
}

/** Rare things of an activity: undoing, and how many tokens begin and leave it. */
export function RareFields({ modeler, element }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const business = element.businessObject;
  const modeling = modeler.service('modeling');
  const quantity = (name: 'startQuantity' | 'completionQuantity'): React.JSX.Element => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{t(`modeler.rare.${name}`)}</label>
      <InputNumber
        id={`${id}-${name}`}
        min={1}
        max={100}
        precision={0}
        value={(business.get(name) as number | undefined) ?? 1}
        onChange={(next) =>
          modeling.updateProperties(element, { [name]: next === null || next === 1 ? undefined : next })
        }
      />
    </div>
  );
  return (
    <details className="more-fields">
      <summary>{t('modeler.rare.title')}</summary>
      <Checkbox
        checked={business.get('isForCompensation') === true}
        onChange={(change) =>
          modeling.updateProperties(element, { isForCompensation: change.target.checked || undefined })
        }
      >
        {t('modeler.rare.compensates')}
      </Checkbox>
      {quantity('startQuantity')}
      {quantity('completionQuantity')}
    </details>
  );
}
