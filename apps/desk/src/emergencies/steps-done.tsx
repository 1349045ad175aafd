import type { Emergency } from '@pledge/contracts';
import { formatTime, formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';

const MINUTE_MS = 60_000;

/** What was done, in the order it ended: when, who, how long, against the limit of the plan. */
export function StepsDone(props: {
  readonly emergency: Emergency;
  readonly nameOf: (elementId: string) => string;
}): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { emergency } = props;
  const done = emergency.steps
    .filter((step) => step.endedAt !== null)
    .toSorted((a, b) => Date.parse(b.endedAt ?? '') - Date.parse(a.endedAt ?? ''));
  const minutes = (from: string, to: string | null): number =>
    Math.max(1, Math.ceil((Date.parse(to ?? from) - Date.parse(from)) / MINUTE_MS));
  return (
    <section aria-labelledby="done-title">
      <h2 id="done-title">{t('emergency.done')}</h2>
      <ol className="steps-done">
        {done.map((step) => (
          <li key={step.taskId} data-late={step.late}>
            <span className="num soft" title={formatInstant(step.endedAt, i18n.language, now)}>
              {formatTime(step.endedAt, i18n.language)}
            </span>
            <span>
              <strong>{props.nameOf(step.elementId)}</strong> {step.owner}
            </span>
            <span className="num">
              {t('emergency.minutes', { count: minutes(step.startedAt, step.endedAt) })}
              {step.dueAt !== null && (
                <span className="soft">
                  {' / '}
                  {t('emergency.minutes', { count: minutes(step.startedAt, step.dueAt) })}
                </span>
              )}
              {step.late && <strong className="late"> ✕ {t('web.time.late')}</strong>}
            </span>
          </li>
        ))}
        <li>
          <span className="num soft">{formatTime(emergency.reportedAt, i18n.language)}</span>
          <span>{t('emergency.reported', { cause: t(`emergency.cause.${emergency.cause}`) })}</span>
          <span className="soft">{t(`emergency.scope.${emergency.scope}`)}</span>
        </li>
      </ol>
    </section>
  );
}
