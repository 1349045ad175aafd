import type { Drill } from '@pledge/contracts';
import { joined, problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { rehearseDrill } from '../api/drills.js';
import { useBilingual } from '../common/bilingual.js';
import { FormError } from '../common/field.js';

/** The drill in virtual time, before people are called: how long it takes if every step uses its whole limit. */
export function RehearsalView({ drill }: { readonly drill: Drill }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const play = useMutation({ mutationFn: () => rehearseDrill(drill.number) });
  const played = play.data;
  const end = Math.max(1, ...(played?.steps ?? []).map((step) => Math.min(step.to ?? step.from, played?.minutes ?? 1)));
  return (
    <section aria-labelledby="drill-rehearsal-title">
      <div className="section-head">
        <h2 id="drill-rehearsal-title">{t('drill.rehearsal')}</h2>
        <Button loading={play.isPending} onClick={() => play.mutate()}>
          {t('drill.rehearse')}
        </Button>
      </div>
      <p className="soft">{t('drill.rehearsalHint')}</p>
      <FormError>{play.isError ? problemText(play.error, t) : ''}</FormError>
      {played !== undefined && (
        <>
          <p data-late={played.minutes > played.rtoMinutes}>
            {played.state !== 'completed'
              ? t('drill.rehearsalStuck', { where: played.problem ?? joined(played.waiting) })
              : t(played.minutes > played.rtoMinutes ? 'drill.rehearsalLate' : 'drill.rehearsalOk', {
                  minutes: played.minutes,
                  goal: played.rtoMinutes,
                })}
          </p>
          <ol className="drill-axis">
            {played.steps
              .filter((step) => step.from < end)
              .map((step) => (
                <li key={`${step.elementId}/${String(step.from)}`}>
                  <span>{say(step.name)}</span>
                  <span className="drill-axis-line">
                    <span
                      className="drill-axis-bar"
                      style={{
                        left: `${String((100 * step.from) / end)}%`,
                        width: `${String((100 * (Math.min(step.to ?? end, end) - step.from)) / end)}%`,
                      }}
                    />
                    {played.injects
                      .filter((inject) => inject.during.includes(step.elementId))
                      .map((inject) => (
                        <span
                          key={inject.id}
                          className="drill-axis-inject"
                          style={{ left: `${String(Math.min(100, (100 * inject.afterMinutes) / end))}%` }}
                          title={t('drill.atMinute', { minute: inject.afterMinutes })}
                        />
                      ))}
                  </span>
                  <span className="num soft">
                    {step.from}–{step.to ?? '…'}
                  </span>
                </li>
              ))}
          </ol>
        </>
      )}
    </section>
  );
}
