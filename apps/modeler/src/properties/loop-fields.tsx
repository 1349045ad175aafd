import { Checkbox, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModdleElement } from '../editor/diagram-types.js';
import { ConditionField } from './condition-field.js';
import { FormulaField } from './formula-field.js';
import { asChoices } from './known-variables.js';
import { NameField } from './name-field.js';
import type { FieldsProps } from './properties-panel.js';

const KINDS = ['once', 'parallel', 'sequential', 'loop'] as const;
type LoopKind = (typeof KINDS)[number];

/** How often a step is done: once, once for each of a list, or again while something holds. */
export function LoopFields(props: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, element } = props;
  const id = useId();
  const loop = element.businessObject.get('loopCharacteristics') as ModdleElement | undefined;
  const kind: LoopKind =
    loop === undefined
      ? 'once'
      : loop.$type === 'bpmn:StandardLoopCharacteristics'
        ? 'loop'
        : loop['isSequential'] === true
          ? 'sequential'
          : 'parallel';
  const modeling = modeler.service('modeling');
  const set = (next: LoopKind): void => {
    const factory = modeler.service('bpmnFactory');
    if (next === 'once') return modeling.updateProperties(element, { loopCharacteristics: undefined });
    if (next === 'loop')
      return modeling.updateProperties(element, {
        loopCharacteristics: factory.create('bpmn:StandardLoopCharacteristics', { loopMaximum: 10 }),
      });
    const isSequential = next === 'sequential';
    if (loop?.$type === 'bpmn:MultiInstanceLoopCharacteristics')
      return modeling.updateModdleProperties(element, loop, { isSequential });
    modeling.updateProperties(element, {
      loopCharacteristics: factory.create('bpmn:MultiInstanceLoopCharacteristics', { isSequential }),
    });
  };
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('modeler.loop.title')}</label>
        <Select
          id={id}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`modeler.loop.${value}`) }))}
          onChange={set}
        />
      </div>
      {loop && kind === 'loop' && <StandardLoop {...props} loop={loop} />}
      {loop && (kind === 'parallel' || kind === 'sequential') && <MultiInstance {...props} loop={loop} />}
    </>
  );
}

type LoopProps = FieldsProps & { readonly loop: ModdleElement };

function StandardLoop({ modeler, element, loop, variables }: LoopProps): React.JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const set = (change: Record<string, unknown>): void =>
    modeler.service('modeling').updateModdleProperties(element, loop, change);
  return (
    <>
      <ConditionField
        label={t('modeler.loop.while')}
        value={bodyOf(loop['loopCondition'])}
        variables={variables}
        onChange={(feel) => set({ loopCondition: expression(modeler, feel) })}
      />
      <div className="field">
        <label htmlFor={id}>{t('modeler.loop.maximum')}</label>
        <InputNumber
          id={id}
          min={1}
          max={1000}
          precision={0}
          value={(loop['loopMaximum'] as number | undefined) ?? null}
          onChange={(maximum) => set({ loopMaximum: maximum ?? undefined })}
        />
      </div>
      <Checkbox
        checked={loop['testBefore'] === true}
        onChange={(change) => set({ testBefore: change.target.checked || undefined })}
      >
        {t('modeler.loop.testBefore')}
      </Checkbox>
    </>
  );
}

const BEHAVIORS = ['All', 'One', 'None'] as const;

