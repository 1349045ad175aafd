import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../api/keys.js';
import { getOnDuty } from '../api/rosters.js';
import { shortName } from '../roster/month-shifts.js';

/** The first person on duty now, on every screen of the staff; leads to the roster. */
export function OnDutyBadge(): React.JSX.Element | null {
  const { t } = useTranslation();
  const duty = useQuery({ queryKey: keys.onDuty(''), queryFn: () => getOnDuty(), refetchInterval: 60_000 });
  const first = duty.data?.people[0];
  if (!first) return null;
  return (
    <Link to="/roster" className="on-duty-badge">
      <span className="soft">{t('roster.now')}</span> {shortName(first.displayName)}{' '}
      <span className="num">{first.mobile}</span>
    </Link>
  );
}
