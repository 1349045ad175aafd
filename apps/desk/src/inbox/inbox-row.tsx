import type { CaseSummary, TaskView } from '@pledge/contracts';
import { Countdown, formatInstant, TimeBar, useNow, type ClockLike } from '@pledge/web';
import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBilingual, useSeverityLabel } from '../common/bilingual.js';
import { isDrill } from '../common/task-address.js';
import { ModeWord } from '../emergencies/mode.js';
import type { RowAttributes } from './inbox-rows.js';

export interface InboxRowProps {
  readonly task: TaskView;
  /** Names of the task and of who has it, in the page's language. */
  readonly name: string;
  readonly owner: string;
  readonly summary: CaseSummary | undefined;
  /** Whom one would act for; '' for nobody. */
  readonly actingFor: string;
  /** Address that the row leads to. */
  readonly to: string;
  readonly attributes: RowAttributes;
  /** Another person has taken or finished it while this one was looking. */
  readonly gone: boolean;
  readonly selected: boolean;
  /** Chosen for a deed on many; null: no choosing here. */
  readonly chosen: boolean | null;
  /** Bold until it was opened. */
  readonly unread: boolean;
  readonly claiming: boolean;
  readonly onSelect: () => void;
  readonly onChoose: (chosen: boolean) => void;
  readonly onOpen: () => void;
  readonly onClaim: () => void;
}

/** The clock that the row counts down: the case's headline, else the task's own urgency. */
export function clockOf(task: TaskView, summary: CaseSummary | undefined): ClockLike | null {
  if (summary?.headline != null) return summary.headline;
  const dueAt = task.urgencyAt ?? task.dueAt;
  return dueAt === null ? null : { state: 'running', startedAt: task.createdAt, dueAt };
}

/** One task: time left first, then what, whose, how grave, who, and the deed. */
export function InboxRow(props: InboxRowProps): React.JSX.Element {
  const { task, summary, gone, selected } = props;
  const done = task.state !== 'open';
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const severity = useSeverityLabel();
  const now = useNow();
  const clock = clockOf(task, summary);
  const about = summary?.headline == null ? undefined : say(summary.headline.metricName);
  return (
    <li
      {...props.attributes}
      className="task-row"
      data-gone={gone}
      data-selected={selected}
      data-choosing={props.chosen !== null}
      onClick={props.onSelect}
    >
      {props.chosen !== null && (
        <Checkbox
          className="task-choice"
          checked={props.chosen}
          aria-label={t('bulk.choose', { name: `${props.name} ${task.caseNumber ?? ''}` })}
          onChange={(event) => props.onChoose(event.target.checked)}
        />
      )}
      <div className="task-time">
        {done ? (
          <span className="soft num">
            {formatInstant(task.endedAt, i18n.language, now)} {task.state === 'cancelled' && t('inbox.cancelled')}
          </span>
        ) : clock === null ? (
          <span className="soft">{t('inbox.noLimit')}</span>
        ) : (
          <>
            <Countdown clock={clock} about={about} />
            <TimeBar clock={clock} />
          </>
        )}
      </div>
      <Link to={props.to} data-row className="task-what" onFocus={props.onSelect}>
        <span className="task-name">
          {props.unread && <span className="unread">{t('inbox.unread')}</span>}
          {props.name}
          {props.actingFor !== '' && <span className="soft"> {t('task.actingFor', { name: props.actingFor })}</span>}
        </span>
        <span className="task-case">
          {isDrill(task.caseNumber) && <ModeWord mode="drill" />} <span className="num">{task.caseNumber}</span>{' '}
          {summary?.title}
        </span>
      </Link>
      <span className="task-customer">{summary?.customerName}</span>
      <span className="task-severity" title={summary === undefined ? undefined : severity(summary.severity)}>
        {summary !== undefined && severity(summary.severity)}
      </span>
      <span className="task-owner soft">
        {gone ? t('inbox.gone') : task.assignee === null ? t('inbox.unclaimed') : props.owner}
      </span>
      <span className="task-deed">
        {gone ? null : done ? (
          <Button size="small" onClick={props.onOpen}>
            {t('inbox.look')}
          </Button>
        ) : task.assignee === null && task.may.claim ? (
          <Button size="small" loading={props.claiming} onClick={props.onClaim}>
            {t('inbox.claim')}
          </Button>
        ) : (
          <Button size="small" type={task.may.complete ? 'primary' : 'default'} onClick={props.onOpen}>
            {t(task.may.complete ? 'inbox.handle' : 'inbox.look')}
          </Button>
        )}
      </span>
    </li>
  );
}
