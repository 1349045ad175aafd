import type { ContactPerson, Site } from '@pledge/contracts';
import { apiUrl, problemText, userHasRole, useUser } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeContact } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { ErasePerson } from '../personal-data/erase-person.js';
import { ContactForm } from './contact-form.js';
import { PersonAccount } from './person-account.js';

const kinds = ['representative', 'confirmer', 'site'] as const;

/** People on the customer's side: representatives with how many there may be, confirmers with their seal, contacts at sites. */
export function PeopleSection(props: {
  readonly partyId: string;
  readonly contacts: readonly ContactPerson[];
  readonly sites: readonly Site[];
  /** Most representatives of the contract. */
  readonly most?: number;
  readonly contractNumber?: string;
}): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const [form, setForm] = useState<ContactPerson | 'new' | null>(null);
  const [linking, setLinking] = useState<ContactPerson | null>(null);
  const [erasing, setErasing] = useState<ContactPerson | null>(null);
  const administers = userHasRole(user, 'admin');
  const mayWrite = userHasRole(user, 'dispatcher', 'pm', 'manager');
  const remove = useMutation({
    mutationFn: removeContact,
    onSuccess: () =>
      Promise.all([keys.contracts, keys.customers].map((queryKey) => queries.invalidateQueries({ queryKey }))),
    onError: (error) => void message.error(problemText(error, t)),
  });
  const siteName = (id: string | null): string => props.sites.find((site) => site.id === id)?.name ?? '';
  return (
    <section aria-labelledby="people-title">
      <header className="section-head">
        <h2 id="people-title">{t('people.title')}</h2>
        {mayWrite && (
          <Button size="small" onClick={() => setForm('new')}>
            {t('people.add')}
          </Button>
        )}
      </header>
      {props.contacts.length === 0 && <p className="soft">{t('people.none')}</p>}
      {kinds.map((kind) => {
        const people = props.contacts.filter((one) => one.kind === kind);
        if (people.length === 0) return null;
        return (
          <div key={kind}>
            <h3>
              {t(`contactKind.${kind}`)}
              {kind === 'representative' && props.most !== undefined && (
                <span className="num soft"> {t('people.count', { count: people.length, most: props.most })}</span>
              )}
            </h3>
            <ul className="people-list">
              {people.map((one) => (
                <li key={one.id}>
                  {one.sealFileId !== null && user.side === 'provider' && (
                    <a href={apiUrl(`/files/${one.sealFileId}/content`)} target="_blank" rel="noreferrer">
                      <img
                        className="seal"
                        src={apiUrl(`/files/${one.sealFileId}/content`)}
                        alt={t('people.sealOf', { name: one.name })}
                      />
                    </a>
                  )}
                  <div>
                    <p>
                      <strong>{one.name}</strong> {one.title}
                    </p>
                    <p className="soft">
                      <a className="num" href={`tel:${one.phone}`}>
                        {one.phone}
                      </a>
                      {[one.email, siteName(one.siteId), one.contractNumber]
                        .filter(Boolean)
                        .map((part) => ` · ${String(part)}`)}
                    </p>
                    {one.account !== null && user.side === 'provider' && (
                      <p className="soft">{t('people.accountIs', { account: one.account })}</p>
                    )}
                  </div>
                  {mayWrite && (
                    <span className="row-actions">
                      {administers && (
                        <Button size="small" type="link" onClick={() => setLinking(one)}>
                          {t('people.account')}
                        </Button>
                      )}
                      <Button size="small" type="link" onClick={() => setForm(one)}>
                        {t('people.change')}
                      </Button>
                      <Button
                        size="small"
                        type="link"
                        onClick={() =>
                          modal.confirm({
                            title: t('people.removeTitle', { name: one.name }),
                            content: t('people.removeBody'),
                            okText: t('common.remove'),
                            icon: null,
                            onOk: () =>
                              remove.mutateAsync(one.id).then(
                                () => undefined,
                                () => undefined,
                              ),
                          })
                        }
                      >
                        {t('common.remove')}
                      </Button>
                      {administers && (
                        <Button size="small" type="link" danger onClick={() => setErasing(one)}>
                          {t('personalData.erase')}
                        </Button>
                      )}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {linking !== null && <PersonAccount person={linking} partyId={props.partyId} onClose={() => setLinking(null)} />}
      {erasing !== null && <ErasePerson person={erasing} onClose={() => setErasing(null)} />}
      {form !== null && (
        <ContactForm
          {...(form === 'new' ? {} : { person: form })}
          partyId={props.partyId}
          sites={props.sites}
          onClose={() => setForm(null)}
        />
      )}
    </section>
  );
}
