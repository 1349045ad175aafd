import type { CaseSummary, TaskView } from '@pledge/contracts';
import { Countdown, formatInstant, TimeBar, useNow, type ClockLike } from '@pledge/web';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { taskAddress } from '../common/task-address.js';
import { useBilingual, useSeverityLabel } from '../common/bilingual.js';

export interface InboxRowProps {
  readonly task: TaskView;
  /** Names of the task and of who has it, in the page's language. */
  readonly name: string;
  readonly owner: string;
  readonly summary: CaseSummary | undefined;
  readonly done: boolean;
  /** Another person has taken or finished it while this one was looking. */
  readonly gone: boolean;
  readonly selected: boolean;
  readonly claiming: boolean;
  readonly onSelect: () => void;
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
  const { task, summary, done, gone, selected } = props;
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const severity = useSeverityLabel();
  const now = useNow();
  const clock = clockOf(task, summary);
  const about = summary?.headline == null ? undefined : say(summary.headline.metricName);
  const to = taskAddress(task) ?? '/inbox';
  return (
    <li className="task-row" data-gone={gone} data-selected={selected} onClick={props.onSelect}>
      <div className="task-time">
        {done ? (
          <span className="soft num">{formatInstant(task.endedAt, i18n.language, now)}</span>
        ) : clock === null ? (
          <span className="soft">{t('inbox.noLimit')}</span>
        ) : (
          <>
            <Countdown clock={clock} about={about} />
            <TimeBar clock={clock} />
          </>
        )}
      </div>
      <Link
        to={to}
        data-row
        className="task-what"
        onFocus={props.onSelect}
        onKeyDown={(event) => {
          if (event.key === 'c' && task.may.claim && task.assignee === null) props.onClaim();
        }}
      >
        <span className="task-name">{props.name}</span>
        <span className="task-case">
          <span className="num">{task.caseNumber}</span> {summary?.title}
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
        {done || gone ? null : task.assignee === null && task.may.claim ? (
          <Button size="small" loading={props.claiming} onClick={props.onClaim}>
            {t('inbox.claim')}
          </Button>
        ) : (
          <Button size="small" type="primary" onClick={props.onOpen}>
            {t('inbox.handle')}
          </Button>
        )}
      </span>
    </li>
  );
}
