import type { ConfirmationCodeSent } from '@pledge/contracts';
import { api, problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../common/field.js';

/** Seconds before another code may be asked for; the server holds to it too. */
const PAUSE_S = 60;

/** The one-time code: asked for here, sent to the registered mobile, typed here. */
export function CodeField(props: {
  /** Address of the request without its command, below `/api`. */
  readonly path: string;
  readonly anonymous: boolean;
  readonly mobileMasked: string;
  readonly value: string;
  readonly error: string;
  readonly onChange: (code: string) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [pause, setPause] = useState(0);
  const send = useMutation({
    mutationFn: () => api.post<ConfirmationCodeSent>(`${props.path}/code`, {}, { anonymous: props.anonymous }),
    onSuccess: () => {
      setPause(PAUSE_S);
      props.onChange('');
    },
  });
  useEffect(() => {
    if (pause === 0) return;
    const timer = setTimeout(() => setPause(pause - 1), 1000);
    return () => clearTimeout(timer);
  }, [pause]);
  const hint = send.isSuccess
    ? t('confirm.codeSent', { mobile: send.data.mobileMasked, tries: send.data.tries })
    : t('confirm.codeHint', { mobile: props.mobileMasked });
  return (
    <Field
      label={t('confirm.code')}
      required
      hint={hint}
      error={send.isError ? problemText(send.error, t) : props.error}
    >
      {(control) => (
        <div className="code-row">
          <Input
            {...control}
            className="num"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={props.value}
            onChange={(event) => props.onChange(event.target.value.replace(/\D/g, ''))}
          />
          <Button loading={send.isPending} disabled={pause > 0} onClick={() => send.mutate()}>
            {pause > 0
              ? t('confirm.codeAgainIn', { seconds: pause })
              : send.isSuccess
                ? t('confirm.codeAgain')
                : t('confirm.codeGet')}
          </Button>
        </div>
      )}
    </Field>
  );
}
