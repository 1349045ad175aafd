import { dutyLeaveKind, type DutyLeave, type DutyLeaveKind } from '@pledge/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { addDutyLeave, changeDutyLeave } from '../../api/rosters.js';
import { DayInput } from '../../common/day-input.js';
import { fieldErrors } from '../../common/field-errors.js';
import { Choices, Field } from '../../common/field.js';
import { PersonPicker } from '../../common/person-picker.js';
import { RegisterDialog } from '../../common/register.js';

/** Enters leave, or changes its days and kind; `leave` null: new. */
export function LeaveDialog({
  leave,
  onClose,
}: {
  readonly leave: DutyLeave | null;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [username, setUsername] = useState(leave?.username ?? null);
  const [from, setFrom] = useState(leave?.from ?? '');
  const [to, setTo] = useState(leave?.to ?? '');
  const [kind, setKind] = useState<DutyLeaveKind>(leave?.kind ?? 'leave');
  const [note, setNote] = useState(leave?.note ?? '');
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: (who: string) => {
      const body = { from, to, kind, note: note.trim() };
      return leave === null ? addDutyLeave({ ...body, username: who }) : changeDutyLeave(leave.id, body);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.rosters });
      onClose();
    },
  });
  const server = fieldErrors(save.error);
  const required = (empty: boolean): string => (tried && empty ? t('web.form.required') : '');
  const backwards = from !== '' && to !== '' && to < from ? t('duty.backwards') : '';
  return (
    <RegisterDialog
      title={leave === null ? t('duty.leave.add') : leave.displayName}
      save={t(leave === null ? 'duty.leave.save' : 'duty.leave.saveChange')}
      saving={save.isPending}
      error={save.error}
      onSave={() => {
        setTried(true);
        if (username !== null && from !== '' && to !== '' && backwards === '') save.mutate(username);
      }}
      onClose={onClose}
    >
      {leave === null && (
        <Field label={t('duty.person')} required error={required(username === null) || server['username']}>
          {(control) => <PersonPicker control={control} self value={username} onChange={setUsername} />}
        </Field>
      )}
      <Choices
        label={t('duty.leave.kind')}
        required
        value={kind}
        options={dutyLeaveKind.options.map((one) => ({ value: one, label: t(`duty.leave.kinds.${one}`) }))}
        onChange={setKind}
      />
      <div className="form-row">
        <Field label={t('duty.firstDay')} required error={required(from === '') || server['from']}>
          {(control) => <DayInput control={control} value={from} onChange={setFrom} />}
        </Field>
        <Field label={t('duty.lastDay')} required error={required(to === '') || backwards || server['to']}>
          {(control) => <DayInput control={control} value={to} onChange={setTo} />}
        </Field>
      </div>
      <Field label={t('duty.leave.note')} error={server['note']}>
        {(control) => (
          <Input {...control} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
    </RegisterDialog>
  );
}
