import { COMPONENTS, METRICS, vocabularyName, type ServiceLevelProfile } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { useLimitText } from './limit-text.js';

/** Every promise of a profile with its figure and the sentence it comes from, by level; what has no figure stands below. */
export function PromisesTable({ profile }: { readonly profile: ServiceLevelProfile }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const limit = useLimitText();
  const levels = [
    ...profile.severityScheme.levels,
    { code: 'ANY', label: { zh: t('contract.anySeverity'), en: t('contract.anySeverity') } },
  ];
  const scope = (row: { readonly region?: string | undefined; readonly component?: readonly string[] | undefined }) =>
    [
      row.region === undefined ? '' : say(profile.regions.find((one) => one.code === row.region)?.label) || row.region,
      ...(row.component ?? []).map((code) => say(vocabularyName(COMPONENTS, code))),
    ]
      .filter((part) => part !== '')
      .join(' · ');
  return (
    <div className="promise-table">
      {levels.map((level) => {
        const rows = profile.commitments.filter((row) => row.severity === level.code);
        const blanks = profile.blanks.filter((row) => row.severity === level.code);
        if (rows.length + blanks.length === 0) return null;
        return (
          <section key={level.code} aria-label={say(level.label)}>
            <h3>{say(level.label)}</h3>
            {'explanation' in level && level.explanation !== undefined && (
              <p className="soft">{say(level.explanation)}</p>
            )}
            <ul>
              {rows.map((row) => (
                <li key={row.id}>
                  <span>{say(vocabularyName(METRICS, row.metric))}</span>
                  <strong className="num">{limit(row)}</strong>
                  <span className="soft">
                    {[scope(row), calendarWord(t, profile, row.calendar)].filter((part) => part !== '').join(' · ')}
                    {row.supplement !== undefined && ` · ${say(row.supplement)}`}
                  </span>
                  <q className="soft" cite={row.source}>
                    {row.clause}
                  </q>
                </li>
              ))}
              {blanks.map((row) => (
                <li key={row.id} data-blank="true">
                  <span>{say(vocabularyName(METRICS, row.metric))}</span>
                  <strong>{t('contract.blank')}</strong>
                  <span className="soft">{scope(row)}</span>
                  <q className="soft" cite={row.source}>
                    {row.clause}
                  </q>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {profile.unmeasured.length > 0 && (
        <section aria-label={t('contract.unmeasured')}>
          <h3>{t('contract.unmeasured')}</h3>
          <ul>
            {profile.unmeasured.map((row) => (
              <li key={row.id}>
                <span>{say(vocabularyName(METRICS, row.metric))}</span>
                <strong>{t('contract.noFigure')}</strong>
                <span />
                <q className="soft" cite={row.source}>
                  {row.clause}
                </q>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function calendarWord(t: (key: string) => string, profile: ServiceLevelProfile, id: string): string {
  const kind = profile.calendars.find((calendar) => calendar.id === id)?.kind;
  return kind === undefined ? id : t(`calendarKind.${kind}`);
}
