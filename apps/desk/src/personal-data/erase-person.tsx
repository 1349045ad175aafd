import type { ContactPerson } from '@pledge/contracts';
import { ApiProblem, problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { erasePerson } from '../api/personal-data.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';

/** The administrator erases somebody who asked for it; what stays is said before. */
export function ErasePerson(props: {
  readonly person: ContactPerson;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { person } = props;
  const [reason, setReason] = useState('');
  const erase = useMutation({
    mutationFn: () => erasePerson(person.id, { reason: reason.trim(), revision: person.revision }),
    onSuccess: async ({ erased }) => {
      const rows = erased.reduce((sum, one) => sum + one.rows, 0);
      void message.success(t('personalData.erased', { rows }));
      await Promise.all(
        [keys.contracts, keys.customers, keys.accesses].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={t('personalData.eraseTitle', { name: person.name })}
      footer={null}
      onCancel={props.onClose}
      mask={{ closable: false }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') erase.mutate();
        }}
      >
        <p>{t('personalData.eraseBody')}</p>
        <p className="soft">{t('personalData.eraseStays')}</p>
        <Field
          label={t('personalData.reason')}
          hint={t('personalData.reasonHint')}
          required
          error={fieldErrors(erase.error)['reason'] ?? ''}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <FormError>{erase.error instanceof ApiProblem ? problemText(erase.error, t) : ''}</FormError>
        <div className="thumb-bar">
          <Button danger type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={erase.isPending}>
            {t('personalData.eraseSubmit')}
          </Button>
          <Button type="text" onClick={props.onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
