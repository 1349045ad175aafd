import {
  MAX_LARGE_FILE_BYTES,
  megabytes,
  type ConfirmationRequest,
  type ConfirmationScanUpload,
} from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeInScan } from '../api/changes.js';
import { uploadFiles } from '../api/uploads.js';
import { Choices, Field, FormError } from '../common/field.js';
import { FileChoice } from '../common/file-choice.js';

const channels = ['upload', 'photo', 'fax'] as const;
const scans = { bytes: MAX_LARGE_FILE_BYTES, count: 1 } as const;

/** Takes in one stamped paper: the file, how it came, and the name under the seal. */
export function ScanUpload(props: {
  readonly request: ConfirmationRequest;
  readonly onDone: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { request } = props;
  const [open, setOpen] = useState(false);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [channel, setChannel] = useState<ConfirmationScanUpload['channel']>('upload');
  const [signerName, setSignerName] = useState('');
  const [tried, setTried] = useState(false);
  const [progress, setProgress] = useState(0);
  const send = useMutation({
    mutationFn: async () => {
      const [fileId = ''] = await uploadFiles(files, request.caseNumber, setProgress);
      return takeInScan(request.id, { fileId, channel, signerName: signerName.trim() });
    },
    onSuccess: () => {
      setOpen(false);
      setFiles([]);
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
        if (files.length > 0 && signerName.trim() !== '') send.mutate();
      }}
    >
      <FileChoice
        label={t('scan.file')}
        button={t('scan.choose')}
        required
        hint={t('scan.fileHint', { limit: megabytes(scans.bytes) })}
        error={tried && files.length === 0 ? t('web.form.required') : ''}
        accept="image/*,application/pdf"
        limits={scans}
        photoOf={`${t('scan.file')} ${request.subject.number}`}
        files={files}
        onChange={setFiles}
      />
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
