import type { SpareStore, StoreInput } from '@pledge/contracts';
import { EmptyState, ErrorState, LoadingState, problemText, userHasRole, useUser } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { listParties } from '../api/people.js';
import { addStore, changeStore, listStores } from '../api/spares.js';
import { Field, FormError } from '../common/field.js';
import { useTitle } from '../common/use-title.js';
import { SparesTabs } from './spares-tabs.js';

const kinds = ['site', 'project', 'centre', 'vendor'] as const;
const fresh: StoreInput = { name: '', kind: 'centre', searchOrder: 30, address: '', partyId: null };

/** Where parts lie, in the order in which they are searched. */
export function StoresPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('spares.stores'));
  const user = useUser();
  const [form, setForm] = useState<SpareStore | 'new' | null>(null);
  const stores = useQuery({ queryKey: keys.spareStores, queryFn: listStores });
  const parties = useQuery({ queryKey: keys.parties, queryFn: listParties });
  const mayChange = userHasRole(user, 'pm', 'manager', 'dispatcher');
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.spares')}</h1>
        <SparesTabs />
        <span className="frame-spacer" />
        {mayChange && (
          <Button type="primary" onClick={() => setForm('new')}>
            {t('spares.addStore')}
          </Button>
        )}
      </header>
      {stores.isPending && <LoadingState rows={4} />}
      {stores.isError && <ErrorState error={stores.error} onRetry={() => void stores.refetch()} />}
      {stores.data?.items.length === 0 && <EmptyState title={t('spares.noStores')} body={t('spares.noStoresBody')} />}
      {(stores.data?.items.length ?? 0) > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('spares.searchOrder')}</th>
              <th>{t('spares.store')}</th>
              <th>{t('spares.kindLabel')}</th>
              <th>{t('case.customer')}</th>
              <th>{t('spares.inStock')}</th>
              <th>
                <span className="visually-hidden">{t('users.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {stores.data?.items.map((store) => (
              <tr key={store.id}>
                <td className="num" data-label={t('spares.searchOrder')}>
                  {store.searchOrder}
                </td>
                <td className="cell-title">
                  {store.name} <span className="soft">{store.address}</span>
                </td>
                <td data-label={t('spares.kindLabel')}>{t(`spares.kind.${store.kind}`)}</td>
                <td data-label={t('case.customer')}>
                  {store.partyId === null
                    ? t('spares.everyCustomer')
                    : parties.data?.items.find((one) => one.id === store.partyId)?.name}
                </td>
                <td className="num" data-label={t('spares.inStock')}>
                  {store.items}
                </td>
                <td className="row-actions">
                  {mayChange && (
                    <Button size="small" type="link" onClick={() => setForm(store)}>
                      {t('common.change')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {form !== null && (
        <StoreForm
          store={form === 'new' ? null : form}
          parties={(parties.data?.items ?? []).filter((one) => one.kind === 'customer')}
          onClose={() => setForm(null)}
        />
      )}
    </div>
  );
}

function StoreForm(props: {
  readonly store: SpareStore | null;
  readonly parties: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { store, onClose } = props;
  const [draft, setDraft] = useState<StoreInput>(() => {
    if (store === null) return fresh;
    const { name, kind, searchOrder, address, partyId } = store;
    return { name, kind, searchOrder, address, partyId };
  });
  const set = (change: Partial<StoreInput>): void => setDraft((now) => ({ ...now, ...change }));
  const save = useMutation({
    mutationFn: () => (store === null ? addStore(draft) : changeStore(store.id, draft)),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: keys.spares });
    },
  });
  return (
    <Modal open title={t(store === null ? 'spares.addStore' : 'spares.changeStore')} footer={null} onCancel={onClose}>
      <form
        className="operation-form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Field label={t('robots.name')} required>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('spares.kindLabel')} required>
          {({ id }) => (
            <Select
              id={id}
              value={draft.kind}
              options={kinds.map((value) => ({ value, label: t(`spares.kind.${value}`) }))}
              onChange={(kind) => set({ kind })}
            />
          )}
        </Field>
        <Field label={t('spares.searchOrder')} required hint={t('spares.searchOrderHint')}>
          {({ id }) => (
            <InputNumber
              id={id}
              min={1}
              max={1000}
              precision={0}
              value={draft.searchOrder}
              onChange={(value) => set({ searchOrder: value ?? 1 })}
            />
          )}
        </Field>
        <Field label={t('spares.address')}>
          {(control) => (
            <Input
              {...control}
              maxLength={500}
              value={draft.address}
              onChange={(event) => set({ address: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('spares.onlyFor')}>
          {({ id }) => (
            <Select
              id={id}
              allowClear
              value={draft.partyId}
              placeholder={t('spares.everyCustomer')}
              options={props.parties.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(partyId: string | undefined) => set({ partyId: partyId ?? null })}
            />
          )}
        </Field>
        <FormError>{save.isError ? problemText(save.error, t) : ''}</FormError>
        <div className="operation-foot">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={draft.name.trim() === ''}>
            {t('robots.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
