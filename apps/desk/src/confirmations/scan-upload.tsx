import type { ConfirmationRequest, ConfirmationScanUpload } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeInScan } from '../api/changes.js';
import { uploadFiles } from '../api/uploads.js';
import { Choices, Field, FormError } from '../common/field.js';

const channels = ['upload', 'photo', 'fax'] as const;

/** Takes in one stamped paper: the file, how it came, and the name under the seal. */
export function ScanUpload(props: {
  readonly request: ConfirmationRequest;
  readonly onDone: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { request } = props;
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [channel, setChannel] = useState<ConfirmationScanUpload['channel']>('upload');
  const [signerName, setSignerName] = useState('');
  const [tried, setTried] = useState(false);
  const [progress, setProgress] = useState(0);
  const send = useMutation({
    mutationFn: async (chosen: File) => {
      const [fileId = ''] = await uploadFiles([chosen], request.caseNumber, setProgress);
      return takeInScan(request.id, { fileId, channel, signerName: signerName.trim() });
    },
    onSuccess: () => {
      setOpen(false);
      setFile(null);
      setTried(false);
      props.onDone();
    },
  });
  if (!open) {
    return (
      <p>
        <Button onClick={() => setOpen(true)}>{t('scan.add')}</Button>
      </p>
    );
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (file !== null && signerName.trim() !== '') send.mutate(file);
      }}
    >
      <div className="field">
        <span className="field-label">{t('scan.file')}</span>
        <input
          ref={input}
          type="file"
          accept="image/*,application/pdf"
          hidden
          aria-label={t('scan.file')}
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        <div className="state-actions">
          <Button onClick={() => input.current?.click()}>{t('scan.choose')}</Button>
          {file !== null && <span className="num">{file.name}</span>}
        </div>
        <div className={tried && file === null ? 'field-error' : 'field-hint'}>{t('scan.fileHint')}</div>
      </div>
      <Choices
        label={t('scan.how')}
        required
        inline
        value={channel}
        options={channels.map((value) => ({ value, label: t(`scan.channel.${value}`) }))}
        onChange={setChannel}
      />
      <Field
        label={t('scan.signer')}
        required
        hint={t('confirm.fullNameHint', { name: request.expected.name })}
        error={tried && signerName.trim() === '' ? t('web.form.required') : ''}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={64}
            value={signerName}
            onChange={(event) => setSignerName(event.target.value)}
          />
        )}
      </Field>
      {send.isPending && <Progress percent={Math.round(progress * 100)} size="small" aria-label={t('scan.progress')} />}
      <FormError>{send.isError ? problemText(send.error, t) : ''}</FormError>
      <div className="thumb-bar">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('scan.send')}
        </Button>
        <Button type="text" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
