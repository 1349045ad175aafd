import type { ChangePlan, CommandTicket } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeTicket } from '../api/commands.js';
import { keys } from '../api/keys.js';
import { Field, FormError } from '../common/field.js';
import { fieldErrors } from '../common/field-errors.js';

/** First step of a ticket's use (F-05): device and command are checked, then the ticket is in use. */
export function TakeForm(props: {
  readonly ticket: CommandTicket;
  readonly plan: ChangePlan;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { ticket, plan, onClose } = props;
  const [device, setDevice] = useState<string>();
  const [command, setCommand] = useState('');
  const take = useMutation({
    mutationFn: () => takeTicket(ticket.id, { device: device ?? '', command }),
    onSuccess: (commands) => {
      // What is next is the report: its form stays open.
      queries.setQueryData(keys.planCommands(plan.id), commands);
      void queries.invalidateQueries({ queryKey: keys.changes });
    },
  });
  const errors = fieldErrors(take.error);
  const ready = device !== undefined && command.trim() !== '';
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) take.mutate();
      }}
    >
      <Field label={t('commands.runsOn')} required error={errors['device']}>
        {(control) => (
          <Select
            {...control}
            value={device}
            options={plan.content.devices.map((one) => ({
              value: one.serialNumber,
              label: [one.serialNumber, one.name].filter((part) => part !== '').join(' · '),
            }))}
            onChange={setDevice}
          />
        )}
      </Field>
      <Field label={t('commands.runs')} required hint={t('commands.runsHint')} error={errors['command']}>
        {(control) => (
          <Input
            {...control}
            className="code-input"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={2000}
            value={command}
            onChange={(event) => setCommand(event.target.value)}
          />
        )}
      </Field>
      <FormError>{take.isError && Object.keys(errors).length === 0 ? problemText(take.error, t) : ''}</FormError>
      <p className="soft">{t('commands.takeEffect')}</p>
      <div className="thumb-bar">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={take.isPending}>
          {t('commands.takeSubmit')}
        </Button>
        <Button type="text" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
