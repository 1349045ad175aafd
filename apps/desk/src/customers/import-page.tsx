import type { ImportRow, ImportRowState } from '@pledge/contracts';
import { apiUrl, ErrorState, LoadingState, problemText } from '@pledge/web';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { applyImport, getImport } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { FormError } from '../common/field.js';
import { useTitle } from '../common/use-title.js';
import { ChangedFields } from './change-list.js';

const states: readonly ImportRowState[] = ['wrong', 'changed', 'new', 'same'];

/** A sheet that was read: what every row would do, what is wrong row by row, and the one button that writes it. */
export function ImportPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const queries = useQueryClient();
  const [state, setState] = useState<ImportRowState | undefined>();
  const [leaveWrong, setLeaveWrong] = useState(false);
  useTitle(t('sheet.title'));
  const found = useInfiniteQuery({
    queryKey: [...keys.import(id), state ?? 'all'],
    queryFn: ({ pageParam }) => getImport(id, state, pageParam),
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextAfter,
  });
  const apply = useMutation({
    mutationFn: () => applyImport(id, leaveWrong),
    onSuccess: () =>
      Promise.all(
        [keys.import(id), keys.contracts, keys.customers, keys.devices].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
  if (found.isPending) return <LoadingState rows={10} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const [run] = found.data.pages;
  if (run === undefined) return <LoadingState rows={10} />;
  const rows = found.data.pages.flatMap((page) => page.rows);
  const { totals } = run;
  const toWrite = totals.new + totals.changed;
  const applied = run.state === 'applied';
  return (
    <div className="record-page import-page">
      <header className="record-band">
        <div className="band-title">
          <h1>{t(`sheet.${run.kind}`)}</h1>
          <p className="soft">
            {run.fileName} · <Link to={`/customers/${run.partyId}`}>{t('sheet.toCustomer')}</Link>
          </p>
        </div>
        {applied ? (
          <strong>{t('sheet.applied', { count: toWrite })}</strong>
        ) : (
          <Button
            type="primary"
            disabled={toWrite === 0 || (totals.wrong > 0 && !leaveWrong)}
            loading={apply.isPending}
            onClick={() => apply.mutate()}
          >
            {t('sheet.apply', { count: toWrite })}
          </Button>
        )}
      </header>
      <FormError>{apply.error === null ? '' : problemText(apply.error, t)}</FormError>
      <div className="tabs" role="tablist" aria-label={t('sheet.title')}>
        <button type="button" role="tab" aria-selected={state === undefined} onClick={() => setState(undefined)}>
          {t('sheet.all')} <span className="num">{toWrite + totals.same + totals.wrong}</span>
        </button>
        {states.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={one === state} onClick={() => setState(one)}>
            {t(`sheet.${one}`)} <span className="num">{totals[one]}</span>
          </button>
        ))}
      </div>
      {totals.wrong > 0 && (
        <div className="sheet-wrong">
          <p>
            {t(applied ? 'sheet.leftOut' : 'sheet.wrongBody', { count: totals.wrong })}{' '}
            <a href={apiUrl(`/imports/${id}/wrong-rows`)} download>
              {t('sheet.downloadWrong')}
            </a>
          </p>
          {!applied && (
            <Checkbox checked={leaveWrong} onChange={(event) => setLeaveWrong(event.target.checked)}>
              {t('sheet.leaveWrong', { count: totals.wrong })}
            </Checkbox>
          )}
        </div>
      )}
      <table className="work-table">
        <thead>
          <tr>
            <th>{t('sheet.row')}</th>
            <th>{t('sheet.state')}</th>
            <th>{t('sheet.key')}</th>
            <th>{t('sheet.what')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.row} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="soft centered">{t('sheet.noRows')}</p>}
      {found.hasNextPage && (
        <p className="centered">
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </p>
      )}
    </div>
  );
}

function Row({ row }: { readonly row: ImportRow }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const name = (field: string): string => (i18n.exists(`cell.${field}`) ? t(`cell.${field}`) : field);
  const told = Object.entries(row.values)
    .filter(([, value]) => value !== '')
    .map(([, value]) => value);
  return (
    <tr data-state={row.state}>
      <td className="num" data-label={t('sheet.row')}>
        {row.row}
      </td>
      <td data-label={t('sheet.state')}>
        <span aria-hidden="true">{{ wrong: '!', new: '+', changed: '~', same: '=' }[row.state]}</span>{' '}
        {t(`sheet.${row.state}`)}
      </td>
      <td className="cell-title">{row.key}</td>
      <td className="sheet-cells" data-label={t('sheet.what')}>
        {row.state === 'wrong' ? (
          <ul>
            {row.errors.map((error) => (
              <li key={error.field}>
                <strong>{name(error.field)}</strong> {say(error.message)}
              </li>
            ))}
          </ul>
        ) : row.state === 'changed' ? (
          <ChangedFields fields={row.fields} />
        ) : (
          <span className="soft">{told.join(' · ')}</span>
        )}
      </td>
    </tr>
  );
}
