import type { KeyPeriod } from '@pledge/contracts';
import { fromLocalInput, toLocalInput } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { listParties } from '../../api/people.js';
import { saveKeyPeriod } from '../../api/rosters.js';
import { fieldErrors } from '../../common/field-errors.js';
import { Field } from '../../common/field.js';
import { RegisterDialog } from '../../common/register.js';
import { TimeInput } from '../../common/time-input.js';

/** A period that a customer named; `period` null: new. */
export function PeriodDialog({
  period,
  units,
  onClose,
}: {
  readonly period: KeyPeriod | null;
  readonly units: readonly { readonly value: string; readonly label: string }[];
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(period?.name ?? '');
  const [partyId, setPartyId] = useState(period?.partyId ?? null);
  const [unit, setUnit] = useState(period?.unit ?? units[0]?.value ?? '');
  const [from, setFrom] = useState(period === null ? '' : toLocalInput(Date.parse(period.from)));
  const [to, setTo] = useState(period === null ? '' : toLocalInput(Date.parse(period.to)));
  const [freeze, setFreeze] = useState(period?.freeze ?? true);
  const [tried, setTried] = useState(false);
  const parties = useQuery({ queryKey: keys.parties, queryFn: listParties });
  const save = useMutation({
    mutationFn: (party: string) =>
      saveKeyPeriod(period?.id ?? null, {
        unit,
        partyId: party,
        name: name.trim(),
        from: fromLocalInput(from),
        to: fromLocalInput(to),
        freeze,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.rosters });
      onClose();
    },
  });
  const server = fieldErrors(save.error);
  const required = (empty: boolean): string => (tried && empty ? t('web.form.required') : '');
  const backwards = from !== '' && to !== '' && to <= from ? t('duty.backwards') : '';
  return (
    <RegisterDialog
      title={t(period === null ? 'duty.period.add' : 'duty.period.change')}
      save={t('duty.period.save')}
      saving={save.isPending}
      error={save.error}
      onSave={() => {
        setTried(true);
        if (partyId !== null && name.trim() !== '' && from !== '' && to !== '' && backwards === '')
          save.mutate(partyId);
      }}
      onClose={onClose}
    >
      <Field label={t('duty.period.name')} required error={required(name.trim() === '') || server['name']}>
        {(control) => (
          <Input {...control} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field label={t('duty.period.customer')} required error={required(partyId === null) || server['partyId']}>
        {(control) => (
          <Select
            {...control}
            showSearch={{ optionFilterProp: 'label' }}
            value={partyId}
            options={(parties.data?.items ?? [])
              .filter((one) => one.kind === 'customer')
              .map((one) => ({ value: one.id, label: one.name }))}
            onChange={setPartyId}
          />
        )}
      </Field>
      {units.length > 1 && (
        <Field label={t('roster.unit')} required error={server['unit']}>
          {(control) => <Select {...control} value={unit} options={[...units]} onChange={setUnit} />}
        </Field>
      )}
      <div className="form-row">
        <Field label={t('duty.period.from')} required error={required(from === '') || server['from']}>
          {(control) => <TimeInput control={control} value={from} onChange={setFrom} />}
        </Field>
        <Field label={t('duty.period.to')} required error={required(to === '') || backwards || server['to']}>
          {(control) => <TimeInput control={control} value={to} onChange={setTo} />}
        </Field>
      </div>
      <Checkbox checked={freeze} onChange={(event) => setFreeze(event.target.checked)}>
        {t('duty.period.freezeLong')}
      </Checkbox>
    </RegisterDialog>
  );
}
