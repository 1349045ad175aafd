import { Button } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** How many photos, and how large one may be (bytes). */
export const photoLimits = { count: 6, bytes: 10 * 1024 * 1024 } as const;

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
        onChange={(event) => {
          const added = [...(event.target.files ?? [])].filter((file) => file.size <= photoLimits.bytes);
          onChange([...files, ...added].slice(0, photoLimits.count));
          event.target.value = '';
        }}
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
      <div className="field-hint">{t('report.photosHint', { count: photoLimits.count })}</div>
    </div>
  );
}
