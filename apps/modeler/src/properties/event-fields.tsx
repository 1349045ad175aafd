import { Button, Checkbox, DatePicker, InputNumber, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModdleElement } from '../editor/diagram-types.js';
import { ChoiceField } from './choice-field.js';
import { ConditionField } from './condition-field.js';
import { AmountFields, DurationField } from './duration-field.js';
import { definitionsOf, kindOf, kindOfDefinition, positionOf, setKind, setPart } from './event-kind.js';
import { FormulaField } from './formula-field.js';
import { parseCycle, printCycle } from './formulas.js';
import { asChoices } from './known-variables.js';
import { NameField, type NamedRoot } from './name-field.js';
import { EVENT_OFFERS, PART_KINDS } from './offers.js';
import type { FieldsProps } from './properties-panel.js';
import { TextField } from './text-field.js';

/** What an event waits for or does, chosen from all that runs where it stands. */
export function EventFields(props: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, element } = props;
  const id = useId();
  const event = element.businessObject;
  const position = positionOf(event);
  const kind = kindOf(event);
  const parts = definitionsOf(event);
  const offered = EVENT_OFFERS[position];
  const direction = position === 'throw' || position === 'end' ? 'throw' : 'catch';
  const canStay = position.startsWith('boundary') || position.startsWith('subprocess');
  const other = position.endsWith('-non-interrupting')
    ? (position.replace('-non-', '-') as typeof position)
    : (position.replace('-interrupting', '-non-interrupting') as typeof position);
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t(`modeler.event.${direction}`)}</label>
        <Select
          id={id}
          value={kind}
          options={(offered.includes(kind) ? offered : [...offered, kind]).map((each) => ({
            value: each,
            label: t(`modeler.event.kinds.${each}`),
          }))}
          onChange={(next) => setKind(modeler, element, next)}
        />
      </div>
      {canStay && EVENT_OFFERS[other].includes(kind) && (
        <Checkbox
          checked={position.endsWith('-non-interrupting')}
          onChange={(change) =>
            modeler.service('modeling').updateProperties(element, {
              [event.$type === 'bpmn:BoundaryEvent' ? 'cancelActivity' : 'isInterrupting']: !change.target.checked,
            })
          }
        >
          {t('modeler.event.goesOn')}
        </Checkbox>
      )}
      {parts.length < 2
        ? parts.map((definition, index) => <DefinitionFields key={index} {...props} definition={definition} />)
        : parts.map((definition, index) => (
            <fieldset className="event-part" key={index}>
              <legend>{t('modeler.event.part', { number: index + 1 })}</legend>
              <div className="amount">
                <Select
                  aria-label={t('modeler.event.part', { number: index + 1 })}
                  value={kindOfDefinition(definition)}
                  options={PART_KINDS[direction].map((each) => ({
                    value: each,
                    label: t(`modeler.event.kinds.${each}`),
                  }))}
                  onChange={(next) => setPart(modeler, element, index, next)}
                />
                <Button
                  aria-label={t('modeler.event.removePart')}
                  onClick={() => setPart(modeler, element, index, null)}
                >
                  ×
                </Button>
              </div>
              <DefinitionFields {...props} definition={definition} />
            </fieldset>
          ))}
      {(kind === 'multiple' || kind === 'parallel-multiple') && (
        <Button onClick={() => setPart(modeler, element, parts.length, 'message')}>{t('modeler.event.addPart')}</Button>
      )}
    </>
  );
}

type DefinitionProps = FieldsProps & { readonly definition: ModdleElement };

function DefinitionFields(props: DefinitionProps): React.JSX.Element | null {
  switch (kindOfDefinition(props.definition)) {
    case 'timer':
      return <TimerFields {...props} />;
    case 'message':
      return <MessageRefFields {...props} reference="messageRef" holder={props.definition} />;
    case 'signal':
      return <ReferenceField {...props} what="signal" />;
    case 'error':
      return <ReferenceField {...props} what="error" />;
    case 'escalation':
      return <ReferenceField {...props} what="escalation" />;
    case 'conditional':
      return <ConditionalFields {...props} />;
    case 'compensation':
      return <CompensationFields {...props} />;
    case 'link':
      return <LinkFields {...props} />;
    case 'none':
    case 'cancel':
    case 'terminate':
    case 'multiple':
    case 'parallel-multiple':
      return null;
  }
}

const timerKinds = ['timeDuration', 'timeDate', 'timeCycle'] as const;
type TimerKind = (typeof timerKinds)[number];

