import type { CaseEventItem } from '@pledge/contracts';
import { apiUrl, ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getClocks, getEvents } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { usePeople } from '../common/use-people.js';
import { useBilingual } from '../common/bilingual.js';

/** What happened, newest first, with both times where they differ. */
export function Timeline({
  number,
  showChain = true,
}: {
  readonly number: string;
  readonly showChain?: boolean;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const events = useQuery({ queryKey: keys.caseEvents(number), queryFn: () => getEvents(number) });
  const clocks = useQuery({ queryKey: keys.caseClocks(number), queryFn: () => getClocks(number) });
  /** Which promise an event speaks of, and of which severity. */
  const promiseOf = ({ payload }: CaseEventItem): string => {
    const clock = clocks.data?.items.find((one) => one.metric === payload['metric']);
    const severity = payload['severity'] === 'ANY' ? undefined : payload['severity'];
    return [say(clock?.metricName), severity].flatMap((part) => (part ? ` · ${String(part)}` : [])).join('');
  };
  return (
    <section className="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t('case.timeline')}</h2>
      {events.isPending && <LoadingState rows={4} />}
      {events.isError && <ErrorState error={events.error} onRetry={() => void events.refetch()} />}
      <ol>
        {[...(events.data?.items ?? [])].reverse().map((event) => (
          <TimelineItem key={event.id} event={event} promise={promiseOf(event)} showActor={showChain} />
        ))}
      </ol>
      {showChain && events.data !== undefined && (
        <p className="soft chain">
          {t(events.data.intact ? 'case.chainIntact' : 'case.chainBroken', { count: events.data.items.length })}
        </p>
      )}
    </section>
  );
}

/** Files that prove an event, as links; the payload names their ids. */
function Evidence({ payload }: { readonly payload: CaseEventItem['payload'] }): React.JSX.Element | null {
  const { t } = useTranslation();
  const inner = payload['evidence'] as { readonly fileIds?: unknown } | null | undefined;
  const ids = payload['fileIds'] ?? inner?.fileIds;
  if (!Array.isArray(ids) || ids.length === 0) return null;
  return (
    <p className="evidence">
      {ids.map((id: unknown, index) => (
        <a key={String(id)} href={apiUrl(`/files/${String(id)}/content`)} target="_blank" rel="noreferrer">
          {t('case.file', { number: index + 1 })}
        </a>
      ))}
    </p>
  );
}

/** A reason code such as `promise-breached` is for programs. */
const code = /^[a-z]+([-_][a-z]+)+$/;
/** A mailed link, by its id; who answered stands in the confirmation. A service form names its signer instead. */
const LINK = /^link:[0-9a-f-]{36}$/;
/** Payload members that are sentences for people. */
const told = ['note', 'text', 'reason', 'summary'];

function TimelineItem({
  event,
  promise,
  showActor,
}: {
  readonly event: CaseEventItem;
  readonly promise: string;
  readonly showActor: boolean;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const person = usePeople();
  const happened = formatInstant(event.occurredAt, i18n.language, now);
  const recorded = formatInstant(event.recordedAt, i18n.language, now);
  const note = told
    .map((name) => event.payload[name])
    .find((value): value is string => typeof value === 'string' && value !== '' && !code.test(value));
  const tone = event.type === 'promise_breached' ? 'breach' : event.type === 'promise_warning' ? 'warn' : undefined;
  return (
    <li data-tone={tone}>
      <span className="num soft timeline-time">{happened}</span>
      <div>
        <p>
          {tone !== undefined && <span aria-hidden="true">{tone === 'breach' ? '✕ ' : '▲ '}</span>}
          {say(event.label) || event.type}
          {promise}{' '}
          {showActor && (
            <span className="soft">
              {LINK.test(event.actor) ? t('case.byLink') : person(event.actor.replace(/^link:/, ''))}
            </span>
          )}
        </p>
        <Evidence payload={event.payload} />
        {note !== undefined && <p className="soft timeline-note">{note}</p>}
        {happened !== recorded && <p className="soft num">{t('case.recordedAt', { time: recorded })}</p>}
      </div>
    </li>
  );
}
