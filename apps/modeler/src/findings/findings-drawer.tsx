import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudioModeler } from '../editor/create-modeler.js';
import type { DraftFinding } from './check-draft.js';

interface FindingsDrawerProps {
  readonly modeler: StudioModeler | null;
  readonly findings: readonly DraftFinding[] | null;
  readonly checking: boolean;
}

const MARK = 'pledge-finding';

/** What is wrong, below the canvas, and as a numbered mark on each element. */
export function FindingsDrawer({ modeler, findings, checking }: FindingsDrawerProps): React.JSX.Element {
  const { t } = useTranslation();
  useEffect(() => {
    if (!modeler) return;
    const overlays = modeler.service('overlays');
    const registry = modeler.service('elementRegistry');
    overlays.remove({ type: MARK });
    (findings ?? []).forEach((finding, index) => {
      if (finding.elementId === null || !registry.get(finding.elementId)) return;
      const mark = document.createElement('div');
      mark.className = `finding-mark finding-${finding.severity}`;
      mark.textContent = String(index + 1);
      mark.title = finding.message;
      overlays.add(finding.elementId, MARK, { position: { top: -10, right: 10 }, html: mark });
    });
  }, [modeler, findings]);

  const show = (elementId: string): void => {
    const element = modeler?.service('elementRegistry').get(elementId);
    if (!modeler || !element) return;
    modeler.service('canvas').scrollToElement(elementId, 80);
    modeler.service('selection').select(element);
  };
  const errors = (findings ?? []).filter((finding) => finding.severity === 'error').length;
  return (
    <section className="findings" aria-label={t('modeler.findings.title')} aria-busy={checking}>
      <p className="findings-head" role="status">
        {findings === null
          ? t('modeler.findings.notChecked')
          : findings.length === 0
            ? t('modeler.findings.none')
            : t('modeler.findings.count', { errors, remarks: findings.length - errors })}
      </p>
      {findings !== null && findings.length > 0 && (
        <ol>
          {findings.map((finding, index) => (
            <li key={`${finding.rule}-${finding.elementId ?? ''}-${index}`}>
              <span className={`finding-mark finding-${finding.severity}`} aria-hidden="true">
                {index + 1}
              </span>
              <span>
                <strong>{t(`modeler.findings.${finding.severity}`)}</strong> {finding.message}
                {finding.elementId !== null && (
                  <button type="button" className="link" onClick={() => show(finding.elementId ?? '')}>
                    {t('modeler.findings.show', { name: nameOf(modeler, finding.elementId) })}
                  </button>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function nameOf(modeler: StudioModeler | null, id: string): string {
  return modeler?.service('elementRegistry').get(id)?.businessObject.name ?? id;
}
