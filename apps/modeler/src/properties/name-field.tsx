import type { ModelingChoice } from '@pledge/contracts';
import { currentLanguage } from '@pledge/web';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudioModeler } from '../editor/create-modeler.js';
import type { ModdleElement } from '../editor/diagram-types.js';

/** A thing of the whole diagram that events name: `name` is what two diagrams agree on. */
export interface NamedRoot {
  readonly type: 'bpmn:Message' | 'bpmn:Signal' | 'bpmn:Error' | 'bpmn:Escalation';
  readonly attribute: 'name' | 'errorCode' | 'escalationCode';
}
interface NameFieldProps {
  readonly modeler: StudioModeler;
  readonly root: NamedRoot;
  readonly label: string;
  readonly hint?: string;
  readonly current: ModdleElement | undefined;
  readonly choices: readonly ModelingChoice[];
  readonly onChange: (next: ModdleElement | undefined) => void;
}

/** One of the names that this diagram or a deployed one uses, or a new one in plain words. */
export function NameField(props: NameFieldProps): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, root, label, hint, current, choices, onChange } = props;
  const id = useId();
  const [text, setText] = useState('');
  const english = currentLanguage() === 'en';
  const value = current?.[root.attribute] as string | undefined;
  const own = rootsOf(modeler, root.type).flatMap((each) => (each[root.attribute] as string | undefined) ?? []);
  const values = [...new Set([...choices.map((choice) => choice.value), ...own])];
  const options = values.map((name) => {
    const choice = choices.find((each) => each.value === name);
    return { value: name, label: choice ? (english ? choice.en : choice.zh) : name };
  });
  const fresh = text.trim();
  const known = options.some((option) => option.value === fresh || option.label === fresh);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        allowClear
        value={value}
        placeholder={t('modeler.panel.choose')}
        showSearch={{ optionFilterProp: 'label', onSearch: setText }}
        options={
          fresh === '' || known
            ? options
            : [...options, { value: fresh, label: t('modeler.panel.newName', { name: fresh }) }]
        }
        onChange={(name: string | undefined) => {
          setText('');
          onChange(name === undefined ? undefined : rootNamed(modeler, root, name));
        }}
      />
      {hint !== undefined && <p className="soft">{hint}</p>}
    </div>
  );
}

function definitionsOf(modeler: StudioModeler): ModdleElement {
  let root = modeler.service('canvas').getRootElement().businessObject as unknown as ModdleElement;
  while (root['$parent']) root = root['$parent'] as ModdleElement;
  return root;
}

export function rootsOf(modeler: StudioModeler, type: NamedRoot['type']): readonly ModdleElement[] {
  return ((definitionsOf(modeler)['rootElements'] ?? []) as ModdleElement[]).filter((each) => each.$type === type);
}

/** The root element of that name in this diagram, made when it is not there yet. */
export function rootNamed(modeler: StudioModeler, root: NamedRoot, name: string): ModdleElement {
  const found = rootsOf(modeler, root.type).find((each) => each[root.attribute] === name);
  if (found) return found;
  const definitions = definitionsOf(modeler);
  const attributes = root.attribute === 'name' ? { name } : { name, [root.attribute]: name };
  const made = modeler.service('bpmnFactory').create(root.type, attributes);
  made['$parent'] = definitions;
  (definitions['rootElements'] as ModdleElement[]).push(made);
  return made;
}
