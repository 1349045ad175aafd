import type { Drill } from '@pledge/contracts';
import { formatInstant, fromLocalInput, problemText, useNow } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addFinding, removeFinding } from '../api/drills.js';
import { keys } from '../api/keys.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { TimeInput } from '../common/time-input.js';
import { useDrillPeople } from './participants-editor.js';

/** What was found, who corrects it and by when; each is a task of its owner. */
export function DrillFindings({ drill }: { readonly drill: Drill }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const queries = useQueryClient();
  const take = useMutation({
    mutationFn: (id: string) => removeFinding(drill.number, id),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.drill(drill.number) }),
  });
  return (
    <section aria-labelledby="drill-findings-title">
      <h2 id="drill-findings-title">{t('drill.findings')}</h2>
      {drill.findings.length === 0 && <p className="soft">{t('drill.noFindings')}</p>}
      <ol className="drill-findings">
        {drill.findings.map((one) => (
          <li key={one.id}>
            <p>
              <strong>{one.text}</strong>
            </p>
            <p>{one.action}</p>
            <p className="soft" data-late={one.late}>
              {one.ownerName} · {one.late && '✕ '}
              {t('drill.by', { time: formatInstant(one.dueAt, i18n.language, now) })} ·{' '}
              {t(`drill.finding.${one.state}`)}
              {one.late && ` · ${t('drill.late')}`}
              {one.doneAt !== null && ` · ${formatInstant(one.doneAt, i18n.language, now)}`}
            </p>
            {one.doneNote !== null && <p>{one.doneNote}</p>}
            {drill.may.find && one.state === 'noted' && (
              <Button size="small" type="text" loading={take.isPending} onClick={() => take.mutate(one.id)}>
                {t('common.remove')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <FormError>{take.isError ? problemText(take.error, t) : ''}</FormError>
      {drill.may.find && <AddFinding drill={drill} />}
    </section>
  );
}

function AddFinding({ drill }: { readonly drill: Drill }): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const people = useDrillPeople(drill.partyId);
  const [text, setText] = useState('');
  const [action, setAction] = useState('');
  const [owner, setOwner] = useState<string | null>(null);
  const [due, setDue] = useState('');
  const add = useMutation({
    mutationFn: () =>
      addFinding(drill.number, {
        text: text.trim(),
        action: action.trim(),
        owner: owner ?? '',
        dueAt: fromLocalInput(due),
      }),
    onSuccess: async () => {
      void message.success(t('drill.findingAdded'));
      setText('');
      setAction('');
      await queries.invalidateQueries({ queryKey: keys.drill(drill.number) });
    },
  });
  const errors = fieldErrors(add.error);
  const ready = text.trim() !== '' && action.trim() !== '' && owner !== null && due !== '';
  return (
    <form
      className="form drill-finding-form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Field label={t('drill.findingText')} required>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={1000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('drill.findingAction')} required>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={1000}
            value={action}
            onChange={(event) => setAction(event.target.value)}
          />
        )}
      </Field>
      <div className="form-row">
        <Field label={t('drill.owner')} required>
          {(control) => (
            <Select
              id={control.id}
              showSearch={{ optionFilterProp: 'label' }}
              value={owner}
              options={people.map((one) => ({ value: one.username, label: one.displayName }))}
              onChange={setOwner}
            />
          )}
        </Field>
        <Field label={t('drill.dueDate')} required error={errors['dueAt']}>
          {(control) => <TimeInput control={control} value={due} onChange={setDue} />}
        </Field>
      </div>
      <FormError>{add.isError ? problemText(add.error, t) : ''}</FormError>
      <Button htmlType="submit" disabled={!ready} loading={add.isPending}>
        {t('drill.addFinding')}
      </Button>
    </form>
  );
}