function TimerFields(props: DefinitionProps): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, element, definition, extensions, catalogue, variables } = props;
  const id = useId();
  const kind: TimerKind = timerKinds.find((candidate) => definition[candidate]) ?? 'timeDuration';
  const body = (definition[kind] as { body?: string } | undefined)?.body ?? '';
  const set = (nextKind: TimerKind, text: string): void => {
    const expression =
      text.trim() === '' && nextKind === kind
        ? undefined
        : modeler.service('bpmnFactory').create('bpmn:FormalExpression', { body: text.trim() });
    modeler.service('modeling').updateModdleProperties(element, definition, {
      timeDuration: undefined,
      timeDate: undefined,
      timeCycle: undefined,
      [nextKind]: expression,
    });
  };
  const dates = variables.filter((variable) => variable.type === 'datetime' || variable.type === 'text');
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('modeler.panel.timerKind')}</label>
        <Select
          id={id}
          value={kind}
          onChange={(next) => set(next, next === 'timeCycle' ? 'R/PT1H' : next === 'timeDuration' ? 'PT1H' : '')}
          options={timerKinds.map((value) => ({ value, label: t(`modeler.panel.${value}`) }))}
        />
      </div>
      {kind === 'timeDuration' && (
        <DurationField label={t('modeler.panel.timerValue')} value={body} onChange={(text) => set(kind, text)} />
      )}
      {kind === 'timeDate' && (
        <>
          <div className="field">
            <label htmlFor={`${id}-date`}>{t('modeler.time.date')}</label>
            <DatePicker
              id={`${id}-date`}
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              onChange={(date: Dayjs | null) => set(kind, date ? date.format('YYYY-MM-DDTHH:mm:ssZ') : '')}
            />
          </div>
          <FormulaField
            label={t('modeler.panel.timerValue')}
            hint={t('modeler.panel.timeDateHint')}
            writes="formula"
            value={body}
            choices={asChoices(dates)}
            onChange={(text) => set(kind, /^=\d{4}-/.test(text) ? text.slice(1) : text)}
          />
        </>
      )}
      {kind === 'timeCycle' && <CycleFields value={body} onChange={(text) => set(kind, text)} />}
      <ChoiceField
        label={t('modeler.time.calendar')}
        hint={t('modeler.time.calendarHint')}
        placeholder={t('modeler.time.always')}
        choices={catalogue.calendars}
        value={extensions.property('pledge:calendar')}
        onChange={(name) => extensions.setProperty('pledge:calendar', name)}
      />
    </>
  );
}

