import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { ChoiceField, ChoicesField } from './choice-field.js';
import { DurationField } from './duration-field.js';
import { FormulaField } from './formula-field.js';
import { asChoices } from './known-variables.js';
import type { FieldsProps } from './properties-panel.js';
import { TextField } from './text-field.js';

/** Who does it: roles from the list, a person the case knows, or a formula. */
export function AssignmentFields({ extensions, catalogue, variables }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const groups = extensions.read('zeebe:AssignmentDefinition', 'candidateGroups');
  const write = (change: Record<string, string>): void => {
    extensions.ensure('zeebe:UserTask');
    extensions.write('zeebe:AssignmentDefinition', change);
  };
  const people = asChoices(variables);
  return (
    <>
      {groups.startsWith('=') ? (
        <TextField
          mono
          label={t('modeler.panel.roleComputed')}
          value={groups}
          onChange={(value) => write({ candidateGroups: value })}
        />
      ) : (
        <ChoicesField
          label={t('modeler.panel.role')}
          hint={t('modeler.panel.roleHint')}
          placeholder={t('modeler.panel.choose')}
          choices={catalogue.roles}
          values={names(groups)}
          onChange={(values) => write({ candidateGroups: values.join(',') })}
        />
      )}
      <FormulaField
        label={t('modeler.panel.assignee')}
        hint={t('modeler.panel.assigneeHint')}
        writes="formula"
        value={extensions.read('zeebe:AssignmentDefinition', 'assignee')}
        choices={people}
        placeholder={t('modeler.panel.nobodyYet')}
        onChange={(assignee) => write({ assignee })}
      />
      <FormulaField
        label={t('modeler.panel.candidateUsers')}
        writes="formula"
        value={extensions.read('zeebe:AssignmentDefinition', 'candidateUsers')}
        choices={people}
        placeholder={t('modeler.panel.onlyRoles')}
        onChange={(candidateUsers) => write({ candidateUsers })}
      />
      <DurationField
        label={t('modeler.panel.remindEvery')}
        hint={t('modeler.panel.remindEveryHint')}
        value={extensions.property('pledge:remindEvery')}
        onChange={(value) => extensions.setProperty('pledge:remindEvery', value)}
      />
    </>
  );
}

const PRIORITIES = ['90', '70', '50', '30'] as const;

/** By when, from when, how urgent; counted in working time where a calendar is chosen. */
export function DueFields({ extensions, catalogue }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      <DurationField
        label={t('modeler.panel.due')}
        hint={t('modeler.panel.dueHint')}
        value={extensions.read('zeebe:TaskSchedule', 'dueDate')}
        onChange={(dueDate) => extensions.write('zeebe:TaskSchedule', { dueDate })}
      />
      <DurationField
        label={t('modeler.panel.followUp')}
        value={extensions.read('zeebe:TaskSchedule', 'followUpDate')}
        onChange={(followUpDate) => extensions.write('zeebe:TaskSchedule', { followUpDate })}
      />
      <ChoiceField
        label={t('modeler.panel.priority')}
        placeholder={t('modeler.panel.priorities.50')}
        choices={PRIORITIES.map((value) => ({
          value,
          zh: t(`modeler.panel.priorities.${value}`),
          en: t(`modeler.panel.priorities.${value}`),
        }))}
        value={extensions.read('zeebe:PriorityDefinition', 'priority')}
        onChange={(priority) => extensions.write('zeebe:PriorityDefinition', { priority })}
      />
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

/** What is written into the case when the step is done, and the time a person stated for it. */
export function RecordFields({ extensions, catalogue, variables }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const records = extensions.property('pledge:recordsEvent');
  return (
    <>
      <ChoiceField
        label={t('modeler.panel.records')}
        hint={t('modeler.panel.recordsHint')}
        placeholder={t('modeler.panel.nothingRecorded')}
        choices={catalogue.events}
        value={records}
        onChange={(value) => extensions.setProperty('pledge:recordsEvent', value)}
      />
      {records !== '' && (
        <FormulaField
          label={t('modeler.panel.eventTime')}
          hint={t('modeler.panel.eventTimeHint')}
          writes="formula"
          value={extensions.property('pledge:eventTime')}
          choices={asChoices(variables)}
          placeholder={t('modeler.panel.onCompletion')}
          onChange={(value) => extensions.setProperty('pledge:eventTime', value)}
        />
      )}
    </>
  );
}

/** What must stand before the step may be begun or done, by whichever way. */
export function GuardField({ extensions, catalogue }: FieldsProps): React.JSX.Element | null {
  const { t } = useTranslation();
  const values = names(extensions.property('pledge:requires'));
  if (catalogue.guards.length === 0 && values.length === 0) return null;
  return (
    <ChoicesField
      label={t('modeler.panel.requires')}
      hint={t('modeler.panel.requiresHint')}
      placeholder={t('modeler.panel.nothingRequired')}
      choices={catalogue.guards}
      values={values}
      onChange={(next) => extensions.setProperty('pledge:requires', next.join(','))}
    />
  );
}

/** What nobody but the model and the system may write from here on. */
export function SealedField({ extensions, variables }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <ChoicesField
      label={t('modeler.panel.sealed')}
      hint={t('modeler.panel.sealedHint')}
      placeholder={t('modeler.panel.nothingSealed')}
      choices={asChoices(variables)}
      values={names(extensions.property('pledge:sealed'))}
      onChange={(next) => extensions.setProperty('pledge:sealed', next.join(','))}
    />
  );
}

