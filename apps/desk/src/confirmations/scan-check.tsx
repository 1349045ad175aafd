import type { ConfirmationRequest, ConfirmationScan } from '@pledge/contracts';
import { apiUrl, problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkScan } from '../api/changes.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';

const points = ['allPages', 'qrMatches', 'nameMatches', 'sealMatches'] as const;

/** The second person's comparison: the paper beside the seal on record, number and version typed off the paper. */
export function ScanCheck(props: {
  readonly request: ConfirmationRequest;
  readonly scan: ConfirmationScan;
  readonly onDone: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { scan } = props;
  const [number, setNumber] = useState('');
  const [version, setVersion] = useState<number | null>(null);
  const [seen, setSeen] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const all = points.every((point) => seen.includes(point));
  const accept = useMutation({
    mutationFn: () =>
      checkScan(scan.id, {
        accept: true,
        number: number.trim(),
        version: version ?? 0,
        allPages: true,
        qrMatches: true,
        nameMatches: true,
        sealMatches: true,
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      }),
    onSuccess: props.onDone,
  });
  const refuse = useMutation({
    mutationFn: () => checkScan(scan.id, { accept: false, note: note.trim() }),
    onSuccess: props.onDone,
  });
  const server = fieldErrors(accept.error);
  const error = accept.error ?? refuse.error;
  const required = (ok: boolean, field: string): string =>
    tried && !ok ? t('web.form.required') : (server[field] ?? '');
  return (
    <form
      className="form scan-check"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (number.trim() !== '' && version !== null && all) accept.mutate();
      }}
    >
      <div className="scan-beside">
        <Picture title={t('scan.paper')} fileId={scan.fileId} mediaType={scan.mediaType} name={scan.fileName} />
        {scan.sealSampleFileId === null ? (
          <p className="soft">{t('scan.noSeal')}</p>
        ) : (
          <Picture title={t('scan.seal')} fileId={scan.sealSampleFileId} mediaType="image/*" name={t('scan.seal')} />
        )}
      </div>
      <div className="form-row">
        <Field
          label={t('scan.number')}
          required
          hint={t('scan.numberHint')}
          error={required(number.trim() !== '', 'number')}
        >
          {(control) => (
            <Input {...control} maxLength={100} value={number} onChange={(event) => setNumber(event.target.value)} />
          )}
        </Field>
        <Field label={t('scan.version')} required error={required(version !== null, 'version')}>
          {(control) => (
            <InputNumber
              id={control.id}
              status={control.status}
              min={1}
              max={999}
              precision={0}
              value={version}
              onChange={setVersion}
            />
          )}
        </Field>
      </div>
      <div className="scan-points">
        {points.map((point) => (
          <Checkbox
            key={point}
            checked={seen.includes(point)}
            onChange={(event) => setSeen(event.target.checked ? [...seen, point] : seen.filter((one) => one !== point))}
          >
            {t(`scan.point.${point}`, { name: props.request.expected.name })}
          </Checkbox>
        ))}
        {tried && !all && (
          <div className="field-error" role="alert">
            {t('scan.allPoints')}
          </div>
        )}
      </div>
      <Field label={t('scan.note')} hint={t('scan.noteHint')}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <FormError>{error === null ? '' : problemText(error, t)}</FormError>
      <div className="thumb-bar">
        <Button type="primary" htmlType="submit" loading={accept.isPending}>
          {t('scan.accept')}
        </Button>
        <Button disabled={note.trim() === ''} loading={refuse.isPending} onClick={() => refuse.mutate()}>
          {t('scan.refuse')}
        </Button>
      </div>
    </form>
  );
}

/** A harmless preview: a picture, or a link to the PDF in a tab of its own. */
function Picture(props: {
  readonly title: string;
  readonly fileId: string;
  readonly mediaType: string;
  readonly name: string;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [broken, setBroken] = useState(!props.mediaType.startsWith('image/'));
  const url = apiUrl(`/files/${props.fileId}/content`);
  return (
    <figure>
      <figcaption className="soft">{props.title}</figcaption>
      {!broken && <img src={url} alt={props.title} onError={() => setBroken(true)} />}
      <a href={url} target="_blank" rel="noreferrer">
        {t('scan.open', { name: props.name })}
      </a>
    </figure>
  );
}
