import type { ContactPerson, UserPick } from '@pledge/contracts';
import { ApiProblem, api, LoadingState, problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linkContactAccount } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';

/** The administrator says which portal account is this person: it alone confirms in the portal in the person's name. */
export function PersonAccount(props: {
  readonly person: ContactPerson;
  readonly partyId: string;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { person, partyId } = props;
  const [account, setAccount] = useState(person.account);
  const accounts = useQuery({
    queryKey: [...keys.people, 'party', partyId],
    queryFn: () => api.get<{ readonly items: readonly UserPick[] }>('/users', { query: { partyId, limit: 200 } }),
  });
  const save = useMutation({
    mutationFn: () => linkContactAccount(person.id, { account, revision: person.revision }),
    onSuccess: async () => {
      await Promise.all([keys.contracts, keys.customers].map((queryKey) => queries.invalidateQueries({ queryKey })));
      props.onClose();
    },
  });
  const known = accounts.data?.items ?? [];
  return (
    <Modal
      open
      title={t('people.accountTitle', { name: person.name })}
      footer={null}
      onCancel={props.onClose}
      mask={{ closable: false }}
    >
      {accounts.isPending ? (
        <LoadingState rows={3} />
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <p className="soft">{t('people.accountBody')}</p>
          <Field
            label={t('people.account')}
            hint={known.length === 0 ? t('people.accountNone') : ''}
            error={fieldErrors(save.error)['account'] ?? ''}
          >
            {(control) => (
              <Select
                id={control.id}
                status={control.status}
                allowClear
                placeholder={t('people.noAccount')}
                value={account}
                options={known.map((one) => ({ value: one.username, label: `${one.displayName} · ${one.username}` }))}
                onChange={(username: string | undefined) => setAccount(username ?? null)}
              />
            )}
          </Field>
          <FormError>{save.error instanceof ApiProblem ? problemText(save.error, t) : ''}</FormError>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('people.accountSave')}
          </Button>
        </form>
      )}
    </Modal>
  );
}
