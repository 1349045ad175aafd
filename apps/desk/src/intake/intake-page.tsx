import type { CreateCaseRequest, CreateCaseResponse, IntakeHit } from '@pledge/contracts';
import { fromLocalInput, instant, newIdempotencyKey, problemText, serverNow, toLocalInput } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCase } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { fieldErrors } from '../common/field-errors.js';
import { Choices, Field, FormError } from '../common/field.js';
import { useScrollTop } from '../common/use-scroll-top.js';
import { useTitle } from '../common/use-title.js';
import { TimeInput } from '../common/time-input.js';
import { IntakeDone } from './intake-done.js';
import { IntakeSearch } from './intake-search.js';
import { answersTo, SeverityQuestions, unanswered, type SeverityAnswers } from './severity-questions.js';
import { useSeverityQuestions } from './use-severity-questions.js';

/** How far back a caller's time may lie, ms (issue: up to 2 hours). */
const furthestBack = 2 * 3_600_000;

interface Draft {
  readonly title: string;
  readonly description: string;
  readonly contractNumber: string;
  readonly serialNumber: string;
  readonly siteId: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly answers: SeverityAnswers;
  readonly when: 'now' | 'earlier';
  readonly reportedAt: string;
  readonly reason: string;
}
const blank: Draft = {
  title: '',
  description: '',
  contractNumber: '',
  serialNumber: '',
  siteId: '',
  contactName: '',
  contactPhone: '',
  answers: {},
  when: 'now',
  reportedAt: '',
  reason: '',
};

