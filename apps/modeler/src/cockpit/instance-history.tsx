import { ErrorState, formatInstant, LoadingState, serverNow } from '@pledge/web';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHistory } from './cockpit-api.js';
import { historyLines } from './history-lines.js';

/** What happened in an instance, step by step, read when it is opened. */
export function InstanceHistory(props: {
  readonly id: string;
  readonly names: ReadonlyMap<string, string>;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const history = useHistory(props.id, wanted);
  const lines = historyLines(history.data?.pages.flatMap(({ items }) => items) ?? [], props.names);
  return (
    <details className="cockpit-history" onToggle={(event) => setWanted(event.currentTarget.open)}>
      <summary>{t('modeler.cockpit.history.title')}</summary>
      <p className="soft">{t('modeler.cockpit.history.hint')}</p>
      {wanted && history.isPending && <LoadingState rows={4} />}
      {history.isError && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
      <ol>
        {lines.map((line) => (
          <li key={line.seq}>
            <span className="num soft">{formatInstant(line.at, i18n.language, serverNow())}</span>
            <span>
              {line.name !== '' && <strong>{line.name} </strong>}
              {t(`modeler.cockpit.history.types.${line.type}`)}{' '}
              {line.actor !== '' && (
                <span className="soft">
                  {t('modeler.cockpit.history.by', {
                    actor: line.actor === 'system' ? t('modeler.cockpit.history.system') : line.actor,
                  })}
                </span>
              )}
              {line.detail !== '' && <span className="soft cockpit-why">{line.detail}</span>}
            </span>
          </li>
        ))}
      </ol>
      {history.hasNextPage && (
        <Button loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t('modeler.cockpit.loadMore')}
        </Button>
      )}
    </details>
  );
}
