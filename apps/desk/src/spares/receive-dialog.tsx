import type { ReceiveSpare } from '@pledge/contracts';
import { fromLocalInput, problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { listStores, receiveSpare } from '../api/spares.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { TimeInput } from '../common/time-input.js';

const texts = ['serialNumber', 'name', 'model', 'fits'] as const;
type Texts = Readonly<Record<(typeof texts)[number], string>>;

/** Into a store: our own, or a device that its vendor supplies first (厂商先行). */
export function ReceiveDialog({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const stores = useQuery({ queryKey: keys.spareStores, queryFn: listStores });
  const [text, setText] = useState<Texts>({ serialNumber: '', name: '', model: '', fits: '' });
  const [store, setStore] = useState<string | null>(null);
  const [lent, setLent] = useState(false);
  const [vendor, setVendor] = useState({ name: '', dueBack: '', caseNumber: '' });
  const receive = useMutation({
    mutationFn: (body: ReceiveSpare) => receiveSpare(body),
    onSuccess: async () => {
      void message.success(t('spares.received'));
      onClose();
      await queries.invalidateQueries({ queryKey: keys.spares });
    },
  });
  const errors = fieldErrors(receive.error);
  const ready =
    store !== null &&
    texts.every((name) => text[name].trim() !== '') &&
    (!lent || (vendor.name.trim() !== '' && vendor.dueBack !== ''));
  return (
    <Modal open title={t('spares.receive')} footer={null} onCancel={onClose}>
      <form
        className="operation-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (store === null) return;
          receive.mutate({
            serialNumber: text.serialNumber.trim(),
            name: text.name.trim(),
            model: text.model.trim(),
            fits: text.fits
              .split(/[,，、\n]/)
              .map((one) => one.trim())
              .filter((one) => one !== ''),
            storeId: store,
            ...(lent
              ? {
                  vendor: {
                    name: vendor.name.trim(),
                    dueBack: fromLocalInput(vendor.dueBack),
                    ...(vendor.caseNumber.trim() === '' ? {} : { caseNumber: vendor.caseNumber.trim() }),
                  },
                }
              : {}),
          });
        }}
      >
        {texts.map((name) => (
          <Field
            key={name}
            label={t(`spares.field.${name}`)}
            required
            hint={name === 'fits' ? t('spares.fitsHint') : undefined}
            error={errors[name]}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={200}
                value={text[name]}
                onChange={(event) => setText({ ...text, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Field label={t('spares.store')} required>
          {({ id }) => (
            <Select
              id={id}
              value={store}
              options={(stores.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
              onChange={setStore}
            />
          )}
        </Field>
        <Checkbox checked={lent} onChange={(event) => setLent(event.target.checked)}>
          {t('spares.vendorFirst')}
        </Checkbox>
        {lent && (
          <>
            <Field label={t('spares.vendorName')} required>
              {(control) => (
                <Input
                  {...control}
                  value={vendor.name}
                  onChange={(event) => setVendor({ ...vendor, name: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('spares.vendorDue')} required>
              {(control) => (
                <TimeInput
                  control={control}
                  value={vendor.dueBack}
                  onChange={(time) => setVendor({ ...vendor, dueBack: time })}
                />
              )}
            </Field>
            <Field label={t('case.number')}>
              {(control) => (
                <Input
                  {...control}
                  value={vendor.caseNumber}
                  onChange={(event) => setVendor({ ...vendor, caseNumber: event.target.value })}
                />
              )}
            </Field>
          </>
        )}
        <FormError>
          {receive.isError && Object.keys(errors).length === 0 ? problemText(receive.error, t) : ''}
        </FormError>
        <div className="operation-foot">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={receive.isPending} disabled={!ready}>
            {t('spares.receive')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
