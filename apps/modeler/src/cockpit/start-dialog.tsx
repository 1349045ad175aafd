import type { InstanceDetail, ResourceContent } from '@pledge/contracts';
import { api, FormView, LoadingState, problemText, type FormSchema, type FormViewHandle } from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cockpitKeys } from './cockpit-api.js';

const NOTHING = {};

/** Starts one instance of a process: its number, and what the form of its start event asks. */
export function StartDialog(props: {
  readonly processKey: string;
  readonly name: string;
  /** Form of the plain start event; null: none. */
  readonly formId: string | null;
  readonly onStarted: (id: string) => void;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { processKey, formId } = props;
  const [businessKey, setBusinessKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState('');
  const form = useRef<FormViewHandle>(null);
  const schema = useQuery({
    queryKey: [...cockpitKeys.all, 'start-form', formId],
    queryFn: async () =>
      JSON.parse(
        (await api.get<ResourceContent>(`/resources/form/${encodeURIComponent(formId ?? '')}`)).content,
      ) as FormSchema,
    enabled: formId !== null,
  });
  const start = async (): Promise<void> => {
    const filled = form.current?.submit();
    if (filled && !filled.valid) return;
    setBusy(true);
    setFailed('');
    try {
      const key = businessKey.trim();
      const started = await api.post<InstanceDetail>('/process-instances', {
        key: processKey,
        ...(key === '' ? {} : { businessKey: key }),
        variables: filled?.data ?? {},
      });
      await queries.invalidateQueries({ queryKey: cockpitKeys.all });
      props.onStarted(started.id);
    } catch (error) {
      setBusy(false);
      setFailed(problemText(error, t));
    }
  };
  return (
    <Modal open title={t('modeler.start.title', { name: props.name })} onCancel={props.onClose} footer={null}>
      <div className="field">
        <label htmlFor="start-key">{t('modeler.cockpit.businessKey')}</label>
        <Input
          id="start-key"
          value={businessKey}
          maxLength={100}
          placeholder={t('modeler.start.keyHint')}
          onChange={(event) => setBusinessKey(event.target.value)}
        />
      </div>
      {formId !== null &&
        (schema.data ? <FormView ref={form} schema={schema.data} data={NOTHING} /> : <LoadingState rows={3} />)}
      {failed !== '' && (
        <p className="field-error" role="alert">
          {failed}
        </p>
      )}
      <div className="dialog-actions">
        <Button onClick={props.onClose}>{t('modeler.cancel')}</Button>
        <Button type="primary" loading={busy} disabled={formId !== null && !schema.data} onClick={() => void start()}>
          {t('modeler.start.do')}
        </Button>
      </div>
    </Modal>
  );
}
