import type { EmergencyPlan, PlanVersion } from '@pledge/contracts';
import { ErrorState, formatInstant, LoadingState, useNow, useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listPlanVersions } from '../api/emergencies.js';
import { keys } from '../api/keys.js';
import { usePeople } from '../common/use-people.js';

/** Every version with who signed it for which party; a new version is signed anew. */
export function PlanSignatures({ plan }: { readonly plan: EmergencyPlan }): React.JSX.Element {
  const { t } = useTranslation();
  const versions = useQuery({
    queryKey: keys.emergencyPlanVersions(plan.key),
    queryFn: () => listPlanVersions(plan.key),
  });
  return (
    <section aria-labelledby="versions-title">
      <h2 id="versions-title">{t('emergency.versions')}</h2>
      {versions.isPending && <LoadingState rows={3} />}
      {versions.isError && <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />}
      <ol className="plan-versions">
        {versions.data?.items.map((version) => (
          <Version key={version.version} version={version} newest={version.version === plan.version} />
        ))}
      </ol>
    </section>
  );
}

function Version({ version, newest }: { readonly version: PlanVersion; readonly newest: boolean }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  const staff = useUser().side === 'provider';
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  return (
    <li>
      <p>
        <strong>{t('emergency.version', { version: version.version })}</strong>{' '}
        {newest && t(version.agreed ? 'emergency.agreed' : 'emergency.notAgreedShort')}{' '}
        <span className="soft">
          {staff && version.createdBy !== 'system' && person(version.createdBy)} {time(version.createdAt)}
        </span>
      </p>
      <p className="soft hash" title={version.hash}>
        SHA-256 {version.hash.slice(0, 16)}…
      </p>
      <ul>
        {(['provider', 'customer'] as const).map((side) => {
          const signed = version.agreements.filter((one) => one.side === side);
          if (signed.length === 0)
            return (
              <li key={side} className="soft">
                {t('emergency.unsigned', { side: t(`emergency.side.${side}`) })}
              </li>
            );
          return signed.map((one) => (
            <li key={`${side}${one.partyName}`}>
              ✓ {one.partyName} {staff && person(one.by)} <span className="soft num">{time(one.at)}</span>
            </li>
          ));
        })}
      </ul>
    </li>
  );
}
