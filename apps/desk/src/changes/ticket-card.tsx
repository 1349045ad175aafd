import type { ChangePlan, CommandTicket } from '@pledge/contracts';
import { formatInstant, problemText, useNow } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spendTicket } from '../api/commands.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { Field, FormError } from '../common/field.js';
import { fieldErrors } from '../common/field-errors.js';
import { PersonPicker } from '../common/person-picker.js';
import { usePeople } from '../common/use-people.js';

/** One ticket: what it allows, whether it is good now, its use, and the form that uses it up. */
export function TicketCard(props: { readonly ticket: CommandTicket; readonly plan: ChangePlan }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const person = usePeople();
  const [open, setOpen] = useState(false);
  const { ticket, plan } = props;
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  const good = ticket.state === 'valid' || ticket.state === 'used' || ticket.state === 'early';
  return (
    <li className="ticket" data-state={ticket.state}>
      <code className="ticket-command">{ticket.command}</code>
      <span className="soft">
        {t('commands.where', { device: ticket.device, step: ticket.step })} · {say(ticket.label)}
      </span>
      <strong>
        {good ? '✓' : '✕'} {t(`commands.ticket.${ticket.state}`)}
      </strong>
      <span className="soft num">
        {time(ticket.validFrom)} – {time(ticket.validTo)}
      </span>
      {ticket.state === 'void' && (
        <ul className="ticket-reasons">
          {ticket.reasons.map((one) => (
            <li key={one.code}>{say(one.text)}</li>
          ))}
        </ul>
      )}
      {ticket.use !== null && (
        <>
          <span className="num">
            {t('commands.used', {
              name: person(ticket.use.usedBy),
              witness: person(ticket.use.witness),
              time: time(ticket.use.usedAt),
            })}
          </span>
          <pre className="plan-commands" tabIndex={0}>
            <code>{ticket.use.output}</code>
          </pre>
        </>
      )}
      {ticket.may.use && !open && (
        <div>
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('commands.use')}
          </Button>
        </div>
      )}
      {ticket.may.use && open && <UseForm ticket={ticket} plan={plan} onClose={() => setOpen(false)} />}
    </li>
  );
}

function UseForm(props: {
  readonly ticket: CommandTicket;
  readonly plan: ChangePlan;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { ticket, plan, onClose } = props;
  const [device, setDevice] = useState<string>();
  const [command, setCommand] = useState('');
  const [output, setOutput] = useState('');
  const [witness, setWitness] = useState<string | null>(null);
  const use = useMutation({
    mutationFn: () => spendTicket(ticket.id, { device: device ?? '', command, output, witness: witness ?? '' }),
    onSuccess: (commands) => {
      queries.setQueryData(keys.planCommands(plan.id), commands);
      void queries.invalidateQueries({ queryKey: keys.changes });
      onClose();
    },
  });
  const errors = fieldErrors(use.error);
  const ready = device !== undefined && command.trim() !== '' && output.trim() !== '' && witness !== null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) use.mutate();
      }}
    >
      <Field label={t('commands.ranOn')} required error={errors['device']}>
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
      <Field label={t('commands.ran')} required hint={t('commands.ranHint')} error={errors['command']}>
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
      <Field label={t('commands.output')} required error={errors['output']}>
        {(control) => (
          <Input.TextArea
            {...control}
            className="code-input"
            rows={4}
            maxLength={60_000}
            spellCheck={false}
            value={output}
            onChange={(event) => setOutput(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('commands.witness')} required hint={t('commands.witnessHint')} error={errors['witness']}>
        {(control) => <PersonPicker control={control} value={witness} onChange={setWitness} />}
      </Field>
      <FormError>{use.isError && Object.keys(errors).length === 0 ? problemText(use.error, t) : ''}</FormError>
      <p className="soft">{t('commands.useEffect')}</p>
      <div className="thumb-bar">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={use.isPending}>
          {t('commands.useSubmit')}
        </Button>
        <Button type="text" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
