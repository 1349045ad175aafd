import type { EmergencyPlan, EmergencyPlanContent } from '@pledge/contracts';
import { ApiProblem, problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reviseEmergencyPlan } from '../api/emergencies.js';
import { keys } from '../api/keys.js';
import { RowList } from '../changes/row-list.js';
import { Field, FormError } from '../common/field.js';
import { useStepName } from './use-step-name.js';
import { BilingualField, ContactFields, MinutesField, TextField } from './plan-editor-fields.js';
import { nextId, NO_TEXT } from './plan-draft.js';

const parts = ['trigger', 'start', 'measures', 'recovery', 'prevention'] as const;
const channels = ['sms', 'mail', 'chat'] as const;

/** Revises a plan: a new version, which both parties sign anew (S4-18). */
export function PlanEditor(props: { readonly plan: EmergencyPlan; readonly onClose: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { plan, onClose } = props;
  const [content, setContent] = useState<EmergencyPlanContent>(plan.content);
  const change = (part: Partial<EmergencyPlanContent>): void => setContent({ ...content, ...part });
  const nameOf = useStepName(plan.key);
  const save = useMutation({
    mutationFn: () => reviseEmergencyPlan(plan.key, { basedOn: plan.version, content }),
    onSuccess: async ({ version }) => {
      void message.success(t('emergency.revised', { version }));
      await queries.invalidateQueries({ queryKey: keys.emergencyPlans });
      onClose();
    },
  });
  return (
    <form
      className="plan-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h2>{t('emergency.revise')}</h2>
      <p className="soft">{t('emergency.reviseBody')}</p>
      {parts.map((part) => (
        <BilingualField
          key={part}
          long
          label={t(`emergency.part.${part}`)}
          value={content[part]}
          onChange={(value) => change({ [part]: value })}
        />
      ))}
      <RowList
        title={t('emergency.goals')}
        addLabel={t('emergency.add.goal')}
        rows={content.goals}
        empty={{ service: NO_TEXT, rtoMinutes: 240, rpoMinutes: 60 }}
        onChange={(goals) => change({ goals })}
      >
        {(goal, index) => {
          const set = (part: Partial<typeof goal>): void =>
            change({ goals: content.goals.with(index, { ...goal, ...part }) });
          return (
            <>
              <BilingualField
                label={t('emergency.service')}
                value={goal.service}
                onChange={(service) => set({ service })}
              />
              <div className="field-pair">
                <MinutesField
                  label={t('emergency.rto')}
                  min={1}
                  value={goal.rtoMinutes}
                  onChange={(rtoMinutes) => set({ rtoMinutes })}
                />
                <MinutesField
                  label={t('emergency.rpo')}
                  min={0}
                  value={goal.rpoMinutes}
                  onChange={(rpoMinutes) => set({ rpoMinutes })}
                />
              </div>
            </>
          );
        }}
      </RowList>
      <RowList
        title={t('emergency.contacts')}
        addLabel={t('emergency.add.contact')}
        ordered
        rows={content.contacts}
        empty={{
          id: nextId(content.contacts),
          duty: NO_TEXT,
          side: 'provider',
          role: 'engineer',
          channels: ['sms', 'mail', 'phone'],
        }}
        onChange={(contacts) => change({ contacts })}
      >
        {(contact, index) => (
          <ContactFields
            contact={contact}
            onChange={(next) => change({ contacts: content.contacts.with(index, next) })}
          />
        )}
      </RowList>
      <Field label={t('emergency.failedChannels')} hint={t('emergency.failedChannelsHint')}>
        {(control) => (
          <Select
            {...control}
            mode="multiple"
            value={content.failedChannels}
            options={channels.map((value) => ({ value, label: t(`emergency.channel.${value}`) }))}
            onChange={(failedChannels: EmergencyPlanContent['failedChannels']) => change({ failedChannels })}
          />
        )}
      </Field>
      <RowList
        title={t('emergency.substitutes')}
        addLabel={t('emergency.add.substitute')}
        rows={content.substitutes}
        empty={NO_TEXT}
        onChange={(substitutes) => change({ substitutes })}
      >
        {(text, index) => (
          <BilingualField
            label={t('emergency.substitutes')}
            value={text}
            onChange={(value) => change({ substitutes: content.substitutes.with(index, value) })}
          />
        )}
      </RowList>
      <RowList
        title={t('emergency.resources')}
        addLabel={t('emergency.add.resource')}
        rows={content.resources}
        empty={{ name: NO_TEXT, place: NO_TEXT }}
        onChange={(resources) => change({ resources })}
      >
        {(one, index) => {
          const set = (part: Partial<typeof one>): void =>
            change({ resources: content.resources.with(index, { ...one, ...part }) });
          return (
            <>
              <BilingualField label={t('emergency.resource')} value={one.name} onChange={(name) => set({ name })} />
              <BilingualField label={t('emergency.place')} value={one.place} onChange={(place) => set({ place })} />
            </>
          );
        }}
      </RowList>
      <fieldset className="row-list">
        <legend>{t('emergency.noticeTexts')}</legend>
        {Object.entries(content.notices).map(([kind, text]) => (
          <BilingualField
            key={kind}
            long
            label={t(`emergency.noticeKind.${kind}`, kind)}
            value={text}
            onChange={(value) => change({ notices: { ...content.notices, [kind]: value } })}
          />
        ))}
      </fieldset>
      <fieldset className="row-list step-limits">
        <legend>{t('emergency.stepLimits')}</legend>
        {Object.entries(content.steps).map(([step, minutes]) => (
          <MinutesField
            key={step}
            label={nameOf(step)}
            min={1}
            value={minutes}
            onChange={(value) => change({ steps: { ...content.steps, [step]: value } })}
          />
        ))}
      </fieldset>
      <RowList
        title={t('emergency.readiness')}
        addLabel={t('emergency.add.check')}
        rows={content.readiness}
        empty={{ id: nextId(content.readiness), name: NO_TEXT, source: '', everyDays: 30, firstInDays: 7 }}
        onChange={(readiness) => change({ readiness })}
      >
        {(item, index) => {
          const set = (part: Partial<typeof item>): void =>
            change({ readiness: content.readiness.with(index, { ...item, ...part }) });
          return (
            <>
              <BilingualField label={t('emergency.checkName')} value={item.name} onChange={(name) => set({ name })} />
              <TextField label={t('emergency.clause')} value={item.source} onChange={(source) => set({ source })} />
              <Field label={t('emergency.everyDays')} required>
                {(control) => (
                  <InputNumber
                    {...control}
                    min={1}
                    max={3650}
                    value={item.everyDays}
                    onChange={(value) => set({ everyDays: value ?? 1 })}
                  />
                )}
              </Field>
            </>
          );
        }}
      </RowList>
      <FormError>{save.isError ? whyNot(save.error, t) : ''}</FormError>
      <div className="start-rest">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('emergency.saveVersion', { version: plan.version + 1 })}
        </Button>
        <Button type="text" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

const whyNot = (error: unknown, t: ReturnType<typeof useTranslation>['t']): string =>
  [
    problemText(error, t),
    ...(error instanceof ApiProblem ? error.errors.map((one) => `${one.path}: ${one.message}`) : []),
  ].join(' ');
