import type { CreateCaseRequest, CreateCaseResponse } from '@pledge/contracts';
import { newIdempotencyKey, problemText, useUser } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCase, recordEvent } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { uploadFiles } from '../api/uploads.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { useScrollTop } from '../common/use-scroll-top.js';
import { useTitle } from '../common/use-title.js';
import { answersTo, SeverityQuestions, unanswered } from '../intake/severity-questions.js';
import { useSeverityQuestions } from '../intake/use-severity-questions.js';
import { BackHome } from './back-home.js';
import { Photos } from './photos.js';
import { blankReport, rememberedReport, rememberReport, type ReportDraft } from './report-draft.js';
import { ReportReceipt } from './report-receipt.js';

interface Sent {
  readonly answer: CreateCaseResponse;
  readonly photosFailed: boolean;
  readonly serialNumber: string;
  readonly contractNumber: string;
}

/** A fault reported by the customer, made for a phone. The case exists from the first submission on. */
export function ReportPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('portal.report'));
  const user = useUser();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<ReportDraft>(() => {
    const kept = rememberedReport(user.username);
    return kept.contactName === '' ? { ...kept, contactName: user.displayName } : kept;
  });
  const [photos, setPhotos] = useState<readonly File[]>([]);
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const [key, setKey] = useState(newIdempotencyKey);
  const [sent, setSent] = useState<Sent | null>(null);
  const send = useMutation({
    mutationFn: async (body: CreateCaseRequest): Promise<Sent> => {
      const answer = await createCase(body, key);
      const photosFailed = await attach(answer.number, photos, t('report.photosNote'));
      return { answer, photosFailed, serialNumber: body.serialNumber ?? '', contractNumber: body.contractNumber ?? '' };
    },
    onSuccess: async (result) => {
      rememberReport(user.username, null);
      setSent(result);
      await queries.invalidateQueries({ queryKey: keys.cases });
    },
    // the server may have refused this body: the corrected one is another request
    onError: () => setKey(newIdempotencyKey()),
  });
  const questions = useSeverityQuestions(draft.contractNumber, draft.serialNumber);
  useScrollTop(sent);
  const set = (change: Partial<ReportDraft>): void => {
    const next = { ...draft, ...change };
    setDraft(next);
    rememberReport(user.username, next);
  };
  const server = fieldErrors(send.error);
  const error = (name: string, path = name): string => missing[name] ?? server[path] ?? '';
  const submit = (): void => {
    const empty: Record<string, string> = {};
    for (const name of ['title', 'contactName', 'contactPhone'] as const)
      if (draft[name].trim() === '') empty[name] = t('web.form.required');
    for (const key of unanswered(questions, draft.answers)) empty[key] = t('web.form.required');
    setMissing(empty);
    if (Object.keys(empty).length > 0) {
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('[aria-invalid="true"], .field-error')?.scrollIntoView({ block: 'center' }),
      );
      return;
    }
    send.mutate({
      title: draft.title.trim(),
      description: draft.description.trim(),
      channel: 'portal',
      type: 'fault',
      contact: { name: draft.contactName.trim(), phone: draft.contactPhone.trim() },
      answers: answersTo(questions, draft.answers),
      ...(draft.contractNumber.trim() === '' ? {} : { contractNumber: draft.contractNumber.trim() }),
      ...(draft.serialNumber.trim() === '' ? {} : { serialNumber: draft.serialNumber.trim() }),
    });
  };
  if (sent !== null) {
    return (
      <ReportReceipt
        {...sent}
        onAnother={() => {
          setSent(null);
          setDraft({ ...blankReport, contactName: draft.contactName, contactPhone: draft.contactPhone });
          setPhotos([]);
          setKey(newIdempotencyKey());
          send.reset();
        }}
      />
    );
  }
  return (
    <>
      <BackHome />
      <h1>{t('portal.report')}</h1>
      <p className="soft">{t('report.intro')}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t('report.title')} required error={error('title')}>
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
        <SeverityQuestions
          questions={questions}
          value={draft.answers}
          error={(key) => error(key, `answers.${key}`)}
          onChange={(answers) => set({ answers })}
        />
        <Field label={t('report.description')} error={error('description')}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 3, maxRows: 10 }}
              value={draft.description}
              placeholder={t('report.descriptionExample')}
              onChange={(event) => set({ description: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('contract.serial')} hint={t('report.serialHint')} error={error('serialNumber')}>
          {(control) => (
            <Input
              {...control}
              autoCapitalize="characters"
              value={draft.serialNumber}
              onChange={(event) => set({ serialNumber: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('contract.number')} hint={t('report.contractHint')} error={error('contractNumber')}>
          {(control) => (
            <Input
              {...control}
              autoCapitalize="characters"
              value={draft.contractNumber}
              onChange={(event) => set({ contractNumber: event.target.value })}
            />
          )}
        </Field>
        <div className="form-row">
          <Field label={t('report.contactName')} required error={error('contactName', 'contact.name')}>
            {(control) => (
              <Input
                {...control}
                autoComplete="name"
                value={draft.contactName}
                onChange={(event) => set({ contactName: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('report.contactPhone')} required error={error('contactPhone', 'contact.phone')}>
            {(control) => (
              <Input
                {...control}
                type="tel"
                autoComplete="tel"
                value={draft.contactPhone}
                onChange={(event) => set({ contactPhone: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Photos files={photos} onChange={setPhotos} />
        <FormError>{send.isError ? problemText(send.error, t) : ''}</FormError>
        <div className="thumb-bar">
          <Button type="primary" size="large" block htmlType="submit" loading={send.isPending}>
            {t('report.send')}
          </Button>
        </div>
      </form>
    </>
  );
}

/** Adds the photos to the case; true when that failed. The case stands either way. */
async function attach(number: string, photos: readonly File[], note: string): Promise<boolean> {
  if (photos.length === 0) return false;
  try {
    const fileIds = await uploadFiles(photos, number);
    await recordEvent(number, { type: 'note', note, evidence: { fileIds } });
    return false;
  } catch {
    return true;
  }
}
