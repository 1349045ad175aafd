import type { DutyUnit } from '@pledge/contracts';
import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listHolidaySets } from '../../api/calendars.js';
import { keys } from '../../api/keys.js';
import { useBilingual } from '../../common/bilingual.js';
import { Field } from '../../common/field.js';
import { isCode } from './codes.js';

/** What holds for the whole unit. A new unit begins with the rules of the one shown. */
export function UnitDialog({
  unit,
  asNew,
  taken,
  onDone,
  onClose,
}: {
  readonly unit: DutyUnit;
  readonly asNew: boolean;
  /** Ids of units there are. */
  readonly taken: readonly string[];
  readonly onDone: (unit: DutyUnit) => void;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const [cells, setCells] = useState<DutyUnit>(
    asNew ? { ...unit, id: '', name: { zh: '', en: '' }, revision: 0 } : unit,
  );
  const [tried, setTried] = useState(false);
  const sets = useQuery({ queryKey: keys.holidaySets, queryFn: listHolidaySets });
  const set = (change: Partial<DutyUnit>): void => setCells({ ...cells, ...change });
  const { name, earlyLeave } = cells;
  const required = t('web.form.required');
  const wrong = {
    id: isCode(cells.id) ? (asNew && taken.includes(cells.id) ? t('duty.idTaken') : '') : t('duty.idShape'),
    zh: name.zh.trim() === '' ? required : '',
    en: name.en.trim() === '' ? required : '',
    changeOver: cells.changeOver === '' ? required : '',
  };
  const said = (field: keyof typeof wrong): string => (tried ? wrong[field] : '');
  const done = (): void => {
    setTried(true);
    if (Object.values(wrong).some((each) => each !== '')) return;
    onDone({ ...cells, name: { zh: name.zh.trim(), en: name.en.trim() } });
  };
  return (
    <Modal
      open
      width={640}
      title={t(asNew ? 'duty.addUnit' : 'duty.changeUnit')}
      okText={t('duty.takeOver')}
      cancelText={t('common.cancel')}
      onOk={done}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="form duty-form">
        {asNew && (
          <Field label={t('calendars.id')} required hint={t('duty.unitIdHint')} error={said('id')}>
            {(control) => (
              <Input
                {...control}
                value={cells.id}
                maxLength={60}
                onChange={(event) => set({ id: event.target.value.trim() })}
              />
            )}
          </Field>
        )}
        <div className="form-row">
          <Field label={t('calendars.nameZh')} required error={said('zh')}>
            {(control) => (
              <Input
                {...control}
                value={name.zh}
                maxLength={200}
                onChange={(event) => set({ name: { ...name, zh: event.target.value } })}
              />
            )}
          </Field>
          <Field label={t('calendars.nameEn')} required error={said('en')}>
            {(control) => (
              <Input
                {...control}
                value={name.en}
                maxLength={200}
                onChange={(event) => set({ name: { ...name, en: event.target.value } })}
              />
            )}
          </Field>
        </div>
        <div className="form-row">
          <Field label={t('duty.hotline')}>
            {(control) => (
              <Input
                {...control}
                value={cells.hotline}
                maxLength={60}
                onChange={(event) => set({ hotline: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('calendars.follows')} required>
            {(control) => (
              <Select
                {...control}
                value={cells.holidays}
                options={(sets.data?.items ?? []).map((one) => ({ value: one.id, label: say(one.name) }))}
                onChange={(holidays) => set({ holidays })}
              />
            )}
          </Field>
        </div>
        <div className="form-row">
          <Field label={t('duty.changeOver')} required hint={t('duty.changeOverHint')} error={said('changeOver')}>
            {(control) => (
              <Input
                {...control}
                type="time"
                value={cells.changeOver}
                onChange={(event) => set({ changeOver: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('duty.restHoursUnit')} required hint={t('duty.restHint')}>
            {(control) => (
              <InputNumber
                {...control}
                min={0}
                max={240}
                precision={0}
                value={cells.restHours}
                onChange={(hours) => set({ restHours: hours ?? 0 })}
              />
            )}
          </Field>
        </div>
        <div className="form-row">
          <Field label={t('duty.minPeople')} required hint={t('duty.minPeopleHint')}>
            {(control) => (
              <InputNumber
                {...control}
                min={1}
                max={8}
                precision={0}
                value={cells.minPeople}
                onChange={(people) => set({ minPeople: people ?? 1 })}
              />
            )}
          </Field>
          <Field label={t('duty.sticky')} hint={t('duty.stickyHint')}>
            {(control) => (
              <Select
                {...control}
                mode="tags"
                value={cells.stickyTiers}
                options={['T1', 'T2', 'T3', 'T4', 'T5'].map((tier) => ({ value: tier, label: tier }))}
                onChange={(tiers) => set({ stickyTiers: tiers.filter(isCode) })}
              />
            )}
          </Field>
        </div>
        <Checkbox
          checked={earlyLeave !== null}
          onChange={(event) => set({ earlyLeave: event.target.checked ? { daysBefore: 7, minPresent: 3 } : null })}
        >
          {t('duty.earlyLong')}
        </Checkbox>
        {earlyLeave !== null && (
          <div className="form-row">
            <Field label={t('duty.daysBefore')} required>
              {(control) => (
                <InputNumber
                  {...control}
                  min={1}
                  max={30}
                  precision={0}
                  value={earlyLeave.daysBefore}
                  onChange={(days) => set({ earlyLeave: { ...earlyLeave, daysBefore: days ?? 1 } })}
                />
              )}
            </Field>
            <Field label={t('duty.minPresent')} required>
              {(control) => (
                <InputNumber
                  {...control}
                  min={0}
                  max={1000}
                  precision={0}
                  value={earlyLeave.minPresent}
                  onChange={(people) => set({ earlyLeave: { ...earlyLeave, minPresent: people ?? 0 } })}
                />
              )}
            </Field>
          </div>
        )}
      </div>
    </Modal>
  );
}
