import { ApiProblem, api, newIdempotencyKey, problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { SignaturePad } from '../common/signature-pad.js';
import { CodeField } from './code-field.js';

/** Level 3 (C15): code from the registered mobile, full name as expected, drawn signature. */
export function SignConfirmation(props: {
  readonly path: string;
  readonly anonymous: boolean;
  readonly expectedName: string;
  readonly mobileMasked: string;
  /** What signing causes, one sentence. */
  readonly effect: string;
  readonly onSigned: () => void;
  /** It was decided or changed meanwhile: the page shows what stands now. */
  readonly onOver: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [personName, setPersonName] = useState('');
  const [signature, setSignature] = useState('');
  const [tried, setTried] = useState(false);
  const [key, setKey] = useState(newIdempotencyKey);
  const sign = useMutation({
    mutationFn: () =>
      api.post(
        `${props.path}/sign`,
        { personName: personName.trim(), code, signature },
        { anonymous: props.anonymous, idempotencyKey: key },
      ),
    onSuccess: props.onSigned,
    onError: (error) => {
      setKey(newIdempotencyKey());
      if (error instanceof ApiProblem && (error.status === 409 || error.status === 410)) props.onOver();
    },
  });
  const server = fieldErrors(sign.error);
  const need = (ok: boolean, path: string, text: string): string => (tried && !ok ? text : (server[path] ?? ''));
  const codeOk = code.length === 6;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (codeOk && personName.trim() !== '' && signature !== '') sign.mutate();
      }}
    >
      <CodeField
        path={props.path}
        anonymous={props.anonymous}
        mobileMasked={props.mobileMasked}
        value={code}
        error={need(codeOk, 'code', t('confirm.codeSix'))}
        onChange={setCode}
      />
      <Field
        label={t('confirm.fullName')}
        required
        hint={t('confirm.fullNameHint', { name: props.expectedName })}
        error={need(personName.trim() !== '', 'personName', t('web.form.required'))}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={64}
            autoComplete="name"
            value={personName}
            onChange={(event) => setPersonName(event.target.value)}
          />
        )}
      </Field>
      <div className="field">
        <span className="field-label">{t('sign.signature')}</span>
        <SignaturePad onChange={setSignature} />
        {need(signature !== '', 'signature', t('task.signFirst')) !== '' && (
          <div className="field-error" role="alert">
            {need(signature !== '', 'signature', t('task.signFirst'))}
          </div>
        )}
      </div>
      <p className="soft">{props.effect}</p>
      <FormError>{sign.isError ? problemText(sign.error, t) : ''}</FormError>
      <div className="thumb-bar">
        <Button type="primary" size="large" block htmlType="submit" loading={sign.isPending}>
          {t('confirm.submit')}
        </Button>
      </div>
    </form>
  );
}
