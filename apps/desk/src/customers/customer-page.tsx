import { ApiProblem, EmptyState, ErrorState, LoadingState, userHasRole, useUser } from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { addCustomerEntry, customerChanges, getCustomer } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { AccessList } from '../personal-data/access-list.js';
import { ChangeList } from './change-list.js';
import { ContractForm } from './contract-form.js';
import { DevicesSection } from './devices-section.js';
import { EntryForm } from './entry-form.js';
import { EntryList } from './entry-list.js';
import { PartyForm } from './party-form.js';
import { PeopleSection } from './people-section.js';
import { SheetActions } from './sheet-actions.js';
import { SitesSection } from './sites-section.js';

/** The file of one customer: contracts, people, sites, devices, opinions (Y28). */
export function CustomerPage(): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { id = '' } = useParams();
  const [dialog, setDialog] = useState<'change' | 'contract' | 'entry' | null>(null);
  const found = useQuery({ queryKey: keys.customer(id), queryFn: () => getCustomer(id) });
  useTitle(found.data?.name ?? t('nav.customers'));
  if (found.isPending) return <LoadingState rows={10} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404) {
      return (
        <EmptyState title={t('customers.notFound')}>
          <Link to="/customers?tab=parties">{t('nav.customers')}</Link>
        </EmptyState>
      );
    }
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  const file = found.data;
  const mayWrite = userHasRole(user, 'dispatcher', 'pm', 'manager');
  return (
    <div className="record-page">
      <header className="record-band">
        <div className="band-title">
          <h1>{file.name}</h1>
          <p className="soft">
            {[file.industry, file.address, file.phone].filter((part) => part !== '').join(' · ')}
            {file.openCases > 0 && (
              <>
                {' · '}
                <Link to="/cases">{t('customers.openCases', { count: file.openCases })}</Link>
              </>
            )}
          </p>
          {file.note !== '' && <p className="soft">{file.note}</p>}
        </div>
        {mayWrite && <Button onClick={() => setDialog('change')}>{t('customers.changeParty')}</Button>}
      </header>
      <div className="record-columns">
        <div>
          <section aria-labelledby="contracts-title">
            <header className="section-head">
              <h2 id="contracts-title">{t('customers.contracts')}</h2>
              {userHasRole(user, 'pm', 'manager') && (
                <Button size="small" onClick={() => setDialog('contract')}>
                  {t('customers.addContract')}
                </Button>
              )}
            </header>
            {file.contracts.length === 0 && <p className="soft">{t('customers.noContracts')}</p>}
            <ul className="plain-list">
              {file.contracts.map((contract) => (
                <li key={contract.number}>
                  <div>
                    <p>
                      <Link to={`/contracts/${encodeURIComponent(contract.number)}`}>{contract.name}</Link>
                    </p>
                    <p className="soft">
                      <span className="num">{contract.number}</span> ·{' '}
                      {contract.state === 'draft' ? (
                        <span className="draft-mark">{t('contract.draft')}</span>
                      ) : (
                        t(`phase.${contract.phase}`)
                      )}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </section>
          <PeopleSection partyId={file.id} contacts={file.contacts} sites={file.sites} />
          {mayWrite && (
            <p className="sheet-line">
              {t('people.sheet')} <SheetActions partyId={file.id} kind="contacts" />
            </p>
          )}
          <section aria-labelledby="opinions-title">
            <header className="section-head">
              <h2 id="opinions-title">{t('customers.opinions')}</h2>
              <Button size="small" onClick={() => setDialog('entry')}>
                {t('entry.add')}
              </Button>
            </header>
            <EntryList entries={file.entries} none={t('customers.noOpinions')} />
          </section>
        </div>
        <div>
          <SitesSection partyId={file.id} sites={file.sites} />
          <DevicesSection partyId={file.id} sites={file.sites} />
          <ChangeList queryKey={[...keys.customer(id), 'changes']} load={() => customerChanges(id)} />
          {userHasRole(user, 'dispatcher', 'pm', 'manager', 'supervisor') && (
            <section aria-labelledby="accesses-title">
              <h2 id="accesses-title">{t('personalData.title')}</h2>
              <div className="access-list-scroll" tabIndex={0} role="region" aria-labelledby="accesses-title">
                <AccessList party={file.id} />
              </div>
            </section>
          )}
        </div>
      </div>
      {dialog === 'change' && <PartyForm file={file} onClose={() => setDialog(null)} onSaved={() => undefined} />}
      {dialog === 'contract' && (
        <ContractForm
          partyId={file.id}
          onClose={() => setDialog(null)}
          onSaved={(detail) => void navigate(`/contracts/${encodeURIComponent(detail.number)}`)}
        />
      )}
      {dialog === 'entry' && (
        <EntryForm
          kinds={['opinion', 'visit', 'document', 'note']}
          save={(body) => addCustomerEntry(file.id, body)}
          onClose={() => setDialog(null)}
          onSaved={() => void queries.invalidateQueries({ queryKey: keys.customer(id) })}
        />
      )}
    </div>
  );
}
