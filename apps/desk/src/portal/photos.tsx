import { MAX_FILE_BYTES, megabytes } from '@pledge/contracts';
import { Button } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { chosenIn, useFileChoice } from '../common/use-file-choice.js';

const photoLimits = { count: 6, bytes: MAX_FILE_BYTES } as const;

/** Photos of the fault, taken with the phone's camera or chosen; shown small, each can be taken away. */
export function Photos({
  files,
  onChange,
}: {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const { refusal, choose } = useFileChoice(photoLimits, t('report.photoOf'));
  const previews = useMemo(() => files.map((file) => URL.createObjectURL(file)), [files]);
  useEffect(() => () => previews.forEach((url) => URL.revokeObjectURL(url)), [previews]);
  return (
    <div className="field">
      <span className="field-label">
        {t('report.photos')} <span className="soft">{t('common.optional')}</span>
      </span>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label={t('report.photos')}
        onChange={(event) => onChange(choose(files, chosenIn(event.target)))}
      />
      <ul className="photos">
        {previews.map((url, index) => (
          <li key={url}>
            <img src={url} alt={files[index]?.name ?? ''} />
            <Button size="small" onClick={() => onChange(files.filter((_, at) => at !== index))}>
              {t('common.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {files.length < photoLimits.count && (
        <Button onClick={() => input.current?.click()}>{t('report.addPhoto')}</Button>
      )}
      {refusal !== '' && (
        <div className="field-error" role="alert">
          {refusal}
        </div>
      )}
      <div className="field-hint">
        {t('report.photosHint', { count: photoLimits.count, limit: megabytes(photoLimits.bytes) })}
      </div>
    </div>
  );
}
