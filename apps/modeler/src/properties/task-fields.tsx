import { useTranslation } from 'react-i18next';
import { ChoiceField, ChoicesField } from './choice-field.js';
import type { FieldsProps } from './properties-panel.js';
import { TextField } from './text-field.js';

/** Who does a task, with which form or delegate, and what it records. */
export function TaskFields(props: FieldsProps): React.JSX.Element {
  switch (props.element.businessObject.$type) {
    case 'bpmn:UserTask':
      return <UserTaskFields {...props} />;
    case 'bpmn:ServiceTask':
    case 'bpmn:SendTask':
      return <DelegateFields {...props} />;
    case 'bpmn:BusinessRuleTask':
      return <DecisionFields {...props} />;
    case 'bpmn:CallActivity':
      return <CalledProcessFields {...props} />;
    case 'bpmn:ScriptTask':
      return <ScriptFields {...props} />;
    default:
      return <RecordFields {...props} />;
  }
}

function UserTaskFields(props: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const { extensions, catalogue } = props;
  const groups = extensions.read('zeebe:AssignmentDefinition', 'candidateGroups');
  const computed = groups.startsWith('=');
  return (
    <>
      {computed ? (
        <TextField
          mono
          label={t('modeler.panel.roleComputed')}
          value={groups}
          onChange={(value) => extensions.write('zeebe:AssignmentDefinition', { candidateGroups: value })}
        />
      ) : (
        <ChoicesField
          label={t('modeler.panel.role')}
          hint={t('modeler.panel.roleHint')}
          placeholder={t('modeler.panel.choose')}
          choices={catalogue.roles}
          values={groups
            .split(',')
            .map((group) => group.trim())
            .filter((group) => group !== '')}
          onChange={(values) => {
            extensions.ensure('zeebe:UserTask');
            extensions.write('zeebe:AssignmentDefinition', { candidateGroups: values.join(',') });
          }}
        />
      )}
      <ChoiceField
        label={t('modeler.panel.form')}
        hint={t('modeler.panel.formHint')}
        placeholder={t('modeler.panel.choose')}
        choices={catalogue.forms}
        value={extensions.read('zeebe:FormDefinition', 'formId')}
        onChange={(formId) => {
          extensions.ensure('zeebe:UserTask');
          extensions.write('zeebe:FormDefinition', { formId });
        }}
      />
      <RecordFields {...props} />
      <ChoiceField
        label={t('modeler.panel.requires')}
        hint={t('modeler.panel.requiresHint')}
        placeholder={t('modeler.panel.nothingRequired')}
        choices={catalogue.guards}
        value={extensions.property('pledge:requires')}
        onChange={(value) => extensions.setProperty('pledge:requires', value)}
      />
      <TextField
        mono
        label={t('modeler.panel.remindEvery')}
        hint={t('modeler.panel.remindEveryHint')}
        value={extensions.property('pledge:remindEvery')}
        onChange={(value) => extensions.setProperty('pledge:remindEvery', value)}
      />
    </>
  );
}

function RecordFields({ extensions, catalogue }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <ChoiceField
      label={t('modeler.panel.records')}
      hint={t('modeler.panel.recordsHint')}
      placeholder={t('modeler.panel.nothingRecorded')}
      choices={catalogue.events}
      value={extensions.property('pledge:recordsEvent')}
      onChange={(value) => extensions.setProperty('pledge:recordsEvent', value)}
    />
  );
}

function DelegateFields(props: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceField
        label={t('modeler.panel.delegate')}
        placeholder={t('modeler.panel.choose')}
        choices={props.catalogue.delegates}
        value={props.extensions.read('zeebe:TaskDefinition', 'type')}
        onChange={(type) => props.extensions.write('zeebe:TaskDefinition', { type })}
      />
      <RecordFields {...props} />
    </>
  );
}

function DecisionFields({ extensions, catalogue }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceField
        label={t('modeler.panel.decision')}
        placeholder={t('modeler.panel.choose')}
        choices={catalogue.decisions}
        value={extensions.read('zeebe:CalledDecision', 'decisionId')}
        onChange={(decisionId) =>
          extensions.write('zeebe:CalledDecision', {
            decisionId,
            resultVariable: extensions.read('zeebe:CalledDecision', 'resultVariable') || 'result',
          })
        }
      />
      <TextField
        label={t('modeler.panel.resultVariable')}
        value={extensions.read('zeebe:CalledDecision', 'resultVariable')}
        onChange={(resultVariable) => extensions.write('zeebe:CalledDecision', { resultVariable })}
      />
    </>
  );
}

function CalledProcessFields({ extensions, catalogue }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <ChoiceField
      label={t('modeler.panel.calledProcess')}
      placeholder={t('modeler.panel.choose')}
      choices={catalogue.processes}
      value={extensions.read('zeebe:CalledElement', 'processId')}
      onChange={(processId) => extensions.write('zeebe:CalledElement', { processId })}
    />
  );
}

function ScriptFields({ extensions }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        mono
        rows={2}
        label={t('modeler.panel.script')}
        value={extensions.read('zeebe:Script', 'expression')}
        onChange={(expression) => extensions.write('zeebe:Script', { expression })}
      />
      <TextField
        label={t('modeler.panel.resultVariable')}
        value={extensions.read('zeebe:Script', 'resultVariable')}
        onChange={(resultVariable) => extensions.write('zeebe:Script', { resultVariable })}
      />
    </>
  );
}
