import type { TaskView } from '@pledge/contracts';
import { ErrorState, formatInstant, joined, LoadingState, useNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { instanceHistory } from '../../api/task-operations.js';
import { usePeople } from '../../common/use-people.js';
import { useStepNames } from '../../common/use-step-names.js';
import { workLog } from './work-log.js';

/** Who did what to the steps of this process instance, newest first; both names where somebody acted for another. */
export function WorkLogList({
  task,
}: {
  readonly task: Pick<TaskView, 'processInstanceId' | 'definitionId'>;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  const step = useStepNames(task.definitionId);
  const history = useQuery({
    queryKey: keys.instanceHistory(task.processInstanceId),
    queryFn: () => instanceHistory(task.processInstanceId),
  });
  const lines = workLog(history.data ?? []);
  return (
    <section className="work-log" aria-labelledby="work-log-title">
      <h2 id="work-log-title">{t('workLog.title')}</h2>
      {history.isPending && <LoadingState rows={3} />}
      {history.isError && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
      {history.isSuccess && lines.length === 0 && <p className="soft">{t('workLog.none')}</p>}
      <ol>
        {lines.map((line) => (
          <li key={line.seq}>
            <span className="num soft">{formatInstant(line.at, i18n.language, now)}</span>
            <div>
              <p>
                <strong>
                  {line.onBehalfOf === null
                    ? person(line.actor)
                    : t('workLog.onBehalfOf', { actor: person(line.actor), absent: person(line.onBehalfOf) })}
                </strong>{' '}
                {t(`workLog.kinds.${line.kind}`)} <span className="soft">{step(line.elementId)}</span>
                {line.to.length > 0 && ` → ${joined(line.to.map(person))}`}
                {line.target !== null && ` → ${step(line.target)}`}
              </p>
              {line.reason !== null && <p className="soft work-reason">{line.reason}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
