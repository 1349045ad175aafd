import type { DrillContent } from '@pledge/contracts';
import { EMERGENCY_CAUSES, EMERGENCY_GRADES, EMERGENCY_SCOPES } from '@pledge/contracts';
import { fromLocalInput, localInputOf, problemText } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drillsDue } from '../api/drills.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { Choices, Field, FormError } from '../common/field.js';
import { TimeInput } from '../common/time-input.js';
import { draftFaults, tidyDrill } from './drill-draft.js';
import { FactsEditor } from './facts-editor.js';
import { InjectsEditor } from './injects-editor.js';
import { ParticipantsEditor, useCustomers } from './participants-editor.js';

const scopes = EMERGENCY_SCOPES.filter((scope) => scope !== 'workstation');
const areas = ['objective', 'scenario', 'safetyStop'] as const;

/** The plan of a drill: what, when, who, and what happens in it. The plan of the emergency is chosen once. */
export function DrillEditor(props: {
  readonly content: DrillContent;
  readonly isNew: boolean;
  readonly saving: boolean;
  readonly error: Error | null;
  readonly onSave: (content: DrillContent) => void;
  readonly onCancel: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const [content, setContent] = useState(props.content);
  const [span, setSpan] = useState({ from: localInputOf(content.window?.from), to: localInputOf(content.window?.to) });
  const [tried, setTried] = useState(false);
  const plans = useQuery({ queryKey: keys.drillsDue, queryFn: drillsDue });
  const customers = useCustomers();
  const set = (part: Partial<DrillContent>): void => setContent({ ...content, ...part });
  const from = fromLocalInput(span.from);
  const to = fromLocalInput(span.to);
  const whole = tidyDrill({ ...content, window: from === '' || to === '' ? null : { from, to } });
  const faults = draftFaults(whole);
  const report = (part: Partial<DrillContent['report']>): void => set({ report: { ...content.report, ...part } });
  return (
    <form
      className="form plan-editor drill-editor"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (faults.length === 0) props.onSave(whole);
      }}
    >
      <div className="form-row">
        <Field label={t('drill.plan')} required>
          {(control) => (
            <Select
              id={control.id}
              disabled={!props.isNew}
              loading={plans.isPending}
              value={content.planKey}
              options={(plans.data?.items ?? []).map((one) => ({ value: one.planKey, label: say(one.planName) }))}
              onChange={(planKey: string) => set({ planKey, facts: {} })}
            />
          )}
        </Field>
        <Field
          label={t('drill.title')}
          required
          error={tried && faults.includes('title') ? t('drill.fault.title') : undefined}
        >
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={content.title}
              onChange={(event) => set({ title: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Choices
        label={t('drill.kindLabel')}
        required
        inline
        value={content.kind}
        options={(['tabletop', 'live'] as const).map((value) => ({
          value,
          label: t(`drill.kind.${value}`),
          hint: t(`drill.kindHint.${value}`),
        }))}
        onChange={(kind) => set({ kind })}
      />
      <div className="form-row">
        <Field label={t('case.customer')} required>
          {(control) => (
            <Select
              id={control.id}
              showSearch={{ optionFilterProp: 'label' }}
              loading={customers.isPending}
              value={content.partyId}
              options={customers.options}
              onChange={(partyId: string) => set({ partyId, participants: [] })}
            />
          )}
        </Field>
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={t(`drill.windowEnd.${end}`)} required>
            {(control) => (
              <TimeInput control={control} value={span[end]} onChange={(time) => setSpan({ ...span, [end]: time })} />
            )}
          </Field>
        ))}
      </div>
      {areas.map((part) => (
        <Field key={part} label={t(`drill.part.${part}`)} required={part === 'scenario'}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={part === 'scenario' ? 4000 : 1000}
              value={content[part]}
              onChange={(event) => set({ [part]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <div className="form-row">
        <Field label={t('drill.cause')} required>
          {(control) => (
            <Select
              id={control.id}
              value={content.report.cause}
              options={EMERGENCY_CAUSES.map((value) => ({ value, label: t(`drill.causes.${value}`) }))}
              onChange={(cause: DrillContent['report']['cause']) => report({ cause })}
            />
          )}
        </Field>
        <Field label={t('drill.scope')} required>
          {(control) => (
            <Select
              id={control.id}
              value={content.report.scope}
              options={scopes.map((value) => ({ value, label: t(`drill.scopes.${value}`) }))}
              onChange={(scope: DrillContent['report']['scope']) => report({ scope })}
            />
          )}
        </Field>
        {(['impact', 'urgency'] as const).map((part) => (
          <Field key={part} label={t(`drill.${part}`)} required>
            {(control) => (
              <Select
                id={control.id}
                value={content.report[part]}
                options={EMERGENCY_GRADES.map((value) => ({ value, label: t(`drill.grades.${value}`) }))}
                onChange={(value: DrillContent['report']['impact']) => report({ [part]: value })}
              />
            )}
          </Field>
        ))}
      </div>
      <ParticipantsEditor content={content} onChange={(participants) => set({ participants })} />
      <InjectsEditor content={content} tried={tried} onChange={(injects) => set({ injects })} />
      <FactsEditor content={content} onChange={(facts) => set({ facts })} />
      <FormError>
        {props.error !== null ? problemText(props.error, t) : tried && faults.length > 0 ? t('drill.fault.some') : ''}
      </FormError>
      <div className="thumb-bar">
        <Button type="primary" size="large" htmlType="submit" loading={props.saving}>
          {t(props.isNew ? 'drill.create' : 'drill.save')}
        </Button>
        <Button size="large" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
