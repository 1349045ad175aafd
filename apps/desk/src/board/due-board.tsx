import type { Board } from '@pledge/contracts';
import { Countdown } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBilingual } from '../common/bilingual.js';
import { usePeople } from '../common/use-people.js';

/** Promises that run out today or have, the earliest first; each leads to its case. */
export function DueBoard({ board }: { readonly board: Board }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const person = usePeople();
  return (
    <section aria-labelledby="board-due">
      <h2 id="board-due">{t('board.due')}</h2>
      {board.due.items.length === 0 && <p className="soft">{t('board.dueNone')}</p>}
      <ul className="board-list">
        {board.due.items.map((item) => (
          <li key={item.clockId}>
            <Countdown clock={{ state: 'running', startedAt: null, dueAt: item.dueAt }} about={say(item.metricName)} />
            <Link to={`/cases/${item.caseNumber}`}>
              <span className="num">{item.caseNumber}</span> {item.title}
            </Link>
            <span className="soft">
              {[item.customerName, item.owner === null ? t('case.noOwner') : person(item.owner)]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
