import type { NamedCalendar } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveCalendar } from '../api/calendars.js';
import { keys } from '../api/keys.js';
import { readWindows, windowsText } from './month-days.js';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const KINDS = ['windows', 'always', 'natural-days'] as const;

/** One calendar: its hours by weekday, its holidays. */
export function CalendarForm({
  calendar,
  sets,
  onClose,
}: {
  readonly calendar: NamedCalendar | null;
  readonly sets: readonly { readonly value: string; readonly label: string }[];
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [id, setId] = useState(calendar?.id ?? '');
  const [zh, setZh] = useState(calendar?.name.zh ?? '');
  const [en, setEn] = useState(calendar?.name.en ?? '');
  const [kind, setKind] = useState<NamedCalendar['kind']>(calendar?.kind ?? 'windows');
  const [holidays, setHolidays] = useState(calendar?.holidays ?? '');
  const [makeup, setMakeup] = useState(calendar?.makeupDaysCount ?? true);
  const [hours, setHours] = useState<readonly string[]>(() =>
    DAYS.map((day) => windowsText(calendar?.week[String(day)] ?? [])),
  );
  const read = hours.map(readWindows);
  const wrong = id.trim() === '' || zh.trim() === '' || en.trim() === '' || read.some((one) => one === null);
  const save = useMutation({
    mutationFn: () =>
      saveCalendar(id.trim(), {
        name: { zh: zh.trim(), en: en.trim() },
        kind,
        week:
          kind === 'windows'
            ? Object.fromEntries(
                DAYS.flatMap((day) => (read[day - 1]?.length ? [[String(day), read[day - 1] ?? []]] : [])),
              )
            : {},
        holidays: holidays === '' ? null : holidays,
        makeupDaysCount: makeup,
        ...(calendar === null ? {} : { revision: calendar.revision }),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.calendars });
      onClose();
    },
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  return (
    <Modal
      open
      title={calendar === null ? t('calendars.add') : calendar.id}
      okText={t('calendars.saveCalendar')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: wrong, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="calendar-form">
        {calendar === null && (
          <label className="clause-field">
            <span className="soft">{t('calendars.id')}</span>
            <Input value={id} maxLength={60} placeholder="CAL-SUMMER" onChange={(event) => setId(event.target.value)} />
          </label>
        )}
        <label className="clause-field">
          <span className="soft">{t('calendars.nameZh')}</span>
          <Input value={zh} maxLength={200} onChange={(event) => setZh(event.target.value)} />
        </label>
        <label className="clause-field">
          <span className="soft">{t('calendars.nameEn')}</span>
          <Input value={en} maxLength={200} onChange={(event) => setEn(event.target.value)} />
        </label>
        <label className="clause-field">
          <span className="soft">{t('calendars.counts')}</span>
          <Select
            value={kind}
            options={KINDS.map((one) => ({ value: one, label: t(`calendars.calendarKind.${one}`) }))}
            onChange={setKind}
          />
        </label>
        {kind === 'windows' && (
          <>
            {DAYS.map((day) => (
              <label key={day} className="week-hours">
                <span className="soft">{t(`calendars.weekday.${day}`)}</span>
                <Input
                  value={hours[day - 1] ?? ''}
                  status={read[day - 1] === null ? 'error' : ''}
                  placeholder={t('calendars.closed')}
                  onChange={(event) =>
                    setHours(hours.map((one, index) => (index === day - 1 ? event.target.value : one)))
                  }
                />
              </label>
            ))}
            <label className="clause-field">
              <span className="soft">{t('calendars.follows')}</span>
              <Select
                value={holidays}
                options={[{ value: '', label: t('common.none') }, ...sets]}
                onChange={(value: string) => setHolidays(value)}
              />
            </label>
            <Checkbox checked={makeup} onChange={(event) => setMakeup(event.target.checked)}>
              {t('calendars.makeupCounts')}
            </Checkbox>
          </>
        )}
      </div>
    </Modal>
  );
}
