import { ROLES, type DutyRole, type DutySlot } from '@pledge/contracts';
import { Button, Checkbox, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../../common/field.js';
import { isCode } from './codes.js';

const PLACES: readonly DutyRole[] = ['primary', 'backup', 'second-contact'];

/** One place of a shift: in which order it is called, who may take it, and what it costs. `onRemove` null: the last one stays. */
export function SlotEditor({
  slot,
  onChange,
  onRemove,
}: {
  readonly slot: DutySlot;
  readonly onChange: (slot: DutySlot) => void;
  readonly onRemove: (() => void) | null;
}): React.JSX.Element {
  const { t } = useTranslation();
  const groups = ROLES.filter((role) => role !== 'customer').map((role) => ({
    value: role,
    label: t(`roles.${role}`),
  }));
  // Who types the whole name of a role means the role.
  const codeOf = (typed: string): string => groups.find((one) => one.label === typed)?.value ?? typed;
  return (
    <div className="duty-slot" role="group" aria-label={t(`roster.roles.${slot.role}`)}>
      <Field label={t('duty.role')} required>
        {(control) => (
          <Select
            {...control}
            value={slot.role}
            options={PLACES.map((role) => ({ value: role, label: t(`roster.roles.${role}`) }))}
            onChange={(role) => onChange({ ...slot, role })}
          />
        )}
      </Field>
      <Field label={t('duty.groups')} required>
        {(control) => (
          <Select
            {...control}
            mode="tags"
            value={slot.groups}
            options={groups}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(chosen) => onChange({ ...slot, groups: [...new Set(chosen.map(codeOf).filter(isCode))] })}
          />
        )}
      </Field>
      <Field label={t('duty.skills')}>
        {(control) => (
          <Select
            {...control}
            mode="tags"
            value={slot.skills}
            notFoundContent={null}
            onChange={(chosen) => onChange({ ...slot, skills: chosen.filter(isCode) })}
          />
        )}
      </Field>
      <Field label={t('duty.weight')} required>
        {(control) => (
          <InputNumber
            {...control}
            min={0}
            max={100}
            value={slot.weight}
            onChange={(weight) => onChange({ ...slot, weight: weight ?? 0 })}
          />
        )}
      </Field>
      <Checkbox checked={slot.staysLocal} onChange={(event) => onChange({ ...slot, staysLocal: event.target.checked })}>
        {t('roster.staysLocal')}
      </Checkbox>
      {onRemove !== null && (
        <Button type="link" danger onClick={onRemove}>
          {t('duty.removePlace')}
        </Button>
      )}
    </div>
  );
}
