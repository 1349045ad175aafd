import type { NoticePreview } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyHolidayYear, readNotice } from '../api/calendars.js';
import { keys } from '../api/keys.js';

/** Reads a notice, shows what would change, and adopts it. */
export function NoticeImport({
  setId,
  onClose,
  onApplied,
}: {
  readonly setId: string;
  readonly onClose: () => void;
  readonly onApplied: (year: number) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [year, setYear] = useState<number | null>(null);
  const [preview, setPreview] = useState<NoticePreview | null>(null);
  const failed = (error: unknown): void => void message.error(problemText(error, t));
  const read = useMutation({
    mutationFn: () => readNotice(setId, text, year ?? undefined),
    onSuccess: setPreview,
    onError: failed,
  });
  const apply = useMutation({
    mutationFn: (seen: NoticePreview) => applyHolidayYear(setId, seen.year, seen.days),
    onSuccess: async (applied) => {
      await queries.invalidateQueries({ queryKey: keys.holidays });
      onApplied(applied.year);
    },
    onError: failed,
  });
  const kind = (day: NoticePreview['difference'][number]['before']): string =>
    day === null ? t('calendars.kinds.normal') : `${t(`calendars.kinds.${day.kind}`)} ${day.name}`;
  return (
    <Modal open width={720} title={t('calendars.import')} footer={null} onCancel={onClose}>
      {preview === null ? (
        <div className="calendar-form">
          <p className="soft">{t('calendars.importBody')}</p>
          <Input.TextArea
            rows={10}
            value={text}
            aria-label={t('calendars.notice')}
            placeholder={t('calendars.notice')}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="clauses-actions">
            <InputNumber
              min={1990}
              max={2100}
              value={year}
              placeholder={t('calendars.year')}
              aria-label={t('calendars.year')}
              onChange={setYear}
            />
            <Button type="primary" disabled={text.trim() === ''} loading={read.isPending} onClick={() => read.mutate()}>
              {t('calendars.compare')}
            </Button>
          </div>
        </div>
      ) : (
        <div className="calendar-form">
          <h3>{t('calendars.difference', { year: preview.year, count: preview.difference.length })}</h3>
          {preview.difference.length === 0 && <p className="soft">{t('calendars.same')}</p>}
          <ul className="difference num">
            {preview.difference.map((one) => (
              <li key={one.date}>
                <strong>{one.date}</strong> {kind(one.before)} → {kind(one.after)}
              </li>
            ))}
          </ul>
          {preview.unread.length > 0 && (
            <div className="red-warning" role="alert">
              <span>
                ✕ {t('calendars.unread', { count: preview.unread.length })}
                {preview.unread.map((line) => (
                  <small key={line}>{line}</small>
                ))}
              </span>
            </div>
          )}
          <div className="clauses-actions">
            <Button type="primary" loading={apply.isPending} onClick={() => apply.mutate(preview)}>
              {t('calendars.adopt', { year: preview.year })}
            </Button>
            <Button onClick={() => setPreview(null)}>{t('calendars.back')}</Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
