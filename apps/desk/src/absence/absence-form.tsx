import type { PutSubstitute, Substitute } from '@pledge/contracts';
import { fromLocalInput, instant, problemText, serverNow, toLocalInput } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putSubstitute } from '../api/absence.js';
import { keys } from '../api/keys.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { PersonPicker } from '../common/person-picker.js';
import { TimeInput } from '../common/time-input.js';

const day = 24 * 60 * 60_000;

/** Who stands in, from when, until when. `username` null: an administrator says for whom, too. */
export function AbsenceForm(props: {
  readonly username: string | null;
  readonly now: Substitute | undefined;
  readonly onDone?: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { username, now, onDone } = props;
  const [absent, setAbsent] = useState<string | null>(username);
  const [user, setUser] = useState<string | null>(now?.user ?? null);
  const [from, setFrom] = useState(() => toLocalInput(instant(now?.from ?? null) ?? serverNow()));
  const [to, setTo] = useState(() => toLocalInput(instant(now?.to ?? null) ?? serverNow() + 7 * day));
  const save = useMutation({
    mutationFn: (body: PutSubstitute) => putSubstitute(absent ?? '', body),
    onSuccess: async () => {
      void message.success(t('absence.saved'));
      await queries.invalidateQueries({ queryKey: keys.substitutes });
      await queries.invalidateQueries({ queryKey: keys.tasks });
      onDone?.();
    },
  });
  const errors = fieldErrors(save.error);
  return (
    <form
      className="form absence-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (user !== null && absent !== null) save.mutate({ user, from: fromLocalInput(from), to: fromLocalInput(to) });
      }}
    >
      {username === null && (
        <Field label={t('absence.absent')} required>
          {(control) => <PersonPicker control={control} self value={absent} onChange={setAbsent} />}
        </Field>
      )}
      <Field label={t('absence.substitute')} required error={errors['user']}>
        {(control) => (
          <PersonPicker
            control={control}
            self={username === null}
            without={absent === null ? [] : [absent]}
            value={user}
            onChange={setUser}
          />
        )}
      </Field>
      <div className="form-row">
        <Field label={t('absence.from')} required error={errors['from']}>
          {(control) => <TimeInput control={control} value={from} onChange={setFrom} />}
        </Field>
        <Field label={t('absence.to')} required error={errors['to']}>
          {(control) => <TimeInput control={control} value={to} onChange={setTo} />}
        </Field>
      </div>
      <FormError>{save.isError ? problemText(save.error, t) : ''}</FormError>
      <div>
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={user === null || absent === null || from === '' || to === ''}
        >
          {t(now === undefined ? 'absence.save' : 'absence.change')}
        </Button>
      </div>
    </form>
  );
}