/** Telephone intake on one page: find the caller, say what is broken and how grave, register. */
export function IntakePage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('nav.intake'));
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(blank);
  const [hit, setHit] = useState<IntakeHit | null>(null);
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const [key, setKey] = useState(newIdempotencyKey);
  const [done, setDone] = useState<CreateCaseResponse | null>(null);
  const create = useMutation({
    mutationFn: (body: CreateCaseRequest) => createCase(body, key),
    onSuccess: async (answer) => {
      setDone(answer);
      await queries.invalidateQueries({ queryKey: keys.cases });
      await queries.invalidateQueries({ queryKey: keys.tasks });
    },
    onError: () => setKey(newIdempotencyKey()),
  });
  const questions = useSeverityQuestions(draft.contractNumber, draft.serialNumber);
  useScrollTop(done);
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const server = fieldErrors(create.error);
  const error = (name: string, path = name): string => missing[name] ?? server[path] ?? '';

  const pick = (found: IntakeHit): void => {
    setHit(found);
    set({
      contractNumber: found.contract?.number ?? draft.contractNumber,
      serialNumber: found.device?.serialNumber ?? draft.serialNumber,
      siteId: found.site?.id ?? '',
      contactName: found.contact?.name ?? draft.contactName,
      contactPhone: found.contact?.phone ?? draft.contactPhone,
    });
  };
  const submit = (): void => {
    const empty: Record<string, string> = {};
    if (draft.title.trim() === '') empty['title'] = t('web.form.required');
    if (draft.contactName.trim() === '') empty['contactName'] = t('web.form.required');
    if (draft.contactPhone.trim() === '') empty['contactPhone'] = t('web.form.required');
    for (const key of unanswered(questions, draft.answers)) empty[key] = t('web.form.required');
    const stated = instant(draft.reportedAt);
    if (draft.when === 'earlier') {
      if (stated === null || stated > serverNow() || stated < serverNow() - furthestBack)
        empty['reportedAt'] = t('intake.within');
      if (draft.reason.trim() === '') empty['reason'] = t('web.form.required');
    }
    setMissing(empty);
    if (Object.keys(empty).length > 0) return;
    create.mutate({
      title: draft.title.trim(),
      description: draft.description.trim(),
      channel: 'phone',
      type: 'fault',
      contact: { name: draft.contactName.trim(), phone: draft.contactPhone.trim() },
      answers: answersTo(questions, draft.answers),
      ...(draft.contractNumber.trim() === '' ? {} : { contractNumber: draft.contractNumber.trim() }),
      ...(draft.serialNumber.trim() === '' ? {} : { serialNumber: draft.serialNumber.trim() }),
      ...(draft.siteId === '' ? {} : { siteId: draft.siteId }),
      ...(draft.when === 'earlier' ? { reportedAt: draft.reportedAt, reportedLateReason: draft.reason.trim() } : {}),
    });
  };
  if (done !== null) {
    return (
      <IntakeDone
        answer={done}
        onNext={() => {
          setDone(null);
          setDraft(blank);
          setHit(null);
          setKey(newIdempotencyKey());
          create.reset();
        }}
      />
    );
  }
  return (
    <div className="intake">
      <header className="page-head">
        <h1>{t('nav.intake')}</h1>
      </header>
      <div className="intake-columns">
        <IntakeSearch chosen={hit} onPick={pick} />
        <form
          className="form intake-form"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <div className="form-row">
            <Field label={t('case.contract')} error={error('contractNumber')}>
              {(control) => (
                <Input
                  {...control}
                  value={draft.contractNumber}
                  onChange={(event) => set({ contractNumber: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('contract.serial')} error={error('serialNumber')}>
              {(control) => (
                <Input
                  {...control}
                  value={draft.serialNumber}
                  onChange={(event) => set({ serialNumber: event.target.value })}
                />
              )}
            </Field>
          </div>
          <div className="form-row">
            <Field label={t('intake.contactName')} required error={error('contactName', 'contact.name')}>
              {(control) => (
                <Input
                  {...control}
                  value={draft.contactName}
                  onChange={(event) => set({ contactName: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('intake.contactPhone')} required error={error('contactPhone', 'contact.phone')}>
              {(control) => (
                <Input
                  {...control}
                  type="tel"
                  value={draft.contactPhone}
                  onChange={(event) => set({ contactPhone: event.target.value })}
                />
              )}
            </Field>
          </div>
          <Field label={t('intake.caseTitle')} required error={error('title')}>
            {(control) => (
              <Input
                {...control}
                maxLength={200}
                value={draft.title}
                placeholder={t('intake.titleExample')}
                onChange={(event) => set({ title: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('intake.description')} error={error('description')}>
            {(control) => (
              <Input.TextArea
                {...control}
                rows={3}
                value={draft.description}
                onChange={(event) => set({ description: event.target.value })}
              />
            )}
          </Field>
          <SeverityQuestions
            questions={questions}
            value={draft.answers}
            error={(key) => error(key, `answers.${key}`)}
            onChange={(answers) => set({ answers })}
          />
          <Choices
            label={t('intake.when')}
            required
            inline
            value={draft.when}
            options={[
              { value: 'now', label: t('intake.now') },
              { value: 'earlier', label: t('intake.earlier') },
            ]}
            onChange={(when) =>
              set({ when, reportedAt: when === 'earlier' ? fromLocalInput(toLocalInput(serverNow() - 600_000)) : '' })
            }
          />
          {draft.when === 'earlier' && (
            <div className="form-row">
              <Field label={t('intake.reportedAt')} required error={error('reportedAt')} hint={t('intake.within')}>
                {(control) => (
                  <TimeInput
                    control={control}
                    value={toLocalInput(instant(draft.reportedAt) ?? serverNow())}
                    min={toLocalInput(serverNow() - furthestBack)}
                    max={toLocalInput(serverNow())}
                    onChange={(time) => set({ reportedAt: fromLocalInput(time) })}
                  />
                )}
              </Field>
              <Field label={t('intake.reason')} required error={error('reason', 'reportedLateReason')}>
                {(control) => (
                  <Input {...control} value={draft.reason} onChange={(event) => set({ reason: event.target.value })} />
                )}
              </Field>
            </div>
          )}
          <FormError>{create.isError ? problemText(create.error, t) : ''}</FormError>
          <div className="thumb-bar">
            <Button type="primary" size="large" htmlType="submit" loading={create.isPending}>
              {t('intake.register')}
            </Button>
          </div>
        </form>
      </div>
    </div>
  );
}
