import type { PublicServiceForm, Satisfaction, SignServiceFormResponse } from '@pledge/contracts';
import { api, newIdempotencyKey, problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../common/field-errors.js';
import { Choices, Field, FormError } from '../common/field.js';
import { SignaturePad } from '../common/signature-pad.js';

const grades: readonly Satisfaction[] = ['satisfied', 'average', 'dissatisfied'];

/** Satisfaction, whether the fault is gone, name and signature; says what signing causes. */
export function SignServiceForm(props: {
  readonly path: string;
  readonly form: PublicServiceForm;
  readonly onSigned: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [satisfaction, setSatisfaction] = useState<Satisfaction | undefined>();
  const [confirmed, setConfirmed] = useState<'yes' | 'no' | undefined>();
  const [signerName, setSignerName] = useState(props.form.expectedSigner ?? '');
  const [comment, setComment] = useState('');
  const [signature, setSignature] = useState('');
  const [tried, setTried] = useState(false);
  const [key, setKey] = useState(newIdempotencyKey);
  const sign = useMutation({
    mutationFn: () =>
      api.post<SignServiceFormResponse>(
        props.path,
        {
          satisfaction,
          confirmed: confirmed === 'yes',
          signerName: signerName.trim(),
          signature,
          ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
        },
        { anonymous: true, idempotencyKey: key },
      ),
    onSuccess: props.onSigned,
    onError: () => setKey(newIdempotencyKey()),
  });
  const server = fieldErrors(sign.error);
  const need = (ok: boolean, path: string): string => (tried && !ok ? t('web.form.required') : (server[path] ?? ''));
  const ready = satisfaction !== undefined && confirmed !== undefined && signerName.trim() !== '' && signature !== '';
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (ready) sign.mutate();
      }}
    >
      <Choices
        label={t('sign.confirmed')}
        required
        value={confirmed}
        error={need(confirmed !== undefined, 'confirmed')}
        options={[
          { value: 'yes', label: t('sign.confirmedYes') },
          { value: 'no', label: t('sign.confirmedNo') },
        ]}
        onChange={setConfirmed}
      />
      <Choices
        label={t('sign.satisfaction')}
        required
        inline
        value={satisfaction}
        error={need(satisfaction !== undefined, 'satisfaction')}
        options={grades.map((grade) => ({ value: grade, label: t(`satisfaction.${grade}`) }))}
        onChange={setSatisfaction}
      />
      <Field label={t('sign.comment')} error={server['comment']}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            maxLength={2000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('sign.signerName')} required error={need(signerName.trim() !== '', 'signerName')}>
        {(control) => (
          <Input
            {...control}
            maxLength={64}
            autoComplete="name"
            value={signerName}
            onChange={(event) => setSignerName(event.target.value)}
          />
        )}
      </Field>
      <div className="field">
        <span className="field-label">{t('sign.signature')}</span>
        <SignaturePad onChange={setSignature} />
        {need(signature !== '', 'signature') !== '' && (
          <div className="field-error" role="alert">
            {t('task.signFirst')}
          </div>
        )}
      </div>
      <p className="soft">{confirmed === 'no' ? t('sign.effectNo') : t('sign.effect')}</p>
      <FormError>{sign.isError ? problemText(sign.error, t) : ''}</FormError>
      <div className="thumb-bar">
        <Button type="primary" size="large" block htmlType="submit" loading={sign.isPending}>
          {t('sign.submit')}
        </Button>
      </div>
    </form>
  );
}
