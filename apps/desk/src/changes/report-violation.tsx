import type { ChangePlan } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportViolation } from '../api/commands.js';
import { keys } from '../api/keys.js';
import { Field, FormError } from '../common/field.js';

/** Dangerous work that had no ticket: told once, reviewed by the manager. */
export function ReportViolation({ plan }: { readonly plan: ChangePlan }): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [device, setDevice] = useState<string>();
  const [command, setCommand] = useState('');
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: () => reportViolation(plan.id, { device: device ?? '', command: command.trim(), note: note.trim() }),
    onSuccess: () => {
      setOpen(false);
      setCommand('');
      setNote('');
      void queries.invalidateQueries({ queryKey: keys.changes });
      void queries.invalidateQueries({ queryKey: keys.caseAll(plan.caseNumber) });
    },
  });
  if (!open)
    return (
      <div>
        <Button type="text" onClick={() => setOpen(true)}>
          {t('commands.report')}
        </Button>
      </div>
    );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (command.trim() !== '') send.mutate();
      }}
    >
      <h3>{t('commands.report')}</h3>
      <Field label={t('commands.ranOn')}>
        {(control) => (
          <Select
            {...control}
            allowClear
            value={device}
            options={plan.content.devices.map((one) => ({ value: one.serialNumber, label: one.serialNumber }))}
            onChange={setDevice}
          />
        )}
      </Field>
      <Field label={t('commands.ran')} required>
        {(control) => (
          <Input
            {...control}
            className="code-input"
            autoComplete="off"
            spellCheck={false}
            maxLength={2000}
            value={command}
            onChange={(event) => setCommand(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('commands.note')}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <FormError>{send.isError ? problemText(send.error, t) : ''}</FormError>
      <p className="soft">{t('commands.reportEffect')}</p>
      <div className="thumb-bar">
        <Button htmlType="submit" disabled={command.trim() === ''} loading={send.isPending}>
          {t('commands.reportSubmit')}
        </Button>
        <Button type="text" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
