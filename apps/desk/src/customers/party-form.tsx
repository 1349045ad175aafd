import type { CustomerFile } from '@pledge/contracts';
import { ApiProblem, problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveCustomer } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';

/** Creates a customer or changes the one given. */
export function PartyForm(props: {
  readonly file?: CustomerFile;
  readonly onClose: () => void;
  readonly onSaved: (file: CustomerFile) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { file } = props;
  const [party, setParty] = useState({
    name: file?.name ?? '',
    shortName: file?.shortName ?? '',
    industry: file?.industry ?? '',
    address: file?.address ?? '',
    phone: file?.phone ?? '',
    note: file?.note ?? '',
  });
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      saveCustomer(file?.id ?? null, { ...party, ...(file === undefined ? {} : { revision: file.revision }) }),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: keys.parties });
      await queries.invalidateQueries({ queryKey: keys.customer(saved.id) });
      props.onSaved(saved);
      props.onClose();
    },
  });
  const server = fieldErrors(save.error);
  const need = (name: 'name' | 'shortName'): string =>
    tried && party[name].trim() === '' ? t('web.form.required') : (server[name] ?? '');
  const text = (name: keyof typeof party, label: string, required = false): React.JSX.Element => (
    <Field label={label} required={required} error={required ? need(name as 'name') : server[name]}>
      {(control) => (
        <Input
          {...control}
          value={party[name]}
          onChange={(event) => setParty({ ...party, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <Modal
      open
      title={t(file === undefined ? 'customers.addParty' : 'customers.changeParty')}
      footer={null}
      onCancel={props.onClose}
      mask={{ closable: false }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (party.name.trim() !== '' && party.shortName.trim() !== '') save.mutate();
        }}
      >
        {text('name', t('customers.name'), true)}
        <div className="form-row">
          {text('shortName', t('customers.shortName'), true)}
          {text('industry', t('customers.industry'))}
        </div>
        {text('address', t('customers.address'))}
        {text('phone', t('customers.phone'))}
        {text('note', t('customers.note'))}
        <FormError>{save.error instanceof ApiProblem ? problemText(save.error, t) : ''}</FormError>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('customers.save')}
        </Button>
      </form>
    </Modal>
  );
}
