import { problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, FormError } from '../common/field.js';

/** A deed that needs one sentence: opened by its button, done by the second press. */
export function ReasonForm(props: {
  readonly button: string;
  readonly label: string;
  readonly onSend: (text: string) => Promise<unknown>;
  readonly onDone: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: () => props.onSend(text.trim()),
    onSuccess: () => {
      setOpen(false);
      setText('');
      props.onDone();
    },
  });
  if (!open) return <Button onClick={() => setOpen(true)}>{props.button}</Button>;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') send.mutate();
      }}
    >
      <Field label={props.label} required>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <FormError>{send.isError ? problemText(send.error, t) : ''}</FormError>
      <div className="thumb-bar">
        <Button htmlType="submit" disabled={text.trim() === ''} loading={send.isPending}>
          {props.button}
        </Button>
        <Button type="text" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
