import type { ContractPhaseSpan } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';

/** The life of a contract as a strip: each phase with its days, the current one marked by colour and word. */
export function PhaseStrip({ phases }: { readonly phases: readonly ContractPhaseSpan[] }): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <ol className="phase-strip" aria-label={t('contract.phases')}>
      {phases.map((span) => (
        <li key={span.phase} data-current={span.current} aria-current={span.current ? 'step' : undefined}>
          <strong>
            {t(`phase.${span.phase}`)}
            {span.current && <span className="phase-now"> · {t('contract.now')}</span>}
          </strong>
          <span className="num soft">
            {span.to === null ? t('contract.from', { day: span.from }) : `${span.from} – ${span.to}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
