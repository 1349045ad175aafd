import type { DeployResponse } from '@pledge/contracts';
import { api, ApiProblem, problemText } from '@pledge/web';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findingsOf, type DraftFinding } from '../findings/check-draft.js';

interface PublishDialogProps {
  readonly processKey: string;
  readonly version: number;
  readonly findings: readonly DraftFinding[] | null;
  readonly takeXml: () => Promise<string>;
  readonly onRefused: (findings: readonly DraftFinding[]) => void;
  readonly onPublished: (version: number) => void;
  readonly onClose: () => void;
}

/** Says what publishing does to running and to new cases, then deploys the next version. */
export function PublishDialog(props: PublishDialogProps): React.JSX.Element {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const remarks = (props.findings ?? []).filter((finding) => finding.severity !== 'error').length;
  const publish = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const name = `${props.processKey}.bpmn`;
      const answer = await api.post<DeployResponse>('/deployments', { name: props.processKey, resources: [{ name, content: await props.takeXml() }] });
      const made = answer.definitions.find((definition) => definition.key === props.processKey) ?? answer.definitions[0];
      props.onPublished(made?.version ?? props.version + 1);
    } catch (failure) {
      setBusy(false);
      if (failure instanceof ApiProblem && failure.status === 422) return props.onRefused(findingsOf(failure));
      setError(problemText(failure, t));
    }
  };
  return (
    <Modal open title={t('modeler.publish.title', { version: props.version + 1 })} onCancel={props.onClose} footer={null} width={520}>
      <ul className="publish-facts">
        <li>{t('modeler.publish.newCases', { version: props.version + 1 })}</li>
        <li>{props.version > 0 ? t('modeler.publish.runningCases', { version: props.version }) : t('modeler.publish.firstVersion')}</li>
        <li>{t('modeler.publish.kept')}</li>
        {remarks > 0 && <li>{t('modeler.publish.remarks', { count: remarks })}</li>}
      </ul>
      {error !== null && (
        <p role="alert">
          <strong>! {error}</strong>
        </p>
      )}
      <div className="dialog-actions">
        <Button onClick={props.onClose}>{t('modeler.cancel')}</Button>
        <Button type="primary" loading={busy} onClick={() => void publish()}>
          {t('modeler.publish.do', { version: props.version + 1 })}
        </Button>
      </div>
    </Modal>
  );
}
