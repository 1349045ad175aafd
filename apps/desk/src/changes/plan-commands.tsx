import type { ChangePlan, CommandApproval, CommandViolation, PlanCommands } from '@pledge/contracts';
import { apiUrl, ErrorState, formatInstant, LoadingState, problemText, useNow } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { askForCommands, getPlanCommands } from '../api/commands.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { usePeople } from '../common/use-people.js';
import { RequestLine } from '../confirmations/request-line.js';
import { ReportViolation } from './report-violation.js';
import { TicketCard } from './ticket-card.js';

/** What a plan's dangerous commands need and have. */
export function usePlanCommands(planId: string) {
  return useQuery({ queryKey: keys.planCommands(planId), queryFn: () => getPlanCommands(planId) });
}

/** Dangerous commands of a plan (F-05): who has approved them, the tickets, their use, and work that had none. */
export function PlanCommandsSection({ plan }: { readonly plan: ChangePlan }): React.JSX.Element | null {
  const { t } = useTranslation();
  const found = usePlanCommands(plan.id);
  if (found.isPending) return plan.dangerous.length === 0 ? null : <LoadingState rows={2} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const { needed, approvals, tickets, violations, may } = found.data;
  const empty = [needed, approvals, tickets, violations].every((list) => list.length === 0);
  if (empty && !may.report) return null;
  return (
    <section aria-labelledby="commands-title" className="plan-commands-section">
      <div className="section-head">
        <h2 id="commands-title">{t('commands.title')}</h2>
        {may.ask && <AskButton plan={plan} />}
      </div>
      {empty ? <p className="soft">{t('commands.none')}</p> : <p className="soft">{t('commands.rule')}</p>}
      <Lacking needed={needed} />
      {tickets.length > 0 && (
        <ul className="tickets">
          {[...tickets].reverse().map((ticket) => (
            <TicketCard key={ticket.id} ticket={ticket} plan={plan} />
          ))}
        </ul>
      )}
      {[...approvals].reverse().map((approval) => (
        <Approval key={approval.id} approval={approval} />
      ))}
      {violations.length > 0 && (
        <ul className="request-lines" aria-label={t('commands.violations')}>
          {violations.map((violation) => (
            <Violation key={violation.id} violation={violation} />
          ))}
        </ul>
      )}
      {may.report && <ReportViolation plan={plan} />}
    </section>
  );
}

function AskButton({ plan }: { readonly plan: ChangePlan }): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const ask = useMutation({
    mutationFn: () => askForCommands(plan.id),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.changes });
      void queries.invalidateQueries({ queryKey: keys.caseAll(plan.caseNumber) });
    },
    onError: (error) => void message.error(problemText(error, t)),
  });
  return (
    <Button loading={ask.isPending} onClick={() => ask.mutate()}>
      {t('commands.ask')}
    </Button>
  );
}

/** Lines that no good ticket stands for. */
function Lacking({ needed }: { readonly needed: PlanCommands['needed'] }): React.JSX.Element | null {
  const { t } = useTranslation();
  const say = useBilingual();
  const open = needed.filter((one) => !one.covered);
  if (open.length === 0) return null;
  return (
    <ul className="tickets" aria-label={t('commands.lacking')}>
      {open.map((one, index) => (
        <li key={`${String(index)}-${one.commandHash}`} className="ticket" data-state="lacking">
          <code className="ticket-command">{one.command}</code>
          <span className="soft">
            {t('commands.where', { device: one.device, step: one.step })} · {say(one.label)}
          </span>
          <strong>✕ {t('commands.notApproved')}</strong>
        </li>
      ))}
    </ul>
  );
}

function Approval({ approval }: { readonly approval: CommandApproval }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  const over = approval.state !== 'draft' && approval.state !== 'frozen' && approval.state !== 'approved';
  return (
    <details className="command-approval" open={!over}>
      <summary>
        <span className="num">{approval.number}</span> · {t(`commands.state.${approval.state}`)}
      </summary>
      <p className="soft num">
        {t('commands.asked', {
          name: person(approval.requestedBy),
          time: formatInstant(approval.requestedAt, i18n.language, now),
        })}
        {approval.documentId !== null && (
          <>
            {' · '}
            <a href={apiUrl(`/documents/${approval.documentId}`)} target="_blank" rel="noreferrer">
              {t('commands.sheet')}
            </a>
          </>
        )}
      </p>
      {over && (
        <ul>
          {approval.commands.map((one, index) => (
            <li key={`${String(index)}-${one.commandHash}`} className="soft">
              <code className="ticket-command">{one.command}</code> {one.device}
            </li>
          ))}
        </ul>
      )}
      <ul className="request-lines">
        {approval.confirmations.map((request) => (
          <RequestLine key={request.id} request={request} />
        ))}
      </ul>
    </details>
  );
}

function Violation({ violation }: { readonly violation: CommandViolation }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  const by = violation.reportedBy === 'system' ? null : person(violation.reportedBy);
  return (
    <li className="request-line">
      <strong>⚠ {t(`commands.source.${violation.source}`)}</strong>
      <code className="ticket-command">{violation.command}</code>
      <span className="soft num">
        {[violation.device, by, formatInstant(violation.foundAt, i18n.language, now)]
          .filter((part) => part !== null && part !== '')
          .join(' · ')}
      </span>
      {violation.note !== '' && <span>{violation.note}</span>}
      <span>
        {t(`commands.review.${violation.state}`)}
        {violation.finding !== '' && <span className="soft"> {violation.finding}</span>}
      </span>
      {violation.state === 'confirmed' && (
        <span>
          {violation.correctedAt === null
            ? t('commands.uncorrected')
            : t('commands.corrected', { time: formatInstant(violation.correctedAt, i18n.language, now) })}
          {violation.correction !== null && <span className="soft"> {violation.correction}</span>}
        </span>
      )}
    </li>
  );
}
