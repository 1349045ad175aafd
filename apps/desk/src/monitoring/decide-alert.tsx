import type { AssignAlert, MonitoringAlert } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { assignAlert, dismissAlert } from '../api/monitoring.js';
import { fieldErrors } from '../common/field-errors.js';
import { Choices, Field, FormError } from '../common/field.js';

type Way = 'device' | 'case' | 'dismiss';

/** What becomes of an alert that no rule placed: a fault of a device, part of a case, or nothing, with a reason. */
export function DecideAlert(props: {
  readonly alert: MonitoringAlert;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { alert, onClose } = props;
  const [way, setWay] = useState<Way>('device');
  const [text, setText] = useState('');
  const decide = useMutation({
    mutationFn: (value: string) => {
      if (way === 'dismiss') return dismissAlert(alert.id, value);
      const target: AssignAlert = way === 'device' ? { serialNumber: value } : { caseNumber: value };
      return assignAlert(alert.id, target);
    },
    onSuccess: async (done) => {
      void message.success(
        done.caseNumber === null
          ? t(`monitoring.state.${done.state}`)
          : t('monitoring.placed', { number: done.caseNumber }),
      );
      onClose();
      await queries.invalidateQueries({ queryKey: keys.alerts });
    },
  });
  const errors = fieldErrors(decide.error);
  const error = errors['serialNumber'] ?? errors['caseNumber'] ?? errors['reason'];
  return (
    <Modal open title={t('monitoring.assignTitle')} footer={null} onCancel={onClose}>
      <form
        className="operation-form"
        onSubmit={(event) => {
          event.preventDefault();
          decide.mutate(text.trim());
        }}
      >
        <p className="soft">{alert.title}</p>
        <Choices
          label={t('monitoring.assignTo')}
          required
          value={way}
          onChange={(next) => {
            setWay(next);
            setText('');
            decide.reset();
          }}
          options={[
            { value: 'device', label: t('monitoring.toDevice'), hint: t('monitoring.toDeviceHint') },
            { value: 'case', label: t('monitoring.toCase') },
            { value: 'dismiss', label: t('monitoring.dismiss') },
          ]}
        />
        <Field label={t(`monitoring.ask.${way}`)} required error={error}>
          {(control) => (
            <Input {...control} value={text} maxLength={500} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        <FormError>{decide.isError && error === undefined ? problemText(decide.error, t) : ''}</FormError>
        <div className="operation-foot">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={decide.isPending} disabled={text.trim() === ''}>
            {t(`monitoring.do.${way}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
