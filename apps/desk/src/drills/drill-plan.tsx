import type { Drill } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';

const texts = ['objective', 'scenario', 'safetyStop'] as const;

/** The plan of the drill to read, with what still lacks on top. */
export function DrillPlan({ drill }: { readonly drill: Drill }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { content, agreement } = drill;
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  return (
    <>
      {drill.gaps.length > 0 && (
        <div className="plan-lock">
          <strong>{t('drill.gapsTitle')}</strong>
          <ul>
            {drill.gaps.map((gap) => (
              <li key={gap}>{t(`drill.gap.${gap}`)}</li>
            ))}
          </ul>
        </div>
      )}
      <dl className="drill-facts">
        <dt>{t('drill.window')}</dt>
        <dd className="num">
          {content.window === null ? t('drill.open') : `${time(content.window.from)} – ${time(content.window.to)}`}
        </dd>
        {agreement !== null && (
          <>
            <dt>{t('drill.agreement')}</dt>
            <dd>
              {agreement.agreed ? '✓ ' : '✕ '}
              {t(agreement.agreed ? 'drill.agreedBy' : 'drill.refusedBy', {
                name: agreement.by,
                time: time(agreement.at),
              })}
              {agreement.note !== '' && <span className="soft"> {agreement.note}</span>}
            </dd>
          </>
        )}
        {texts.map(
          (part) =>
            content[part].trim() !== '' && (
              <div key={part} className="drill-pair">
                <dt>{t(`drill.part.${part}`)}</dt>
                <dd className="plan-text">{content[part]}</dd>
              </div>
            ),
        )}
        <dt>{t('drill.participants')}</dt>
        <dd>
          {drill.participants.length === 0 ? (
            t('drill.open')
          ) : (
            <ul>
              {drill.participants.map((one) => (
                <li key={one.username}>
                  {one.name}{' '}
                  <span className="soft">
                    {t(`drill.side.${one.side}`)}
                    {one.duty !== '' && ` · ${one.duty}`}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
    </>
  );
}
