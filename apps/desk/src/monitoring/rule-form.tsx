import type { AlertMatcher, MonitoringRule } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { changeRule, createRule } from '../api/monitoring.js';
import { fieldErrors } from '../common/field-errors.js';
import { Choices, Field, FormError } from '../common/field.js';
import { DryRun } from './dry-run.js';
import { draftOf, inputOf, type RuleDraft } from './rule-draft.js';

const actions = ['open-fault', 'propose-plan', 'ignore'] as const;
const signs = ['=', '!=', '=~', '!~'] as const;

const replaced = <T,>(rows: readonly T[], index: number, row: T): T[] =>
  rows.map((one, at) => (at === index ? row : one));
const without = <T,>(rows: readonly T[], index: number): T[] => rows.filter((_, at) => at !== index);

/** Adds or changes a rule; a pasted payload shows what it would do before it is saved. */
export function RuleForm(props: {
  readonly rule: MonitoringRule | null;
  readonly position: number;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { rule, onClose } = props;
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(rule, props.position));
  const set = (change: Partial<RuleDraft>): void => setDraft((now) => ({ ...now, ...change }));
  const save = useMutation({
    mutationFn: () =>
      rule === null ? createRule(inputOf(draft)) : changeRule(rule.id, { ...inputOf(draft), revision: rule.revision }),
    onSuccess: async () => {
      void message.success(t('robots.saved'));
      onClose();
      await queries.invalidateQueries({ queryKey: keys.alertRules });
    },
  });
  const errors = fieldErrors(save.error);
  const device = draft.by === 'fixed' ? draft.serialNumber : draft.deviceLabel;
  const ready =
    draft.name.trim() !== '' &&
    draft.title.trim() !== '' &&
    (draft.action === 'ignore' || device.trim() !== '') &&
    draft.matchers.every((matcher) => matcher.label.trim() !== '');
  return (
    <Modal
      open
      width={760}
      title={rule === null ? t('monitoring.addRule') : t('robots.changeTitle', { name: rule.name })}
      footer={null}
      onCancel={onClose}
    >
      <form
        className="operation-form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Field label={t('monitoring.ruleName')} required error={errors['name']}>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('monitoring.position')} required hint={t('monitoring.positionHint')} error={errors['position']}>
          {({ status, id }) => (
            <InputNumber
              id={id}
              status={status}
              min={1}
              max={10_000}
              precision={0}
              value={draft.position}
              onChange={(position) => set({ position: position ?? 1 })}
            />
          )}
        </Field>
        <Matchers matchers={draft.matchers} onChange={(matchers) => set({ matchers })} />
        <Choices
          label={t('monitoring.action')}
          required
          inline
          value={draft.action}
          onChange={(action) => set({ action })}
          options={actions.map((value) => ({ value, label: t(`monitoring.actions.${value}`) }))}
        />
        {draft.action === 'propose-plan' && (
          <Field label={t('monitoring.planKey')} required hint={t('monitoring.planHint')} error={errors['planKey']}>
            {(control) => (
              <Input
                {...control}
                maxLength={100}
                value={draft.planKey}
                onChange={(event) => set({ planKey: event.target.value })}
              />
            )}
          </Field>
        )}
        {draft.action !== 'ignore' && <Target draft={draft} set={set} error={errors['title']} />}
        <Checkbox checked={draft.enabled} onChange={(event) => set({ enabled: event.target.checked })}>
          {t('robots.enabled')}
        </Checkbox>
        <h3 className="form-part">{t('monitoring.dryRun')}</h3>
        <DryRun rule={inputOf(draft)} ruleId={rule?.id ?? null} />
        <FormError>{save.isError && Object.keys(errors).length === 0 ? problemText(save.error, t) : ''}</FormError>
        <div className="operation-foot">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!ready}>
            {t('robots.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Matchers(props: {
  readonly matchers: readonly AlertMatcher[];
  readonly onChange: (matchers: AlertMatcher[]) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { matchers, onChange } = props;
  return (
    <fieldset className="field matcher-rows">
      <legend>{t('monitoring.matchers')}</legend>
      {matchers.map((matcher, index) => (
        <div key={index} className="matcher-row">
          <Input
            aria-label={t('monitoring.label')}
            value={matcher.label}
            onChange={(event) => onChange(replaced(matchers, index, { ...matcher, label: event.target.value }))}
          />
          <Select
            aria-label={t('monitoring.sign')}
            value={matcher.op}
            options={signs.map((value) => ({ value, label: value }))}
            onChange={(op) => onChange(replaced(matchers, index, { ...matcher, op }))}
          />
          <Input
            aria-label={t('monitoring.value')}
            value={matcher.value}
            onChange={(event) => onChange(replaced(matchers, index, { ...matcher, value: event.target.value }))}
          />
          <Button size="small" type="link" onClick={() => onChange(without(matchers, index))}>
            {t('common.remove')}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...matchers, { label: '', op: '=', value: '' }])}>
        {t('monitoring.addMatcher')}
      </Button>
      <p className="field-hint">{t('monitoring.matchersHint')}</p>
    </fieldset>
  );
}

/** Device, severity and title of the fault. */
function Target(props: {
  readonly draft: RuleDraft;
  readonly set: (change: Partial<RuleDraft>) => void;
  readonly error: string | undefined;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { draft, set } = props;
  return (
    <>
      <Choices
        label={t('case.device')}
        required
        inline
        value={draft.by}
        onChange={(by) => set({ by })}
        options={[
          { value: 'label', label: t('monitoring.byLabel') },
          { value: 'fixed', label: t('monitoring.byFixed') },
        ]}
      />
      {draft.by === 'label' ? (
        <>
          <Field label={t('monitoring.deviceLabel')} required>
            {(control) => (
              <Input
                {...control}
                value={draft.deviceLabel}
                onChange={(event) => set({ deviceLabel: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('monitoring.pattern')} hint={t('monitoring.patternHint')}>
            {(control) => (
              <Input {...control} value={draft.pattern} onChange={(event) => set({ pattern: event.target.value })} />
            )}
          </Field>
        </>
      ) : (
        <Field label={t('monitoring.ask.device')} required>
          {(control) => (
            <Input
              {...control}
              value={draft.serialNumber}
              onChange={(event) => set({ serialNumber: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field
        label={t('monitoring.faultTitle')}
        required
        hint={t('monitoring.faultTitleHint', { open: '{{', close: '}}' })}
        error={props.error}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={draft.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="field matcher-rows">
        <legend>
          {t('monitoring.answers')} <span className="soft">{t('common.optional')}</span>
        </legend>
        {draft.answers.map((row, index) => (
          <div key={index} className="matcher-row">
            <Input
              aria-label={t('monitoring.question')}
              value={row.key}
              onChange={(event) =>
                set({ answers: replaced(draft.answers, index, { ...row, key: event.target.value }) })
              }
            />
            <span aria-hidden="true">=</span>
            <Input
              aria-label={t('monitoring.answer')}
              value={row.value}
              onChange={(event) =>
                set({ answers: replaced(draft.answers, index, { ...row, value: event.target.value }) })
              }
            />
            <Button size="small" type="link" onClick={() => set({ answers: without(draft.answers, index) })}>
              {t('common.remove')}
            </Button>
          </div>
        ))}
        <Button size="small" onClick={() => set({ answers: [...draft.answers, { key: '', value: '' }] })}>
          {t('monitoring.addAnswer')}
        </Button>
        <p className="field-hint">{t('monitoring.answersHint')}</p>
      </fieldset>
      <Checkbox checked={draft.join} onChange={(event) => set({ join: event.target.checked })}>
        {t('monitoring.join')}
      </Checkbox>
    </>
  );
}
