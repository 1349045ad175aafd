import type { ChangePlan } from '@pledge/contracts';
import { apiUrl, formatInstant, useNow, useUser } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../common/use-people.js';

/** Every frozen version with its paper; one of them at most is in force, or was carried out (`carriedOut`). */
export function PlanVersions({
  plan,
  carriedOut = null,
}: {
  readonly plan: Pick<ChangePlan, 'versions'>;
  readonly carriedOut?: number | null;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  const staff = useUser().side === 'provider';
  const standing = (version: ChangePlan['versions'][number]): string =>
    version.version === carriedOut ? 'plan.carriedOut' : version.current ? 'plan.inForce' : 'plan.notInForce';
  return (
    <section aria-labelledby="versions-title">
      <h2 id="versions-title">{t('plan.versions')}</h2>
      {plan.versions.length === 0 && <p className="soft">{t('plan.noVersion')}</p>}
      <ul className="documents">
        {plan.versions.map((version) => (
          <li key={version.version}>
            <a href={apiUrl(`/documents/${version.documentId}`)} target="_blank" rel="noreferrer">
              {version.documentNumber} (PDF)
            </a>
            <span className="soft num">
              {t(standing(version))} · {staff && `${person(version.frozenBy)} · `}
              {formatInstant(version.frozenAt, i18n.language, now)}
            </span>
            <span className="soft hash" title={version.hash}>
              SHA-256 {version.hash.slice(0, 16)}…
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
