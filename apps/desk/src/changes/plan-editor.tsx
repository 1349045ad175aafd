import type { ChangePlan, ChangePlanContent } from '@pledge/contracts';
import { fromLocalInput, localInputOf, problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { savePlan } from '../api/changes.js';
import { useBilingual } from '../common/bilingual.js';
import { Choices, Field, FormError } from '../common/field.js';
import { TimeInput } from '../common/time-input.js';
import { emptyDevice, emptyPerson, emptyStep, replaced, texts, tidy, type TextPart } from './plan-content.js';
import { RowList } from './row-list.js';

/** The plan being written. Saving a frozen one makes its confirmations void, and says so before. */
export function PlanEditor(props: {
  readonly plan: ChangePlan;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const { plan } = props;
  const [content, setContent] = useState(plan.content);
  const [span, setSpan] = useState({
    from: localInputOf(plan.content.window?.from),
    to: localInputOf(plan.content.window?.to),
  });
  const set = (part: Partial<ChangePlanContent>): void => setContent({ ...content, ...part });
  const from = fromLocalInput(span.from);
  const to = fromLocalInput(span.to);
  const whole = tidy({ ...content, window: from === '' || to === '' ? null : { from, to } });
  const changed = JSON.stringify(whole) !== JSON.stringify(tidy(plan.content));
  const save = useMutation({
    mutationFn: () => savePlan(plan.id, plan.revision, whole),
    onSuccess: props.onSaved,
  });
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [changed]);
  const missing = (field: string): string => {
    const found = plan.missing.find((one) => one.field === field);
    return found === undefined ? '' : say(found.text);
  };
  const area = (part: TextPart): React.JSX.Element => (
    <Field
      key={part}
      label={t(`plan.part.${part}`)}
      required
      hint={(content[part].trim() === '' && missing(part)) || undefined}
    >
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: 2, maxRows: 12 }}
          maxLength={4000}
          value={content[part]}
          onChange={(event) => set({ [part]: event.target.value })}
        />
      )}
    </Field>
  );
  const line = (
    label: string,
    value: string,
    max: number,
    onChange: (value: string) => void,
    required = false,
  ): React.JSX.Element => (
    <Field label={label} required={required}>
      {(control) => (
        <Input {...control} maxLength={max} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
  const [purpose, impact, backup, tests, rollback] = texts;
  return (
    <form
      className="form plan-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {plan.version !== null && (
        <p className="outcome" role="note">
          {t('plan.editVoids', { version: plan.version })}
        </p>
      )}
      {line(t('plan.part.title'), content.title, 200, (title) => set({ title }), true)}
      {area(purpose)}
      <Choices
        label={t('plan.part.scale')}
        required
        value={content.scale}
        options={(['small', 'large'] as const).map((value) => ({ value, label: t(`plan.scale.${value}`) }))}
        onChange={(scale) => set({ scale })}
      />
      <RowList
        title={t('plan.part.devices')}
        addLabel={t('plan.addDevice')}
        rows={content.devices}
        empty={emptyDevice}
        onChange={(devices) => set({ devices })}
      >
        {(device, index) => {
          const put = (part: Partial<typeof device>): void =>
            set({ devices: replaced(content.devices, index, { ...device, ...part }) });
          return (
            <div className="form-row">
              {line(t('plan.serial'), device.serialNumber, 100, (serialNumber) => put({ serialNumber }), true)}
              {line(t('plan.deviceName'), device.name, 200, (name) => put({ name }))}
              {line(t('plan.deviceAddress'), device.address, 200, (address) => put({ address }))}
            </div>
          );
        }}
      </RowList>
      <div className="form-row">
        {(['from', 'to'] as const).map((end) => (
          <Field
            key={end}
            label={t(`plan.window.${end}`)}
            required
            hint={(end === 'to' && whole.window === null && missing('window')) || undefined}
          >
            {(control) => (
              <TimeInput control={control} value={span[end]} onChange={(time) => setSpan({ ...span, [end]: time })} />
            )}
          </Field>
        ))}
      </div>
      {[impact, backup].map(area)}
      <RowList
        title={t('plan.part.steps')}
        addLabel={t('plan.addStep')}
        rows={content.steps}
        empty={emptyStep}
        ordered
        onChange={(steps) => set({ steps })}
      >
        {(step, index) => {
          const put = (part: Partial<typeof step>): void =>
            set({ steps: replaced(content.steps, index, { ...step, ...part }) });
          return (
            <>
              <div className="form-row">
                {line(t('plan.action'), step.action, 1000, (action) => put({ action }), true)}
                <Field label={t('plan.stepDevice')}>
                  {(control) => (
                    <Select
                      id={control.id}
                      allowClear
                      value={step.device === '' ? undefined : step.device}
                      options={content.devices
                        .filter((one) => one.serialNumber !== '')
                        .map((one) => ({ value: one.serialNumber, label: one.serialNumber }))}
                      onChange={(device: string | undefined) => put({ device: device ?? '' })}
                    />
                  )}
                </Field>
              </div>
              <Field label={t('plan.commands')} hint={t('plan.commandsHint')}>
                {(control) => (
                  <Input.TextArea
                    {...control}
                    className="code-input"
                    spellCheck={false}
                    autoSize={{ minRows: 2, maxRows: 20 }}
                    maxLength={8000}
                    value={step.commands}
                    onChange={(event) => put({ commands: event.target.value })}
                  />
                )}
              </Field>
              {line(t('plan.expected'), step.expected, 1000, (expected) => put({ expected }))}
            </>
          );
        }}
      </RowList>
      {[tests, rollback].map(area)}
      <RowList
        title={t('plan.part.people')}
        addLabel={t('plan.addPerson')}
        rows={content.people}
        empty={emptyPerson}
        onChange={(people) => set({ people })}
      >
        {(person, index) => {
          const put = (part: Partial<typeof person>): void =>
            set({ people: replaced(content.people, index, { ...person, ...part }) });
          return (
            <div className="form-row">
              {line(t('plan.personName'), person.name, 64, (name) => put({ name }), true)}
              {line(t('plan.duty'), person.duty, 200, (duty) => put({ duty }))}
              {line(t('plan.phone'), person.phone, 40, (phone) => put({ phone }))}
            </div>
          );
        }}
      </RowList>
      <FormError>{save.isError ? problemText(save.error, t) : ''}</FormError>
      <div className="thumb-bar">
        <Button type="primary" size="large" htmlType="submit" disabled={!changed} loading={save.isPending}>
          {t(plan.version === null ? 'plan.save' : 'plan.saveNew')}
        </Button>
        <Button size="large" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
