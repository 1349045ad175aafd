import type { PromiseOutcome, PromiseSummary } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { keptPercent, keptRows, type Counts, type Grouping, type KeptRow } from './kept.js';

/** What somebody wants to see one by one. */
export interface Chosen {
  readonly key: string;
  readonly month: string;
  readonly outcome: PromiseOutcome | undefined;
}

/** A line per contract, metric or region, a column per month; every figure opens what it counts. */
export function KeptBoard(props: {
  readonly summary: PromiseSummary;
  readonly by: Grouping;
  readonly onChoose: (chosen: Chosen) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { summary, by, onChoose } = props;
  const say = useBilingual();
  // what happens now stands first: a phone shows two months
  const months = [...summary.months].reverse();
  const name = ({ first, key }: KeptRow): string =>
    by === 'metric'
      ? say(first.metricName)
      : by === 'region'
        ? first.regionName === null
          ? t('promises.noRegion')
          : say(first.regionName)
        : [first.customerName, key].filter((part) => part !== null && part !== '').join(' · ') ||
          t('promises.noContract');
  return (
    <div className="kept-scroll" tabIndex={0} role="region" aria-label={t('promises.kept')}>
      <table className="kept-board">
        <thead>
          <tr>
            <th scope="col">{t(`promises.by.${by}`)}</th>
            {months.map((month) => (
              <th scope="col" key={month} className="num">
                {month}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keptRows(summary, by).map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {name(row)}
                <span className="soft num">{t('promises.counts', { ...row.total })}</span>
              </th>
              {months.map((month) => (
                <td key={month}>
                  <Cell
                    counts={row.months.get(month)}
                    label={`${name(row)} ${month}`}
                    onChoose={(outcome) => onChoose({ key: row.key, month, outcome })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell(props: {
  readonly counts: Counts | undefined;
  readonly label: string;
  readonly onChoose: (outcome: PromiseOutcome | undefined) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { counts } = props;
  if (counts === undefined) return <span className="soft">–</span>;
  const percent = keptPercent(counts);
  const figure = percent === null ? t('promises.openOnly', { count: counts.open }) : `${percent} %`;
  const broken = counts.broken > 0 ? t('promises.brokenCount', { count: counts.broken }) : '';
  return (
    <button
      type="button"
      className="kept-cell"
      aria-label={`${figure} ${broken} ${props.label}: ${t('promises.counts', { ...counts })}`}
      onClick={() => props.onChoose(counts.broken > 0 ? 'broken' : undefined)}
    >
      <span className="kept-figure num" data-broken={counts.broken > 0}>
        {figure}
      </span>
      {broken !== '' && <span className="kept-broken num">{broken}</span>}
    </button>
  );
}
