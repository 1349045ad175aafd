import type { MonitoringAlert } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePeople } from '../common/use-people.js';

/** One alert; what its source said about it opens below. */
export function AlertRow(props: {
  readonly alert: MonitoringAlert;
  /** null: there is nothing for this person to decide. */
  readonly onDecide: (() => void) | null;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  const [open, setOpen] = useState(false);
  const { alert, onDecide } = props;
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  return (
    <>
      <tr data-off={alert.state === 'dismissed' || alert.state === 'ignored'}>
        <td className="num soft" data-label={t('monitoring.since')}>
          {time(alert.reason === 'malformed' ? alert.receivedAt : alert.startsAt)}
        </td>
        <td className="cell-title">
          <button type="button" className="text-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {alert.reason === 'malformed' ? t('monitoring.reason.malformed') : alert.title}
          </button>
        </td>
        <td className="num" data-label={t('case.device')}>
          {alert.serialNumber}
        </td>
        <td data-label={t('monitoring.stateLabel')}>
          {alert.state === 'unmatched' && alert.reason !== null
            ? t(`monitoring.reason.${alert.reason}`)
            : t(`monitoring.state.${alert.state}`)}
          <span className="soft">
            {' · '}
            {alert.resolvedAt === null
              ? t('monitoring.firing')
              : t('monitoring.resolvedAt', { time: time(alert.resolvedAt) })}
          </span>
        </td>
        <td className="num" data-label={t('case.number')}>
          {alert.caseNumber !== null && <Link to={`/cases/${alert.caseNumber}`}>{alert.caseNumber}</Link>}
        </td>
        <td className="row-actions">
          {onDecide !== null && (
            <Button size="small" type="link" onClick={onDecide}>
              {t('monitoring.assign')}
            </Button>
          )}
        </td>
      </tr>
      {open && (
        <tr className="row-detail">
          <td colSpan={6}>
            <dl className="alert-facts">
              <dt>{t('monitoring.source')}</dt>
              <dd>{alert.source}</dd>
              {alert.rule !== null && (
                <>
                  <dt>{t('monitoring.rule')}</dt>
                  <dd>{alert.rule}</dd>
                </>
              )}
              {alert.proposedPlan !== null && (
                <>
                  <dt>{t('monitoring.planKey')}</dt>
                  <dd className="num">{alert.proposedPlan}</dd>
                </>
              )}
              {alert.decidedBy !== null && (
                <>
                  <dt>{t('monitoring.decidedBy')}</dt>
                  <dd>
                    {person(alert.decidedBy)} {alert.decidedAt !== null && time(alert.decidedAt)}
                    {alert.note !== null && ` · ${alert.note}`}
                  </dd>
                </>
              )}
              {[...Object.entries(alert.annotations), ...Object.entries(alert.labels)].map(([name, value]) => (
                <Fact key={name} name={name} value={value} />
              ))}
            </dl>
          </td>
        </tr>
      )}
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): React.JSX.Element {
  return (
    <>
      <dt className="num">{name}</dt>
      <dd className="notice-text">{value}</dd>
    </>
  );
}
