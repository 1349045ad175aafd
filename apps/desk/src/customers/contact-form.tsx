import { MAX_FILE_BYTES, megabytes, type ContactPerson, type SaveContactRequest, type Site } from '@pledge/contracts';
import { ApiProblem, apiUrl, problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveContact, uploadFile } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { fieldErrors } from '../common/field-errors.js';
import { Choices, Field, FormError } from '../common/field.js';
import { FileChoice } from '../common/file-choice.js';

type Kind = SaveContactRequest['kind'];
const seals = { bytes: MAX_FILE_BYTES, count: 1 } as const;
const kinds: readonly Kind[] = ['representative', 'confirmer', 'site'];

/** Names a person on the customer's side; a confirmer may come with a picture of the seal. */
export function ContactForm(props: {
  readonly person?: ContactPerson;
  readonly partyId: string;
  readonly sites: readonly Site[];
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { person } = props;
  const [kind, setKind] = useState<Kind>(person?.kind ?? 'representative');
  const [cells, setCells] = useState({
    name: person?.name ?? '',
    title: person?.title ?? '',
    phone: person?.phone ?? '',
    email: person?.email ?? '',
    siteId: person?.siteId ?? '',
    sealFileId: person?.sealFileId ?? '',
  });
  const [tried, setTried] = useState(false);
  const upload = useMutation({
    mutationFn: uploadFile,
    onSuccess: (sealFileId) => setCells((before) => ({ ...before, sealFileId })),
  });
  const save = useMutation({
    mutationFn: () =>
      saveContact(person?.id ?? null, {
        partyId: props.partyId,
        kind,
        name: cells.name.trim(),
        title: cells.title.trim(),
        phone: cells.phone.trim(),
        email: cells.email.trim() === '' ? null : cells.email.trim(),
        siteId: cells.siteId === '' ? null : cells.siteId,
        contractNumber: person?.contractNumber ?? null,
        sealFileId: cells.sealFileId === '' ? null : cells.sealFileId,
        ...(person === undefined ? {} : { revision: person.revision }),
      }),
    onSuccess: async () => {
      await Promise.all([keys.contracts, keys.customers].map((queryKey) => queries.invalidateQueries({ queryKey })));
      props.onClose();
    },
  });
  const server = fieldErrors(save.error);
  const need = (name: 'name' | 'phone'): string =>
    tried && cells[name].trim() === '' ? t('web.form.required') : (server[name] ?? '');
  const text = (name: 'name' | 'title' | 'phone' | 'email', type = 'text', required = false): React.JSX.Element => (
    <Field label={t(`cell.${name}`)} required={required} error={required ? need(name as 'name') : server[name]}>
      {(control) => (
        <Input
          {...control}
          type={type}
          value={cells[name]}
          onChange={(event) => setCells({ ...cells, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <Modal
      open
      title={t(person === undefined ? 'people.add' : 'people.change')}
      footer={null}
      onCancel={props.onClose}
      mask={{ closable: false }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (cells.name.trim() !== '' && cells.phone.trim() !== '') save.mutate();
        }}
      >
        <Choices
          label={t('cell.kind')}
          required
          inline
          error={server['kind']}
          value={kind}
          options={kinds.map((one) => ({ value: one, label: t(`contactKind.${one}`) }))}
          onChange={setKind}
        />
        <div className="form-row">
          {text('name', 'text', true)}
          {text('title')}
        </div>
        <div className="form-row">
          {text('phone', 'tel', true)}
          {text('email', 'email')}
        </div>
        <Field label={t('cell.site')} error={server['siteId']}>
          {(control) => (
            <Select
              id={control.id}
              allowClear
              value={cells.siteId === '' ? undefined : cells.siteId}
              options={props.sites.map((site) => ({ value: site.id, label: site.name }))}
              onChange={(siteId: string | undefined) => setCells({ ...cells, siteId: siteId ?? '' })}
            />
          )}
        </Field>
        {kind === 'confirmer' && (
          <FileChoice
            label={t('people.seal')}
            button={t('people.sealChoose')}
            hint={t('people.sealHint', { limit: megabytes(seals.bytes) })}
            error={server['sealFileId'] ?? (upload.error === null ? '' : problemText(upload.error, t))}
            accept="image/*,application/pdf"
            limits={seals}
            photoOf={[t('people.seal'), cells.name.trim()].join(' ').trim()}
            files={[]}
            onChange={([file]) => {
              if (file !== undefined) upload.mutate(file);
            }}
          >
            {cells.sealFileId !== '' && (
              <img className="seal" src={apiUrl(`/files/${cells.sealFileId}/content`)} alt={t('people.seal')} />
            )}
          </FileChoice>
        )}
        <FormError>{save.error instanceof ApiProblem ? problemText(save.error, t) : ''}</FormError>
        <Button type="primary" htmlType="submit" loading={save.isPending || upload.isPending}>
          {t('people.save')}
        </Button>
      </form>
    </Modal>
  );
}
