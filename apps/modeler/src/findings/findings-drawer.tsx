import type { ModelingCatalogue } from '@pledge/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StudioModeler } from '../editor/create-modeler.js';
import { nameIn } from '../editor/english-labels.js';
import { showElement } from '../editor/first-view.js';
import { addressOf } from '../studio/kinds.js';
import type { DraftFinding } from './check-draft.js';
import { MendButtons } from './mend-buttons.js';
import { labelRule } from './mends.js';
import { playPath } from './path-player.js';

interface FindingsDrawerProps {
  readonly modeler: StudioModeler | null;
  readonly catalogue: ModelingCatalogue;
  readonly findings: readonly DraftFinding[] | null;
  readonly checking: boolean;
  readonly language: string;
}

const MARK = 'pledge-finding';
const ERROR = 'has-error';

/** What is wrong, below the canvas, and as a numbered mark on each element. */
export function FindingsDrawer(props: FindingsDrawerProps): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, catalogue, checking, language } = props;
  const findings = useMemo(
    () => (props.findings === null ? null : [...props.findings, ...(modeler ? unlabelled(modeler, t) : [])]),
    [props.findings, modeler, t],
  );
  const [open, setOpen] = useState(true);
  const stop = useRef<(() => void) | null>(null);
  // The diagram a path was played on is another one after the next check.
  useEffect(
    () => () => {
      stop.current?.();
      stop.current = null;
    },
    [modeler, findings],
  );
  const play = ({ path, elementId }: DraftFinding): void => {
    stop.current?.();
    if (modeler && path && elementId !== null) stop.current = playPath(modeler, path, elementId);
  };
  useEffect(() => {
    if (!modeler) return;
    const overlays = modeler.service('overlays');
    const registry = modeler.service('elementRegistry');
    const canvas = modeler.service('canvas');
    const onElement = new Map<string, number>();
    const marked: string[] = [];
    overlays.remove({ type: MARK });
    (findings ?? []).forEach((finding, index) => {
      const id = finding.elementId;
      const element = id === null ? undefined : registry.get(id);
      if (id === null || element === undefined) return;
      const before = onElement.get(id) ?? 0;
      onElement.set(id, before + 1);
      const mark = document.createElement('div');
      mark.className = `finding-mark finding-${finding.severity}`;
      mark.textContent = String(index + 1);
      mark.title = finding.message;
      overlays.add(id, MARK, {
        position: element.waypoints ? { top: -26, left: 24 * before } : { top: -12, right: 12 + 24 * before },
        html: mark,
        scale: { min: 1 },
      });
      if (finding.severity === 'error') {
        canvas.addMarker(id, ERROR);
        marked.push(id);
      }
    });
    return () => {
      for (const id of marked) if (registry.get(id)) canvas.removeMarker(id, ERROR);
    };
  }, [modeler, findings]);

  const errors = (findings ?? []).filter((finding) => finding.severity === 'error').length;
  return (
    <section className="findings" tabIndex={0} aria-label={t('modeler.findings.title')} aria-busy={checking}>
      <div className="findings-head">
        <p role="status">
          {findings === null
            ? t('modeler.findings.notChecked')
            : findings.length === 0
              ? t('modeler.findings.none')
              : t('modeler.findings.count', { errors, remarks: findings.length - errors })}
        </p>
        {findings !== null && findings.length > 0 && (
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('modeler.findings.fold') : t('modeler.findings.unfold')}
          </button>
        )}
      </div>
      {open && findings !== null && findings.length > 0 && (
        <ol>
          {findings.map((finding, index) => (
            <li key={`${finding.rule}-${finding.elementId ?? ''}-${index}`}>
              <span className={`finding-mark finding-${finding.severity}`} aria-hidden="true">
                {index + 1}
              </span>
              <span>
                <strong>{t(`modeler.findings.${finding.severity}`)}</strong> {finding.message}
                {finding.processKey !== undefined && (
                  <Link className="link" to={addressOf('process', finding.processKey)}>
                    {t('modeler.findings.openProcess')}
                  </Link>
                )}
                {finding.elementId !== null && (
                  <button
                    type="button"
                    className="link"
                    onClick={() => modeler && showElement(modeler, finding.elementId ?? '')}
                  >
                    {t('modeler.findings.show', { name: nameOf(modeler, finding.elementId, language) })}
                  </button>
                )}
                {modeler && finding.elementId !== null && (
                  <MendButtons
                    modeler={modeler}
                    catalogue={catalogue}
                    rule={finding.rule}
                    elementId={finding.elementId}
                  />
                )}
                {finding.path && (
                  <button type="button" className="link" onClick={() => play(finding)}>
                    {t('modeler.findings.play')}
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

/** Steps that people would read on their screens without a name, or in Chinese only. */
function unlabelled(modeler: StudioModeler, t: TFunction): readonly DraftFinding[] {
  return modeler
    .service('elementRegistry')
    .filter((element) => element.labelTarget === undefined)
    .flatMap(({ id, businessObject }) => {
      const rule = labelRule(businessObject);
      return rule === null
        ? []
        : [
            {
              severity: 'info',
              elementId: id,
              rule,
              message: t(`modeler.findings.${rule === 'label/name' ? 'noName' : 'noEnglish'}`),
            },
          ];
    });
}

function nameOf(modeler: StudioModeler | null, id: string, language: string): string {
  return nameIn(language, modeler?.service('elementRegistry').get(id)?.businessObject) ?? id;
}