export function DecisionFields({ extensions, catalogue, variables }: FieldsProps): React.JSX.Element {
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
            resultVariable:
              decisionId === '' ? '' : extensions.read('zeebe:CalledDecision', 'resultVariable') || 'result',
          })
        }
      />
      <FormulaField
        label={t('modeler.panel.resultVariable')}
        writes="name"
        value={extensions.read('zeebe:CalledDecision', 'resultVariable')}
        choices={asChoices(variables)}
        onChange={(resultVariable) => extensions.write('zeebe:CalledDecision', { resultVariable })}
      />
    </>
  );
}

export function CallFields({ element, modeler, extensions, catalogue, variables }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  const called = extensions.find('zeebe:CalledElement');
  const flag = (
    name: 'propagateAllParentVariables' | 'propagateAllChildVariables',
    label: string,
  ): React.JSX.Element => (
    <Checkbox
      checked={called?.[name] !== false}
      disabled={!called}
      onChange={(change) =>
        called && modeler.service('modeling').updateModdleProperties(element, called, { [name]: change.target.checked })
      }
    >
      {label}
    </Checkbox>
  );
  return (
    <>
      <ChoiceField
        label={t('modeler.panel.calledProcess')}
        placeholder={t('modeler.panel.choose')}
        choices={catalogue.processes}
        value={extensions.read('zeebe:CalledElement', 'processId')}
        onChange={(processId) => extensions.write('zeebe:CalledElement', { processId })}
      />
      <ChoiceField
        label={t('modeler.panel.binding')}
        placeholder={t('modeler.panel.bindings.latest')}
        choices={(['latest', 'deployment'] as const).map((value) => ({
          value,
          zh: t(`modeler.panel.bindings.${value}`),
          en: t(`modeler.panel.bindings.${value}`),
        }))}
        value={extensions.read('zeebe:CalledElement', 'bindingType')}
        onChange={(bindingType) => extensions.write('zeebe:CalledElement', { bindingType })}
      />
      <FormulaField
        label={t('modeler.panel.businessKey')}
        hint={t('modeler.panel.businessKeyHint')}
        writes="formula"
        value={extensions.read('zeebe:CalledElement', 'businessId')}
        choices={asChoices(variables)}
        onChange={(businessId) => extensions.write('zeebe:CalledElement', { businessId })}
      />
      {flag('propagateAllParentVariables', t('modeler.panel.passAll'))}
      {flag('propagateAllChildVariables', t('modeler.panel.takeAll'))}
    </>
  );
}

export function ScriptFields({ extensions, variables }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        mono
        rows={2}
        label={t('modeler.panel.script')}
        hint={t('modeler.panel.scriptHint')}
        value={extensions.read('zeebe:Script', 'expression')}
        onChange={(expression) =>
          extensions.write('zeebe:Script', {
            expression:
              expression.trim() === '' || expression.trim().startsWith('=')
                ? expression.trim()
                : `=${expression.trim()}`,
          })
        }
      />
      <FormulaField
        label={t('modeler.panel.resultVariable')}
        writes="name"
        value={extensions.read('zeebe:Script', 'resultVariable')}
        choices={asChoices(variables)}
        onChange={(resultVariable) => extensions.write('zeebe:Script', { resultVariable })}
      />
    </>
  );
}

function names(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
