import type { ProfileVersion } from '@pledge/contracts';
import { ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { getDifference } from '../api/profiles.js';
import { ChangedFields } from '../customers/change-list.js';

/** What the shown version changes against another one, row by row. */
export function DifferenceView(props: {
  readonly id: string;
  readonly versions: readonly ProfileVersion[];
  readonly shown: number;
}): React.JSX.Element | null {
  const { t } = useTranslation();
  const others = props.versions.filter((one) => one.version !== props.shown);
  const before = others.find((one) => one.version < props.shown) ?? others[0];
  const [chosen, setChosen] = useState<number | null>(null);
  const from = chosen ?? before?.version ?? 0;
  const difference = useQuery({
    queryKey: [...keys.profileVersions(props.id), 'difference', from, props.shown],
    queryFn: () => getDifference(props.id, from, props.shown),
    enabled: from > 0,
  });
  if (before === undefined) return null;
  return (
    <section aria-labelledby="difference-title" className="difference">
      <header className="section-head">
        <h2 id="difference-title">{t('profile.difference')}</h2>
        <Select
          size="small"
          aria-label={t('profile.compareWith')}
          value={from}
          options={others.map((one) => ({ value: one.version, label: t('profile.version', { version: one.version }) }))}
          onChange={setChosen}
        />
      </header>
      {difference.isPending && <LoadingState rows={2} />}
      {difference.isError && <ErrorState error={difference.error} />}
      {difference.data?.changes.length === 0 && <p className="soft">{t('profile.noDifference')}</p>}
      <ol className="change-list">
        {difference.data?.changes.map((change) => (
          <li key={`${change.section} ${change.row ?? ''} ${change.change}`}>
            <p>
              <strong>{t(`section.${change.section}`)}</strong> <span className="num">{change.row}</span>{' '}
              <span className="soft">{t(`difference.${change.change}`)}</span>
            </p>
            {change.change === 'changed' && <ChangedFields fields={change.fields} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
