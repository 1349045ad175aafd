import type { ContractDetail } from '@pledge/contracts';
import { ApiProblem, EmptyState, ErrorState, LoadingState, userHasRole, useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { contractChanges, getContract } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { usePeople } from '../common/use-people.js';
import { useTitle } from '../common/use-title.js';
import { ActivatePanel } from './activate-panel.js';
import { ChangeList } from './change-list.js';
import { ContractForm } from './contract-form.js';
import { ContractPapers } from './contract-papers.js';
import { DevicesSection } from './devices-section.js';
import { OnboardingPanel } from './onboarding-panel.js';
import { PeopleSection } from './people-section.js';
import { PhaseStrip } from './phase-strip.js';
import { PromisesTable } from './promises-table.js';
import { SitesSection } from './sites-section.js';

/** One contract: what is promised, to whom, where, for what, and in which phase it is. Customers read the own ones. */
export function ContractPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { number = '' } = useParams();
  const found = useQuery({ queryKey: keys.contract(number), queryFn: () => getContract(number) });
  useTitle(found.data === undefined ? number : `${number} ${found.data.name}`);
  if (found.isPending) return <LoadingState rows={10} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404) {
      return (
        <EmptyState title={t('contract.notFound', { number })} body={t('contract.notFoundBody')}>
          <Link to="/customers">{t('nav.customers')}</Link>
        </EmptyState>
      );
    }
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <ContractView detail={found.data} />;
}

function ContractView({ detail }: { readonly detail: ContractDetail }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const user = useUser();
  const person = usePeople();
  const [changing, setChanging] = useState(false);
  const staff = user.side === 'provider';
  const draft = detail.state === 'draft';
  return (
    <div className="record-page">
      <header className="record-band">
        <div className="band-title">
          <h1>{detail.name}</h1>
          <p className="soft">
            <span className="num">{detail.number}</span>
            {' · '}
            {staff ? <Link to={`/customers/${detail.partyId}`}>{detail.partyName}</Link> : detail.partyName}
            {' · '}
            {draft ? <span className="draft-mark">{t('contract.draft')}</span> : t(`phase.${detail.phase}`)}
            {' · '}
            {t('contract.labels', {
              customer: say(detail.partyLabels.customer),
              provider: say(detail.partyLabels.provider),
            })}
          </p>
        </div>
        {staff && userHasRole(user, 'pm', 'manager') && (
          <Button onClick={() => setChanging(true)}>{t('contract.change')}</Button>
        )}
      </header>
      <PhaseStrip phases={detail.phases} />
      {staff && draft && <ActivatePanel detail={detail} />}
      {staff && !draft && <OnboardingPanel detail={detail} />}
      <div className="record-columns">
        <div>
          <section aria-labelledby="promises-title">
            <h2 id="promises-title">{t('contract.promises')}</h2>
            <p className="soft">
              {t('contract.copyOf', { profile: say(detail.profile.name), version: detail.profileVersion })}
            </p>
            <PromisesTable profile={detail.profile} />
          </section>
        </div>
        <div>
          {(detail.scopeNote !== '' || detail.dedicatedPerson !== null) && (
            <section aria-labelledby="about-title">
              <h2 id="about-title">{t('contract.about')}</h2>
              <dl className="facts">
                {detail.scopeNote !== '' && (
                  <>
                    <dt>{t('contract.scope')}</dt>
                    <dd>{detail.scopeNote}</dd>
                  </>
                )}
                {staff && detail.dedicatedPerson !== null && (
                  <>
                    <dt>{t('contract.dedicated')}</dt>
                    <dd>{person(detail.dedicatedPerson)}</dd>
                  </>
                )}
              </dl>
            </section>
          )}
          <PeopleSection
            partyId={detail.partyId}
            contacts={detail.contacts}
            sites={detail.sites}
            most={detail.profile.maxRepresentatives}
            contractNumber={detail.number}
          />
          <SitesSection partyId={detail.partyId} sites={detail.sites} contractNumber={detail.number} />
          <DevicesSection partyId={detail.partyId} contractNumber={detail.number} sites={detail.sites} />
          {staff && <ContractPapers number={detail.number} />}
          {staff && (
            <ChangeList
              queryKey={[...keys.contract(detail.number), 'changes']}
              load={() => contractChanges(detail.number)}
            />
          )}
        </div>
      </div>
      {changing && <ContractForm detail={detail} onClose={() => setChanging(false)} onSaved={() => undefined} />}
    </div>
  );
}
