import type { DeployResponse } from '@pledge/contracts';
import { api, ApiProblem, problemText } from '@pledge/web';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudioModeler } from '../editor/create-modeler.js';
import { findingsOf, type DraftFinding } from '../findings/check-draft.js';
import { whatChanged, type Change } from './what-changed.js';

interface PublishDialogProps {
  readonly processKey: string;
  readonly version: number;
  /** The version in use, to show the difference; null when there is none. */
  readonly publishedXml: string | null;
  readonly language: string;
  readonly findings: readonly DraftFinding[] | null;
  readonly modeler: StudioModeler;
  readonly onRefused: (findings: readonly DraftFinding[]) => void;
  readonly onPublished: (answer: DeployResponse) => void;
  readonly onClose: () => void;
}

/** Shows the difference and says what publishing does to running and to new cases, then deploys the next version. */
export function PublishDialog(props: PublishDialogProps): React.JSX.Element {
  const { t } = useTranslation();
  const { publishedXml, language, modeler } = props;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [changes, setChanges] = useState<readonly Change[] | null>(null);
  const errors = (props.findings ?? []).filter((finding) => finding.severity === 'error').length;
  const remarks = (props.findings ?? []).length - errors;

  useEffect(() => {
    if (publishedXml === null) return;
    let gone = false;
    void Promise.all([modeler.normalised(publishedXml), modeler.saveXML()]).then(([before, after]) => {
      if (!gone) setChanges(whatChanged(before, after, language));
    });
    return () => {
      gone = true;
    };
  }, [publishedXml, language, modeler]);

  const publish = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const resources = [{ name: `${props.processKey}.bpmn`, content: await modeler.saveXML() }];
      props.onPublished(await api.post<DeployResponse>('/deployments', { name: props.processKey, resources }));
    } catch (failure) {
      setBusy(false);
      if (failure instanceof ApiProblem && failure.status === 422) return props.onRefused(findingsOf(failure));
      setError(problemText(failure, t));
    }
  };
  return (
    <Modal
      open
      title={t('modeler.publish.title', { version: props.version + 1 })}
      onCancel={props.onClose}
      footer={null}
      width={560}
    >
      {changes !== null && (
        <section aria-labelledby="changes-title">
          <h3 id="changes-title">{t('modeler.publish.changes')}</h3>
          {changes.length === 0 ? (
            <p className="soft">{t('modeler.publish.noChanges')}</p>
          ) : (
            <ul className="publish-changes">
              {changes.map((change) => (
                <li key={`${change.kind} ${change.id}`}>
                  <span className="soft">{t(`modeler.publish.${change.kind}`)}</span> <strong>{change.name}</strong>{' '}
                  <span className="soft">
                    {t(`modeler.types.${change.type.charAt(0).toUpperCase()}${change.type.slice(1)}`, {
                      defaultValue: t('modeler.types.other'),
                    })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      <ul className="publish-facts">
        <li>{t('modeler.publish.newCases', { version: props.version + 1 })}</li>
        <li>
          {props.version > 0
            ? t('modeler.publish.runningCases', { version: props.version })
            : t('modeler.publish.firstVersion')}
        </li>
        <li>{t('modeler.publish.kept')}</li>
        <li>{t('modeler.publish.secondAsked')}</li>
        {remarks > 0 && <li>{t('modeler.publish.remarks', { count: remarks })}</li>}
      </ul>
      {errors > 0 && (
        <p role="alert" className="publish-alert">
          <strong>! {t('modeler.publish.errors', { count: errors })}</strong>
        </p>
      )}
      {error !== null && (
        <p role="alert" className="publish-alert">
          <strong>! {error}</strong>
        </p>
      )}
      <div className="dialog-actions">
        <Button onClick={props.onClose}>{t('modeler.cancel')}</Button>
        <Button type="primary" loading={busy} disabled={errors > 0} onClick={() => void publish()}>
          {t('modeler.publish.do', { version: props.version + 1 })}
        </Button>
      </div>
    </Modal>
  );
}
