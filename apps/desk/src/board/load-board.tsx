import type { Board } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../common/use-people.js';

/** Open tasks by who has them: the bar is the share of the fullest, its dark part is what is late or due today. */
export function LoadBoard({ board }: { readonly board: Board }): React.JSX.Element {
  const { t } = useTranslation();
  const person = usePeople();
  const most = Math.max(1, ...board.load.map((row) => row.open));
  const share = (count: number): string => `${(count / most) * 100}%`;
  return (
    <section aria-labelledby="board-load">
      <h2 id="board-load">{t('board.load')}</h2>
      {board.load.length === 0 && <p className="soft">{t('board.loadNone')}</p>}
      <ul className="board-list">
        {board.load.map((row) => (
          <li key={row.username ?? ''}>
            <span className="load-head">
              <strong>{row.username === null ? t('board.unclaimed') : person(row.username)}</strong>
              <span className="num">{t('board.tasks', { count: row.open })}</span>
            </span>
            <span className="load-bar" aria-hidden="true">
              <span style={{ width: share(row.open) }} />
              <span data-urgent style={{ width: share(row.overdue + row.dueToday) }} />
            </span>
            <span className="soft">{t('board.loadDetail', { overdue: row.overdue, today: row.dueToday })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
