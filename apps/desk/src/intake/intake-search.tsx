import type { IntakeHit } from '@pledge/contracts';
import { ErrorState, joined } from '@pledge/web';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchIntake } from '../api/cases.js';
import { useDebounced } from '../common/use-debounced.js';

/** Finds the caller by phone, customer, serial or contract number; Enter takes the first. */
export function IntakeSearch(props: {
  readonly chosen: IntakeHit | null;
  readonly onPick: (hit: IntakeHit) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 200);
  const found = useQuery({
    queryKey: ['intake', q],
    queryFn: ({ signal }) => searchIntake(q, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const items = q === '' ? [] : (found.data?.items ?? []);
  return (
    <section className="intake-search" aria-labelledby="search-title">
      <h2 id="search-title">{t('intake.who')}</h2>
      <Input
        size="large"
        autoFocus
        allowClear
        value={text}
        placeholder={t('intake.searchPlaceholder')}
        aria-label={t('intake.searchPlaceholder')}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => {
          event.preventDefault();
          if (items[0] !== undefined) props.onPick(items[0]);
        }}
      />
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {q === '' && <p className="soft">{t('intake.searchHint')}</p>}
      {q !== '' && found.isSuccess && items.length === 0 && (
        <p className="soft">{t('intake.searchNone', { text: q })}</p>
      )}
      <ul className="intake-hits">
        {items.map((hit, index) => (
          <li key={index}>
            <button type="button" data-chosen={hit === props.chosen} onClick={() => props.onPick(hit)}>
              <strong>{hit.party.name}</strong>
              {hit.contract !== null && (
                <span>
                  <span className="num">{hit.contract.number}</span> {t(`phases.${hit.contract.phase}`)}
                  {hit.contract.check !== 'valid' && <strong> {t(`contractCheck.${hit.contract.check}`)}</strong>}
                </span>
              )}
              <span className="soft">
                {[hit.site?.name, hit.device === null ? null : `${hit.device.name} ${hit.device.serialNumber}`]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {hit.contact !== null && (
                <span className="soft num">
                  {hit.contact.name} {hit.contact.phone}
                </span>
              )}
              {hit.openCases.length > 0 && <span>{t('intake.openCases', { numbers: joined(hit.openCases) })}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
