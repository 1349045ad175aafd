import type { DutyDay, DutyRule, DutySlot } from '@pledge/contracts';
import { Button, Checkbox, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readWindows, windowsText } from '../../calendars/month-days.js';
import { Field } from '../../common/field.js';
import { isCode, newCode } from './codes.js';
import { SlotEditor } from './slot-editor.js';

const DAYS: readonly DutyDay[] = ['working-day', 'weekend', 'holiday', 'key-period'];
const MOST_SLOTS = 8;

/** One rule: days, hours, precedence, places. What is wrong stands beside its field once one has tried. */
export function RuleDialog({
  rule,
  taken,
  onDone,
  onClose,
}: {
  readonly rule: DutyRule | null;
  /** Ids of rules there are. */
  readonly taken: readonly string[];
  readonly onDone: (rule: DutyRule) => void;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [zh, setZh] = useState(rule?.name.zh ?? '');
  const [en, setEn] = useState(rule?.name.en ?? '');
  const [id, setId] = useState(rule?.id ?? '');
  const [precedence, setPrecedence] = useState<number | null>(rule?.precedence ?? 10);
  const [days, setDays] = useState<readonly DutyDay[]>(rule?.days ?? []);
  const [hours, setHours] = useState(windowsText(rule?.hours ?? []));
  const [forwards, setForwards] = useState(rule?.forwardsHotline ?? false);
  const [slots, setSlots] = useState<readonly DutySlot[]>(rule?.slots ?? [emptySlot([])]);
  const [tried, setTried] = useState(false);
  const windows = readWindows(hours);
  const required = t('web.form.required');
  const wrong = {
    zh: zh.trim() === '' ? required : '',
    en: en.trim() === '' ? required : '',
    id: isCode(id) ? (rule === null && taken.includes(id) ? t('duty.idTaken') : '') : t('duty.idShape'),
    precedence: precedence === null ? required : '',
    days: days.length === 0 ? required : '',
    hours: windows === null ? t('duty.hoursShape') : '',
    slots: slots.some((slot) => slot.groups.length === 0) ? t('duty.groupsMissing') : '',
  };
  const said = (name: keyof typeof wrong): string => (tried ? wrong[name] : '');
  const done = (): void => {
    setTried(true);
    if (Object.values(wrong).some((each) => each !== '') || windows === null || precedence === null) return;
    onDone({
      id,
      name: { zh: zh.trim(), en: en.trim() },
      precedence,
      days: DAYS.filter((day) => days.includes(day)),
      hours: windows,
      forwardsHotline: forwards,
      slots: [...slots],
    });
  };
  return (
    <Modal
      open
      width={720}
      title={rule === null ? t('duty.addRule') : t('duty.changeRule')}
      okText={t('duty.takeOver')}
      cancelText={t('common.cancel')}
      onOk={done}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="form duty-form">
        <div className="form-row">
          <Field label={t('calendars.nameZh')} required error={said('zh')}>
            {(control) => (
              <Input {...control} value={zh} maxLength={200} onChange={(event) => setZh(event.target.value)} />
            )}
          </Field>
          <Field label={t('calendars.nameEn')} required error={said('en')}>
            {(control) => (
              <Input {...control} value={en} maxLength={200} onChange={(event) => setEn(event.target.value)} />
            )}
          </Field>
        </div>
        <div className="form-row">
          <Field label={t('calendars.id')} required error={said('id')}>
            {(control) => (
              <Input
                {...control}
                value={id}
                disabled={rule !== null}
                maxLength={60}
                onChange={(event) => setId(event.target.value.trim())}
              />
            )}
          </Field>
          <Field label={t('duty.precedence')} required hint={t('duty.precedenceHint')} error={said('precedence')}>
            {(control) => (
              <InputNumber {...control} min={0} max={1000} precision={0} value={precedence} onChange={setPrecedence} />
            )}
          </Field>
        </div>
        <fieldset className="field">
          <legend>{t('duty.days')}</legend>
          <Checkbox.Group
            value={[...days]}
            options={DAYS.map((day) => ({ value: day, label: t(`duty.day.${day}`) }))}
            onChange={setDays}
          />
          {said('days') !== '' && (
            <div className="field-error" role="alert">
              {said('days')}
            </div>
          )}
        </fieldset>
        <Field label={t('duty.hours')} hint={t('duty.hoursHint')} error={said('hours')}>
          {(control) => (
            <Input
              {...control}
              value={hours}
              placeholder="00:00-09:00, 18:00-24:00"
              onChange={(event) => setHours(event.target.value)}
            />
          )}
        </Field>
        <Checkbox checked={forwards} onChange={(event) => setForwards(event.target.checked)}>
          {t('duty.forwardsLong')}
        </Checkbox>
        <section className="duty-places">
          <h3>{t('duty.places')}</h3>
          <p className="soft">{t('duty.placesHint')}</p>
          {slots.map((slot, index) => (
            <SlotEditor
              key={slot.id}
              slot={slot}
              onChange={(changed) => setSlots(slots.map((one, at) => (at === index ? changed : one)))}
              onRemove={slots.length > 1 ? () => setSlots(slots.filter((_, at) => at !== index)) : null}
            />
          ))}
          {said('slots') !== '' && (
            <div className="field-error" role="alert">
              {said('slots')}
            </div>
          )}
          <Button disabled={slots.length >= MOST_SLOTS} onClick={() => setSlots([...slots, emptySlot(slots)])}>
            {t('duty.addPlace')}
          </Button>
        </section>
      </div>
    </Modal>
  );
}

function emptySlot(there: readonly DutySlot[]): DutySlot {
  const id = newCode(
    'place',
    there.map((slot) => slot.id),
  );
  return { id, role: there.length === 0 ? 'primary' : 'backup', groups: [], skills: [], staysLocal: false, weight: 1 };
}