function MultiInstance(props: LoopProps): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, element, loop, variables, catalogue } = props;
  const id = useId();
  const factory = modeler.service('bpmnFactory');
  const modeling = modeler.service('modeling');
  const holder = loop['extensionElements'] as { values?: ModdleElement[] } | undefined;
  const zeebe = holder?.values?.find((each) => each.$type === 'zeebe:LoopCharacteristics');
  const read = (name: string): string => (zeebe?.[name] as string | undefined) ?? '';
  const write = (change: Record<string, string>): void => {
    const clean = Object.fromEntries(
      Object.entries(change).map(([name, text]) => [name, text === '' ? undefined : text]),
    );
    if (zeebe) return modeling.updateModdleProperties(element, zeebe, clean);
    const made = factory.create('zeebe:LoopCharacteristics', clean);
    modeling.updateModdleProperties(element, loop, {
      extensionElements: factory.create('bpmn:ExtensionElements', { values: [...(holder?.values ?? []), made] }),
    });
  };
  const set = (change: Record<string, unknown>): void => modeling.updateModdleProperties(element, loop, change);
  const known = asChoices(variables);
  const behavior = (loop['behavior'] as string | undefined) ?? 'All';
  return (
    <>
      <FormulaField
        label={t('modeler.loop.collection')}
        hint={t('modeler.loop.collectionHint')}
        writes="formula"
        value={read('inputCollection')}
        choices={known}
        onChange={(inputCollection) =>
          write({ inputCollection, ...(read('inputElement') === '' ? { inputElement: 'item' } : {}) })
        }
      />
      <FormulaField
        label={t('modeler.loop.element')}
        writes="name"
        value={read('inputElement')}
        choices={known}
        onChange={(inputElement) => write({ inputElement })}
      />
      {read('inputCollection') === '' && (
        <FormulaField
          label={t('modeler.loop.cardinality')}
          writes="formula"
          value={bodyOf(loop['loopCardinality'])}
          choices={known}
          onChange={(feel) => set({ loopCardinality: expression(modeler, feel) })}
        />
      )}
      <FormulaField
        label={t('modeler.loop.result')}
        hint={t('modeler.loop.resultHint')}
        writes="formula"
        value={read('outputElement')}
        choices={known}
        onChange={(outputElement) =>
          write({ outputElement, outputCollection: outputElement === '' ? '' : read('outputCollection') || 'results' })
        }
      />
      {read('outputElement') !== '' && (
        <FormulaField
          label={t('modeler.loop.resultList')}
          writes="name"
          value={read('outputCollection')}
          choices={known}
          onChange={(outputCollection) => write({ outputCollection })}
        />
      )}
      <ConditionField
        label={t('modeler.loop.until')}
        hint={t('modeler.loop.untilHint')}
        value={bodyOf(loop['completionCondition'])}
        variables={variables}
        onChange={(feel) => set({ completionCondition: expression(modeler, feel) })}
      />
      <div className="field">
        <label htmlFor={id}>{t('modeler.loop.behavior')}</label>
        <Select
          id={id}
          value={behavior}
          options={BEHAVIORS.map((value) => ({ value, label: t(`modeler.loop.behaviors.${value}`) }))}
          onChange={(next) => set({ behavior: next === 'All' ? undefined : next })}
        />
      </div>
      {(behavior === 'One' || behavior === 'None') && (
        <NameField
          modeler={modeler}
          root={{ type: 'bpmn:Signal', attribute: 'name' }}
          label={t('modeler.loop.throws')}
          hint={t('modeler.loop.throwsHint')}
          current={thrownSignal(loop, behavior)}
          choices={catalogue.signals}
          onChange={(signal) => {
            const reference = behavior === 'One' ? 'oneBehaviorEventRef' : 'noneBehaviorEventRef';
            set({ [reference]: signal === undefined ? undefined : signalDefinition(modeler, signal) });
          }}
        />
      )}
    </>
  );
}

function thrownSignal(loop: ModdleElement, behavior: 'One' | 'None' | string): ModdleElement | undefined {
  const definition = loop[behavior === 'One' ? 'oneBehaviorEventRef' : 'noneBehaviorEventRef'] as
    ModdleElement | undefined;
  return definition?.['signalRef'] as ModdleElement | undefined;
}

/** What a multi-instance throws is referenced, so it stands among the root elements of the diagram. */
function signalDefinition(modeler: FieldsProps['modeler'], signal: ModdleElement): ModdleElement {
  const definitions = signal['$parent'] as ModdleElement;
  const made = modeler.service('bpmnFactory').create('bpmn:SignalEventDefinition', { signalRef: signal });
  made['$parent'] = definitions;
  (definitions['rootElements'] as ModdleElement[]).push(made);
  return made;
}

function bodyOf(value: unknown): string {
  return (value as { body?: string } | undefined)?.body ?? '';
}
export function expression(modeler: FieldsProps['modeler'], feel: string): ModdleElement | undefined {
  return feel === '' ? undefined : modeler.service('bpmnFactory').create('bpmn:FormalExpression', { body: feel });
}
