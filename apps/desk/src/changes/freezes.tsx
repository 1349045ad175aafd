import type { ChangeFreeze } from '@pledge/contracts';
import { formatInstant, fromLocalInput, problemText, useNow } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { addFreeze, removeFreeze } from '../api/changes.js';
import { keys } from '../api/keys.js';
import { Field, FormError } from '../common/field.js';
import { TimeInput } from '../common/time-input.js';

/** Times in which nothing is changed. */
export function Freezes(props: {
  readonly freezes: readonly ChangeFreeze[];
  readonly mayEdit: boolean;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [name, setName] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const refresh = (): void => void queries.invalidateQueries({ queryKey: keys.changes });
  const add = useMutation({
    mutationFn: () => addFreeze({ name: name.trim(), from: fromLocalInput(from), to: fromLocalInput(to) }),
    onSuccess: () => {
      setName('');
      setFrom('');
      setTo('');
      refresh();
    },
  });
  const remove = useMutation({
    mutationFn: removeFreeze,
    onSuccess: refresh,
    onError: (error) => void message.error(problemText(error, t)),
  });
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  return (
    <section className="freezes" aria-labelledby="freezes-title">
      <h2 id="freezes-title">{t('plan.freezes')}</h2>
      {props.freezes.length === 0 && <p className="soft">{t('plan.noFreeze')}</p>}
      <ul>
        {props.freezes.map((freeze) => (
          <li key={freeze.id} className="row-actions">
            <span>
              {freeze.name}{' '}
              {freeze.source === 'key-period' && (
                <span className="freeze-source">
                  {props.mayEdit ? <Link to="/roster/key-periods">{t('plan.keyPeriod')}</Link> : t('plan.keyPeriod')}
                </span>
              )}{' '}
              <span className="soft num">
                {time(freeze.from)} – {time(freeze.to)}
              </span>
            </span>
            {props.mayEdit && freeze.source === 'calendar' && (
              <Button size="small" type="text" loading={remove.isPending} onClick={() => remove.mutate(freeze.id)}>
                {t('common.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {props.mayEdit && (
        <form
          className="freeze-form"
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <Field label={t('plan.freezeName')} required>
            {(control) => (
              <Input {...control} maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Field label={t('plan.freezeFrom')} required>
            {(control) => <TimeInput control={control} value={from} onChange={setFrom} />}
          </Field>
          <Field label={t('plan.freezeTo')} required>
            {(control) => <TimeInput control={control} value={to} onChange={setTo} />}
          </Field>
          <Button htmlType="submit" loading={add.isPending} disabled={name.trim() === '' || from === '' || to === ''}>
            {t('plan.addFreeze')}
          </Button>
          <FormError>{add.isError ? problemText(add.error, t) : ''}</FormError>
        </form>
      )}
    </section>
  );
}
