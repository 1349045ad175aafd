import type { HolidayKind, StoredHoliday } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { editHoliday } from '../api/calendars.js';
import { keys } from '../api/keys.js';
import { readWindows, windowsText } from './month-days.js';

const KINDS: readonly HolidayKind[] = ['normal', 'off', 'makeup', 'special'];

/** What one day is; the clocks over it are reckoned again after saving. */
export function DayEditor({
  setId,
  date,
  day,
  onClose,
}: {
  readonly setId: string;
  readonly date: string;
  readonly day: StoredHoliday | null;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [kind, setKind] = useState<HolidayKind>(day?.kind ?? 'normal');
  const [name, setName] = useState(day?.name ?? '');
  const [hours, setHours] = useState(windowsText(day?.windows ?? []));
  const windows = readWindows(hours);
  const save = useMutation({
    mutationFn: () =>
      editHoliday(setId, date, { kind, name: name.trim(), ...(kind === 'special' && windows ? { windows } : {}) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.holidays });
      onClose();
    },
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  const wrong = kind === 'special' && (windows === null || windows.length === 0);
  return (
    <Modal
      open
      title={date}
      okText={t('calendars.saveDay')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: wrong, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="calendar-form">
        <p className="soft">{t('calendars.dayBody')}</p>
        <Radio.Group
          value={kind}
          options={KINDS.map((one) => ({ value: one, label: t(`calendars.kinds.${one}`) }))}
          onChange={(event) => setKind(event.target.value as HolidayKind)}
        />
        <label className="clause-field">
          <span className="soft">{t('calendars.dayName')}</span>
          <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </label>
        {kind === 'special' && (
          <label className="clause-field">
            <span className="soft">{t('calendars.hours')}</span>
            <Input
              value={hours}
              status={wrong ? 'error' : ''}
              placeholder="09:00-12:00, 13:30-18:00"
              onChange={(event) => setHours(event.target.value)}
            />
          </label>
        )}
      </div>
    </Modal>
  );
}