function CycleFields({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (text: string) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const cycle = parseCycle(value);
  if (value !== '' && cycle === null)
    return (
      <TextField
        mono
        label={t('modeler.panel.timerValue')}
        hint={t('modeler.panel.timeCycleHint')}
        value={value}
        onChange={onChange}
      />
    );
  const now = cycle ?? { times: 0, every: { amount: 1, unit: 'hours' as const } };
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('modeler.time.every')}</label>
        <AmountFields
          id={id}
          value={now.every}
          onChange={(every) => every && onChange(printCycle({ ...now, every }))}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-times`}>{t('modeler.time.times')}</label>
        <InputNumber
          id={`${id}-times`}
          min={0}
          max={9999}
          precision={0}
          value={now.times}
          onChange={(times) => onChange(printCycle({ ...now, times: times ?? 0 }))}
        />
        <p className="soft">{t('modeler.time.timesHint')}</p>
      </div>
    </>
  );
}

/** A message by its name and the key that finds the one receiver; also of send and receive tasks. */
export function MessageRefFields(
  props: FieldsProps & { readonly holder: ModdleElement; readonly reference: 'messageRef' },
): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, element, holder, catalogue, variables } = props;
  const message = holder['messageRef'] as ModdleElement | undefined;
  const subscription = extensionOf(message, 'zeebe:Subscription');
  const key = (subscription?.['correlationKey'] as string | undefined) ?? '';
  const modeling = modeler.service('modeling');
  const setKey = (value: string): void => {
    if (!message) return;
    const factory = modeler.service('bpmnFactory');
    const made = value === '' ? [] : [factory.create('zeebe:Subscription', { correlationKey: value })];
    const others = ((message['extensionElements'] as { values?: ModdleElement[] } | undefined)?.values ?? []).filter(
      (each) => each.$type !== 'zeebe:Subscription',
    );
    const values = [...others, ...made];
    modeling.updateModdleProperties(element, message, {
      extensionElements: values.length === 0 ? undefined : factory.create('bpmn:ExtensionElements', { values }),
    });
  };
  return (
    <>
      <NameField
        modeler={modeler}
        root={{ type: 'bpmn:Message', attribute: 'name' }}
        label={t('modeler.panel.message')}
        current={message}
        choices={catalogue.messages}
        onChange={(messageRef) => modeling.updateModdleProperties(element, holder, { messageRef })}
      />
      {message && (
        <FormulaField
          label={t('modeler.event.key')}
          hint={t('modeler.event.keyHint')}
          writes="formula"
          value={key}
          placeholder={t('modeler.event.anyKey')}
          choices={asChoices(variables)}
          onChange={setKey}
        />
      )}
    </>
  );
}

const ROOTS: Readonly<Record<'signal' | 'error' | 'escalation', NamedRoot & { readonly reference: string }>> = {
  signal: { type: 'bpmn:Signal', attribute: 'name', reference: 'signalRef' },
  error: { type: 'bpmn:Error', attribute: 'errorCode', reference: 'errorRef' },
  escalation: { type: 'bpmn:Escalation', attribute: 'escalationCode', reference: 'escalationRef' },
};

function ReferenceField(
  props: DefinitionProps & { readonly what: 'signal' | 'error' | 'escalation' },
): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, element, definition, catalogue, what } = props;
  const { reference, ...root } = ROOTS[what];
  const choices = { signal: catalogue.signals, error: catalogue.errors, escalation: catalogue.escalations }[what];
  const catches = element.businessObject.$instanceOf('bpmn:CatchEvent');
  return (
    <NameField
      modeler={modeler}
      root={root}
      label={t(`modeler.event.${what}`)}
      {...(catches && what !== 'signal' ? { hint: t('modeler.event.everyCode') } : {})}
      current={definition[reference] as ModdleElement | undefined}
      choices={choices}
      onChange={(next) =>
        modeler.service('modeling').updateModdleProperties(element, definition, { [reference]: next })
      }
    />
  );
}

function ConditionalFields({ modeler, element, definition, variables }: DefinitionProps): React.JSX.Element {
  const { t } = useTranslation();
  const body = (definition['condition'] as { body?: string } | undefined)?.body ?? '';
  return (
    <ConditionField
      label={t('modeler.event.becomesTrue')}
      value={body}
      variables={variables}
      onChange={(feel) =>
        modeler.service('modeling').updateModdleProperties(element, definition, {
          condition:
            feel === '' ? undefined : modeler.service('bpmnFactory').create('bpmn:FormalExpression', { body: feel }),
        })
      }
    />
  );
}

function CompensationFields({ modeler, element, definition }: DefinitionProps): React.JSX.Element | null {
  const { t } = useTranslation();
  const id = useId();
  if (element.businessObject.$instanceOf('bpmn:CatchEvent')) return null;
  const scope = element.businessObject.$parent;
  const activities = modeler
    .service('elementRegistry')
    .filter(
      (each) =>
        !each.labelTarget && each.businessObject.$instanceOf('bpmn:Activity') && each.businessObject.$parent === scope,
    );
  const chosen = definition['activityRef'] as { id?: string } | undefined;
  const set = (change: Record<string, unknown>): void =>
    modeler.service('modeling').updateModdleProperties(element, definition, change);
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('modeler.event.undoes')}</label>
        <Select
          id={id}
          allowClear
          value={chosen?.id}
          placeholder={t('modeler.event.undoesAll')}
          options={activities.map((each) => ({ value: each.id, label: each.businessObject.name ?? each.id }))}
          onChange={(next: string | undefined) =>
            set({ activityRef: activities.find((each) => each.id === next)?.businessObject })
          }
        />
      </div>
      <Checkbox
        checked={definition['waitForCompletion'] !== false}
        onChange={(change) => set({ waitForCompletion: change.target.checked ? undefined : false })}
      >
        {t('modeler.event.waits')}
      </Checkbox>
    </>
  );
}

/** A link is a name that a throwing and a catching event of one diagram share. */
function LinkFields({ modeler, element, definition }: DefinitionProps): React.JSX.Element {
  const { t } = useTranslation();
  const links = modeler
    .service('elementRegistry')
    .filter((each) => each !== element)
    .flatMap((each) => each.businessObject.eventDefinitions ?? [])
    .filter((each) => each.$type === 'bpmn:LinkEventDefinition')
    .flatMap((each) => (each['name'] as string | undefined) ?? []);
  return (
    <FormulaField
      label={t('modeler.event.link')}
      hint={t('modeler.event.linkHint')}
      writes="name"
      value={(definition['name'] as string | undefined) ?? ''}
      choices={[...new Set(links)].filter((name) => name !== '').map((name) => ({ value: name, zh: name, en: name }))}
      onChange={(name) => modeler.service('modeling').updateModdleProperties(element, definition, { name })}
    />
  );
}

function extensionOf(holder: ModdleElement | undefined, type: string): ModdleElement | undefined {
  const values = (holder?.['extensionElements'] as { values?: ModdleElement[] } | undefined)?.values;
  return values?.find((each) => each.$type === type);
}
