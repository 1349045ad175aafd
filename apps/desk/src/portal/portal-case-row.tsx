import type { CaseSummary } from '@pledge/contracts';
import { Countdown, formatInstant, TimeBar, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBilingual } from '../common/bilingual.js';

/** One case of the customer: title, state, and the promise that runs out first. */
export function PortalCaseRow({ item }: { readonly item: CaseSummary }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  return (
    <li>
      <Link to={`/cases/${item.number}`}>
        <strong>{item.title}</strong>
        <span className="soft num">
          {item.number} · {t(`caseStatus.${item.status}`)} · {formatInstant(item.receivedAt, i18n.language, now)}
        </span>
        {item.headline !== null && (
          <>
            <Countdown clock={item.headline} about={say(item.headline.metricName)} />
            <TimeBar clock={item.headline} />
          </>
        )}
      </Link>
    </li>
  );
}
