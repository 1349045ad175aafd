import type { Board, BoardStep } from '@pledge/contracts';
import { formatInstant, joined, useNow } from '@pledge/web';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useBilingual } from '../common/bilingual.js';
import { useTaskName } from '../common/use-task-name.js';

/** Where promises broke: at which step, which promise. A cause opened shows its cases, and each leads on. */
export function BreachBoard({ board }: { readonly board: Board }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const [search, setSearch] = useSearchParams();
  const { breaches } = board;
  const step = search.get('step');
  const metric = search.get('metric');
  const known = breaches.byStep.flatMap((each) =>
    each.definitionId === null || each.elementId === null
      ? []
      : [{ definitionId: each.definitionId, elementId: each.elementId, name: each.name }],
  );
  const nameOf = useTaskName(known);
  const stepName = ({ definitionId, elementId, name }: BoardStep): string =>
    definitionId === null || elementId === null ? t('board.nobody') : nameOf({ definitionId, elementId, name });
  const choose = (kind: 'step' | 'metric', value: string): void => {
    setSearch(
      (before) => {
        const again = before.get(kind) === value;
        before.delete('step');
        before.delete('metric');
        if (!again) before.set(kind, value);
        return before;
      },
      { replace: true },
    );
  };
  const shown = breaches.items.filter(
    (item) =>
      (step === null || item.steps.some((each) => (each.elementId ?? '') === step)) &&
      (metric === null || item.metric === metric),
  );
  const most = Math.max(
    1,
    ...breaches.byStep.map((each) => each.count),
    ...breaches.byMetric.map((each) => each.count),
  );
  const cause = (key: string, name: string, count: number, kind: 'step' | 'metric', on: boolean): React.JSX.Element => (
    <li key={key}>
      <button type="button" className="cause" aria-pressed={on} onClick={() => choose(kind, key)}>
        <span className="load-head">
          <span>{name}</span>
          <span className="num">{count}</span>
        </span>
        <span className="load-bar" aria-hidden="true">
          <span style={{ width: `${(count / most) * 100}%` }} />
        </span>
      </button>
    </li>
  );
  return (
    <section aria-labelledby="board-breaches" className="breach-board">
      <h2 id="board-breaches">{t('board.causes')}</h2>
      {breaches.total === 0 && <p className="soft">{t('board.breachNone')}</p>}
      {breaches.total > 0 && (
        <>
          <h3>{t('board.byStep')}</h3>
          <ul className="causes">
            {breaches.byStep.map((each) =>
              cause(each.elementId ?? '', stepName(each), each.count, 'step', step === (each.elementId ?? '')),
            )}
          </ul>
          <h3>{t('board.byMetric')}</h3>
          <ul className="causes">
            {breaches.byMetric.map((each) =>
              cause(each.metric, say(each.metricName), each.count, 'metric', metric === each.metric),
            )}
          </ul>
          <div className="section-head">
            <h3>{t('board.cases', { count: shown.length })}</h3>
            {(step !== null || metric !== null) && (
              <Button
                size="small"
                type="text"
                onClick={() => choose(step === null ? 'metric' : 'step', step ?? metric ?? '')}
              >
                {t('board.allCases')}
              </Button>
            )}
          </div>
          <ul className="board-list">
            {shown.map((item) => (
              <li key={item.clockId}>
                <Link to={`/cases/${item.caseNumber}`}>
                  <span className="num">{item.caseNumber}</span> {item.title}
                </Link>
                <span className="soft">
                  {say(item.metricName)} · {formatInstant(item.dueAt, i18n.language, now)} ·{' '}
                  {joined(item.steps.map(stepName))}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
