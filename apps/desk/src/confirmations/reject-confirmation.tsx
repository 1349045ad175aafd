import { api, problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, FormError } from '../common/field.js';

/** Saying no, with the reason. It needs no code: no is always safe. */
export function RejectConfirmation(props: {
  readonly path: string;
  readonly anonymous: boolean;
  readonly onRejected: () => void;
  readonly onCancel: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const reject = useMutation({
    mutationFn: () => api.post(`${props.path}/reject`, { reason: reason.trim() }, { anonymous: props.anonymous }),
    onSuccess: props.onRejected,
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (reason.trim() !== '') reject.mutate();
      }}
    >
      <Field
        label={t('confirm.rejectReason')}
        required
        hint={t('confirm.rejectHint')}
        error={tried && reason.trim() === '' ? t('web.form.required') : ''}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <FormError>{reject.isError ? problemText(reject.error, t) : ''}</FormError>
      <div className="thumb-bar">
        <Button size="large" htmlType="submit" loading={reject.isPending}>
          {t('confirm.rejectSubmit')}
        </Button>
        <Button size="large" type="text" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
