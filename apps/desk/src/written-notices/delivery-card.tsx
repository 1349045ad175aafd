import type { NoticeDelivery, NoticeReceipt } from '@pledge/contracts';
import { apiUrl, formatInstant, joined, problemText, useNow } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordReceipt } from '../api/written-notices.js';
import { Field, FormError } from '../common/field.js';

const PROOFS = ['letter', 'fax', 'mail', 'chat', 'phone'] as const;

/** One customer: letter, whom it went to, by when they must have it, and how they got it. */
export function DeliveryCard(props: {
  readonly number: string;
  readonly delivery: NoticeDelivery;
  readonly mayRecord: boolean;
  readonly onDone: () => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { delivery } = props;
  const [open, setOpen] = useState(false);
  const time = (iso: string | null): string => formatInstant(iso, i18n.language, now);
  const late = delivery.late && delivery.state !== 'delivered';
  const ways = joined(
    delivery.sentTo.map((one) => t('written.byWay', { name: one.name, way: t(`written.ways.${one.way}`) })),
  );
  return (
    <li className="delivery" data-state={delivery.state} data-late={late}>
      <div className="delivery-head">
        <strong>{delivery.partyName}</strong>
        <span>
          {delivery.state === 'delivered' ? '✓ ' : late ? '✕ ' : ''}
          {t(`written.delivery.${late && delivery.state === 'waiting' ? 'overdue' : delivery.state}`)}
        </span>
      </div>
      {delivery.state === 'delivered' ? (
        <p className="num">
          {time(delivery.deliveredAt)} · {delivery.proof !== null && t(`written.proofs.${delivery.proof}`)}
          {delivery.personName !== null && ` · ${delivery.personName}`}
          {delivery.late && ` · ${t('written.lateBy', { time: time(delivery.dueAt) })}`}
        </p>
      ) : (
        <p className="num" title={delivery.clause}>
          {t('written.due', { time: time(delivery.dueAt) })}
        </p>
      )}
      <p className="soft">
        <a href={apiUrl(`/documents/${delivery.documentId}`)} target="_blank" rel="noreferrer">
          {delivery.documentNumber} (PDF)
        </a>
        {ways !== '' && ` · ${t('written.sentTo', { people: ways })}`}
        {delivery.posted !== null &&
          ` · ${t(`written.postedBy.${delivery.posted.way}`, { note: delivery.posted.note, time: time(delivery.posted.at) })}`}
        {ways === '' && delivery.posted === null && ` · ${t('written.noAddress')}`}
      </p>
      {delivery.note !== null && delivery.note !== '' && <p className="soft">{delivery.note}</p>}
      {props.mayRecord && delivery.state === 'waiting' && !open && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('written.record')}
        </Button>
      )}
      {open && delivery.state === 'waiting' && (
        <ProofForm
          onCancel={() => setOpen(false)}
          onSend={(body) => recordReceipt(props.number, delivery.id, body)}
          onDone={props.onDone}
        />
      )}
    </li>
  );
}

function ProofForm(props: {
  readonly onSend: (body: NoticeReceipt) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [proof, setProof] = useState<NoticeReceipt['proof']>('letter');
  const [personName, setPersonName] = useState('');
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: () => props.onSend({ proof, personName: personName.trim(), note: note.trim() }),
    onSuccess: props.onDone,
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (personName.trim() !== '') send.mutate();
      }}
    >
      <div className="form-row">
        <Field label={t('written.proof')} required>
          {({ id }) => (
            <Select
              id={id}
              value={proof}
              options={PROOFS.map((value) => ({ value, label: t(`written.proofs.${value}`) }))}
              onChange={setProof}
            />
          )}
        </Field>
        <Field label={t('written.person')} required>
          {(control) => (
            <Input
              {...control}
              maxLength={64}
              value={personName}
              onChange={(event) => setPersonName(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Field label={t('written.proofNote')}>
        {(control) => (
          <Input {...control} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
      <FormError>{send.isError ? problemText(send.error, t) : ''}</FormError>
      <div className="thumb-bar">
        <Button type="primary" htmlType="submit" disabled={personName.trim() === ''} loading={send.isPending}>
          {t('written.recordSubmit')}
        </Button>
        <Button type="text" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
