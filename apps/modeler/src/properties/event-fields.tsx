import { currentLanguage } from '@pledge/web';
import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModdleElement } from '../editor/diagram-types.js';
import type { FieldsProps } from './properties-panel.js';
import { TextField } from './text-field.js';

const timerKinds = ['timeDuration', 'timeDate', 'timeCycle'] as const;
type TimerKind = (typeof timerKinds)[number];

/** What an event waits for: a time, or a message that a case sends. */
export function EventFields(props: FieldsProps): React.JSX.Element | null {
  const definition = props.element.businessObject.eventDefinitions?.[0];
  if (!definition) return null;
  if (definition.$type === 'bpmn:TimerEventDefinition') return <TimerFields {...props} definition={definition} />;
  if (definition.$type === 'bpmn:MessageEventDefinition') return <MessageFields {...props} definition={definition} />;
  return null;
}

function TimerFields({
  modeler,
  element,
  definition,
}: FieldsProps & { readonly definition: ModdleElement }): React.JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const kind: TimerKind = timerKinds.find((candidate) => definition[candidate]) ?? 'timeDuration';
  const body = (definition[kind] as { body?: string } | undefined)?.body ?? '';
  const set = (nextKind: TimerKind, text: string): void => {
    const expression =
      text.trim() === ''
        ? undefined
        : modeler.service('bpmnFactory').create('bpmn:FormalExpression', { body: text.trim() });
    modeler.service('modeling').updateModdleProperties(element, definition, {
      timeDuration: undefined,
      timeDate: undefined,
      timeCycle: undefined,
      [nextKind]: expression,
    });
  };
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('modeler.panel.timerKind')}</label>
        <Select
          id={id}
          value={kind}
          onChange={(next) => set(next, body)}
          options={timerKinds.map((value) => ({ value, label: t(`modeler.panel.${value}`) }))}
        />
      </div>
      <TextField
        mono
        label={t('modeler.panel.timerValue')}
        hint={t(`modeler.panel.${kind}Hint`)}
        value={body}
        onChange={(text) => set(kind, text)}
      />
    </>
  );
}

function MessageFields({
  modeler,
  element,
  definition,
  catalogue,
}: FieldsProps & { readonly definition: ModdleElement }): React.JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const message = definition['messageRef'] as (ModdleElement & { name?: string }) | undefined;
  const names = [
    ...new Set([...catalogue.messages.map((choice) => choice.value), ...(message?.name ? [message.name] : [])]),
  ];
  return (
    <div className="field">
      <label htmlFor={id}>{t('modeler.panel.message')}</label>
      <Select
        id={id}
        showSearch
        value={message?.name}
        placeholder={t('modeler.panel.choose')}
        options={names.map((name) => ({
          value: name,
          label:
            catalogue.messages.find((choice) => choice.value === name)?.[currentLanguage() === 'en' ? 'en' : 'zh'] ??
            name,
        }))}
        onChange={(name) =>
          modeler
            .service('modeling')
            .updateModdleProperties(element, definition, { messageRef: messageNamed(modeler, name) })
        }
      />
    </div>
  );
}

/** The message of that name in this diagram, made when it is not there yet. */
function messageNamed(modeler: FieldsProps['modeler'], name: string): ModdleElement {
  let root = modeler.service('canvas').getRootElement().businessObject as unknown as ModdleElement;
  while (root['$parent']) root = root['$parent'] as ModdleElement;
  const roots = root['rootElements'] as ModdleElement[];
  const found = roots.find((element) => element.$type === 'bpmn:Message' && element['name'] === name);
  if (found) return found;
  const message = modeler.service('bpmnFactory').create('bpmn:Message', { id: `message-${name}`, name });
  message['$parent'] = root;
  roots.push(message);
  return message;
}
