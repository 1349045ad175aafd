import type { SpareItem } from '@pledge/contracts';
import { fromLocalInput, problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { doWithSpare, type Deed } from '../api/spares.js';
import { Choices, Field, FormError } from '../common/field.js';
import { TimeInput } from '../common/time-input.js';

type Condition = 'usable' | 'faulty';

/** Asks what a deed needs: the case, a signature, the date of a loan, a reason. */
export function DeedDialog(props: {
  readonly item: SpareItem;
  readonly deed: Deed;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { item, deed, onClose } = props;
  const [text, setText] = useState('');
  const [replaced, setReplaced] = useState('');
  const [loan, setLoan] = useState(false);
  const [until, setUntil] = useState('');
  const [condition, setCondition] = useState<Condition>('usable');
  const value = text.trim();
  const run = useMutation({
    mutationFn: () => {
      switch (deed) {
        case 'reserve':
          return doWithSpare(item.id, deed, { caseNumber: value });
        case 'release':
          return doWithSpare(item.id, deed, value === '' ? {} : { note: value });
        case 'issue':
          return doWithSpare(item.id, deed, {
            signedBy: value,
            ...(replaced.trim() === '' ? {} : { replacedSerial: replaced.trim() }),
            ...(loan ? { loanUntil: fromLocalInput(until) } : {}),
          });
        case 'return':
          return doWithSpare(item.id, deed, { signedBy: value, condition });
        case 'give-back':
          return doWithSpare(item.id, deed, { note: value });
      }
    },
    onSuccess: async () => {
      void message.success(t(`spares.done.${deed}`));
      onClose();
      await queries.invalidateQueries({ queryKey: keys.spares });
    },
  });
  const ready = (deed === 'release' || value !== '') && (deed !== 'issue' || !loan || until !== '');
  return (
    <Modal open title={`${t(`spares.deed.${deed}`)} · ${item.serialNumber}`} footer={null} onCancel={onClose}>
      <form
        className="operation-form"
        onSubmit={(event) => {
          event.preventDefault();
          run.mutate();
        }}
      >
        <p className="soft">
          {item.name} · {item.store.name}
        </p>
        <Field label={t(`spares.ask.${deed}`)} required={deed !== 'release'}>
          {(control) => (
            <Input {...control} maxLength={100} value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        {deed === 'return' && (
          <Choices
            label={t('spares.condition')}
            required
            inline
            value={condition}
            onChange={setCondition}
            options={[
              { value: 'usable', label: t('spares.usable') },
              { value: 'faulty', label: t('spares.faulty') },
            ]}
          />
        )}
        {deed === 'issue' && (
          <>
            <Field label={t('spares.replacedSerial')}>
              {(control) => (
                <Input
                  {...control}
                  maxLength={100}
                  value={replaced}
                  onChange={(event) => setReplaced(event.target.value)}
                />
              )}
            </Field>
            <Checkbox checked={loan} onChange={(event) => setLoan(event.target.checked)}>
              {t('spares.asLoan')}
            </Checkbox>
            {loan && (
              <Field label={t('spares.dueBack')} required>
                {(control) => <TimeInput control={control} value={until} onChange={setUntil} />}
              </Field>
            )}
          </>
        )}
        <FormError>{run.isError ? problemText(run.error, t) : ''}</FormError>
        <div className="operation-foot">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={run.isPending} disabled={!ready}>
            {t(`spares.deed.${deed}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
