import { currentLanguage, formatInstant, formatSpan, instant, toneOf } from '@pledge/web';
import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrialClocks } from './use-trial-clocks.js';

/** By which contract's promises the case is measured. */
export function ClockChoice({ clocks }: { readonly clocks: TrialClocks }): React.JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const english = currentLanguage() === 'en';
  return (
    <div className="trial-choice">
      <div className="field">
        <label htmlFor={id}>{t('modeler.trial.profile')}</label>
        <Select
          id={id}
          allowClear
          placeholder={t('modeler.trial.noProfile')}
          value={clocks.profileId ?? undefined}
          options={clocks.profiles.map((each) => ({ value: each.id, label: english ? each.en : each.zh }))}
          onChange={(value: string | undefined) => clocks.chooseProfile(value ?? null)}
        />
      </div>
      {clocks.severities.length > 0 && (
        <div className="field">
          <label htmlFor={`${id}-severity`}>{t('modeler.trial.severity')}</label>
          <Select
            id={`${id}-severity`}
            allowClear
            placeholder={t('modeler.trial.severityOpen')}
            value={clocks.severity ?? undefined}
            options={clocks.severities.map((each) => ({ value: each.code, label: english ? each.en : each.zh }))}
            onChange={(value: string | undefined) => clocks.chooseSeverity(value ?? null)}
          />
        </div>
      )}
    </div>
  );
}

/** The promises of the case at virtual now, with what is left. */
export function ClockList(props: { readonly clocks: TrialClocks; readonly now: number }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { clocks, now } = props;
  const english = i18n.language === 'en';
  const words = { day: t('modeler.trial.day'), hour: t('modeler.trial.hour') };
  const shown = clocks.items.filter(({ state }) => state !== 'notStarted' && state !== 'cancelled');
  if (clocks.profileId === null) return <p className="soft">{t('modeler.trial.clocksHint')}</p>;
  return (
    <>
      {shown.length === 0 && <p className="soft">{t('modeler.trial.noClocks')}</p>}
      <ul className="trial-list">
        {shown.map((clock) => {
          const due = instant(clock.dueAt);
          const tone = toneOf(clock, now);
          const state = tone === 'breach' ? 'breached' : clock.state;
          return (
            <li key={clock.id}>
              <span>
                <strong>{english ? clock.metricName.en : clock.metricName.zh}</strong>{' '}
                <span className="soft num">{formatInstant(clock.dueAt, i18n.language, now)}</span>
              </span>
              <span
                className="countdown"
                data-tone={tone}
                title={english ? clock.explanation.en : clock.explanation.zh}
              >
                <span className="word">{t(`modeler.trial.clock.${state}`)}</span>
                {clock.state === 'running' && due !== null && <span> {formatSpan(due - now, words)}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
