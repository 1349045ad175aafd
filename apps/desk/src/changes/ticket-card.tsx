import type { ChangePlan, CommandTicket } from '@pledge/contracts';
import { apiUrl, formatInstant, useNow } from '@pledge/web';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { usePeople } from '../common/use-people.js';
import { ReportForm } from './report-form.js';
import { TakeForm } from './take-form.js';

/** One ticket: what it allows, whether it is good now, who took it, what came out, and the form of the next step. */
export function TicketCard(props: { readonly ticket: CommandTicket; readonly plan: ChangePlan }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const person = usePeople();
  const [open, setOpen] = useState(false);
  const { ticket, plan } = props;
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  const bad = ticket.state === 'late' || ticket.state === 'void' || ticket.state === 'unreported';
  return (
    <li className="ticket" data-state={ticket.state}>
      <code className="ticket-command">{ticket.command}</code>
      <span className="soft">
        {t('commands.where', { device: ticket.device, step: ticket.step })} · {say(ticket.label)}
      </span>
      <strong>
        {bad ? '✕' : ticket.state === 'in-use' ? '▸' : '✓'}{' '}
        {t(`commands.ticket.${ticket.state}`, { time: ticket.taking === null ? '' : time(ticket.taking.reportBy) })}
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
      {ticket.taking !== null && (
        <span className="num">
          {t('commands.taken', { name: person(ticket.taking.takenBy), time: time(ticket.taking.takenAt) })}
        </span>
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
          {ticket.use.recording !== null && (
            <a href={apiUrl(`/files/${ticket.use.recording.fileId}/content`)} target="_blank" rel="noreferrer">
              {t('commands.recordingOpen')}
            </a>
          )}
        </>
      )}
      {(ticket.may.take || ticket.may.report) && !open && (
        <div>
          <Button type="primary" onClick={() => setOpen(true)}>
            {t(ticket.may.take ? 'commands.take' : 'commands.use')}
          </Button>
        </div>
      )}
      {ticket.may.take && open && <TakeForm ticket={ticket} plan={plan} onClose={() => setOpen(false)} />}
      {ticket.may.report && open && <ReportForm ticket={ticket} plan={plan} onClose={() => setOpen(false)} />}
    </li>
  );
}
