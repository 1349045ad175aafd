import type { CaseDetail } from '@pledge/contracts';
import { Countdown, TimeBar, useUser } from '@pledge/web';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBilingual, useSeverityLabel } from '../common/bilingual.js';
import { useTaskName } from '../common/use-task-name.js';
import { useCaseTasks } from './use-case-tasks.js';

/** The band on top: number, title, customer, severity, headline clock, owner, and the one main action. */
export function CaseBand({ detail }: { readonly detail: CaseDetail }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const severity = useSeverityLabel();
  const user = useUser();
  const tasks = useCaseTasks(detail.number);
  const nameOf = useTaskName(tasks.data?.items ?? []);
  const mine = tasks.data?.items.find((task) => task.assignee === user.username && task.may.complete);
  const next = mine ?? tasks.data?.items.find((task) => task.may.claim || task.may.complete);
  return (
    <header className="case-band">
      <div className="band-title">
        <p className="soft">
          <span className="num">{detail.number}</span> · {t(`caseStatus.${detail.status}`)}
          {detail.customerName !== null && ` · ${detail.customerName}`}
        </p>
        <h1>{detail.title}</h1>
        <Link className="as-customer" to={`/cases/${detail.number}/as-customer`}>
          {t('case.asCustomer')}
        </Link>
      </div>
      <dl className="band-facts">
        <div>
          <dt>{t('case.severity')}</dt>
          <dd>{severity(detail.severity) || t('case.notAssessed')}</dd>
        </div>
        <div>
          <dt>{t('case.owner')}</dt>
          <dd>{detail.ownerName ?? t('case.noOwner')}</dd>
        </div>
      </dl>
      <div className="band-clock">
        {detail.headline === null ? (
          <span className="soft">{t('case.noClock')}</span>
        ) : (
          <>
            <Countdown clock={detail.headline} about={say(detail.headline.metricName)} size="large" />
            <TimeBar clock={detail.headline} />
          </>
        )}
      </div>
      {next !== undefined && (
        <Button
          type="primary"
          className="band-action"
          onClick={() => {
            const panel = document.getElementById(`task-${next.id}`);
            panel?.scrollIntoView({ behavior: 'smooth', block: 'start' });
            panel?.focus({ preventScroll: true });
          }}
        >
          {t('case.toTask', { name: nameOf(next) })}
        </Button>
      )}
    </header>
  );
}
