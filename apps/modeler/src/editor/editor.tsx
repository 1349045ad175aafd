import type { ModelingCatalogue } from '@pledge/contracts';
import { LoadingState, useMedia } from '@pledge/web';
import { Button, Tabs } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useKeeper } from '../drafts/use-keeper.js';
import { FindingsDrawer } from '../findings/findings-drawer.js';
import { useCheck } from '../findings/use-check.js';
import { mergeModels } from '../merge/merge-models.js';
import { PropertiesPanel } from '../properties/properties-panel.js';
import { whatChanged } from '../publish/what-changed.js';
import { ResourceShell } from '../studio/resource-shell.js';
import type { Opened } from '../studio/use-opened.js';
import type { StudioModeler } from './create-modeler.js';
import { AlignTools } from './align-tools.js';
import { nameIn } from './english-labels.js';
import { exportItems } from './export-diagram.js';
import { KeyboardHelp } from './keyboard-help.js';
import { useStudio } from './use-studio.js';
import { ViewTools } from './view-tools.js';

// The comparison carries a second viewer: fetched when somebody compares.
const DiagramComparison = lazy(async () => ({
  default: (await import('../versions/diagram-comparison.js')).DiagramComparison,
}));

// The trial is fetched when somebody tries.
const TrialPanel = lazy(async () => ({ default: (await import('../trial/trial-panel.js')).TrialPanel }));

interface EditorProps {
  readonly processKey: string;
  readonly opened: Opened;
  readonly fresh: () => string;
  readonly catalogue: ModelingCatalogue;
  readonly language: 'zh-CN' | 'en';
  readonly onPublished: () => Promise<void>;
}

/** Canvas first: palette left, properties right, findings below, on top name · version · draft · check · publish. */
export function Editor(props: EditorProps): React.JSX.Element {
  const { t } = useTranslation();
  const { processKey, opened, language } = props;
  const navigate = useNavigate();
  const narrow = useMedia('(max-width: 760px)');
  const canvas = useRef<HTMLDivElement | null>(null);
  const [shown, setShown] = useState({ xml: opened.draft.content, round: 0 });
  const { modeler, selected, several, revision, importError } = useStudio(canvas, shown.xml, shown.round, language);
  const keeping = useKeeper('process', processKey, opened.draft);
  const read = useMemo(() => (modeler ? () => modeler.saveXML() : null), [modeler]);
  const checking = useCheck('process', processKey, read, revision, keeping.state.status !== 'clean');
  const [panelOpen, setPanelOpen] = useState(!narrow);
  const [trying, setTrying] = useState(false);
  const [help, setHelp] = useState(false);
  const name = useProcessName(modeler, revision, processKey, language);
  const nameOf = useCallback(
    (id: string): string => nameIn(language, modeler?.service('elementRegistry').get(id)?.businessObject) ?? id,
    [language, modeler],
  );

  const selectedId = selected?.id;
  useEffect(() => {
    // on a phone the panel comes up with the element that was tapped
    if (narrow && selectedId !== undefined) setPanelOpen(true);
  }, [narrow, selectedId]);
  useEffect(() => {
    // and covers the lower half: what was tapped stays in sight
    if (!narrow || !panelOpen || !modeler || selectedId === undefined) return;
    const frame = requestAnimationFrame(() => {
      modeler.service('canvas').resized();
      if (modeler.service('elementRegistry').get(selectedId)) modeler.service('canvas').scrollToElement(selectedId, 60);
    });
    return () => cancelAnimationFrame(frame);
  }, [narrow, panelOpen, modeler, selectedId]);

  const replace = useCallback((xml: string) => setShown((before) => ({ xml, round: before.round + 1 })), []);
  const changesBetween = useCallback(
    async (before: string, after: string) =>
      modeler ? whatChanged(await modeler.normalised(before), after, language) : [],
    [modeler, language],
  );
  const merge = useMemo(
    () =>
      modeler
        ? (texts: Parameters<typeof mergeModels>[1], choose: Parameters<typeof mergeModels>[2]) =>
            mergeModels(modeler.service('moddle'), texts, choose)
        : null,
    [modeler],
  );

  return (
    <ResourceShell
      kind="process"
      resourceKey={processKey}
      opened={opened}
      title={name}
      keeping={keeping}
      checking={checking}
      changes={revision}
      read={read}
      replace={replace}
      fresh={props.fresh}
      changesBetween={changesBetween}
      comparison={DiagramComparison}
      merge={merge}
      nameOf={nameOf}
      onPublished={() => void props.onPublished()}
      tools={
        <>
          <Button onClick={() => setPanelOpen(!panelOpen)} aria-expanded={panelOpen}>
            {panelOpen ? t('modeler.hidePanel') : t('modeler.showPanel')}
          </Button>
          <Button
            disabled={modeler === null}
            aria-pressed={trying}
            onClick={() => {
              setTrying(!trying);
              setPanelOpen(true);
            }}
          >
            {trying ? t('modeler.trial.close') : t('modeler.trial.button')}
          </Button>
        </>
      }
      menu={[
        ...exportItems(modeler, name, t),
        ...(opened.version > 0
          ? [
              {
                key: 'cockpit',
                label: t('modeler.cockpit.title'),
                onClick: () => void navigate(`/cockpit/${encodeURIComponent(processKey)}`),
              },
            ]
          : []),
        { key: 'keyboard', label: t('modeler.keyboard.title'), onClick: () => setHelp(true) },
      ]}
    >
      {importError !== null && (
        <p className="notice-bar" role="alert">
          {t('modeler.importFailed', { reason: importError })}
        </p>
      )}
      <div className="editor-body" data-panel={panelOpen ? 'open' : 'closed'} data-trying={trying}>
        <div className="canvas-frame">
          <div className="canvas" ref={canvas} role="application" aria-label={t('modeler.canvas')} />
          {modeler && <ViewTools modeler={modeler} revision={revision} />}
        </div>
        {trying && modeler && (
          <aside className="panel trial-panel" hidden={!panelOpen} aria-label={t('modeler.trial.title')}>
            <Suspense fallback={<LoadingState rows={6} />}>
              <TrialPanel
                modeler={modeler}
                processKey={processKey}
                catalogue={props.catalogue}
                revision={revision}
                nameOf={nameOf}
              />
            </Suspense>
          </aside>
        )}
        {panelOpen && !trying && (
          <aside className="panel" aria-label={t('modeler.panel.title')}>
            <Tabs
              size="small"
              destroyOnHidden
              items={[
                {
                  key: 'plain',
                  label: t('modeler.panel.plain'),
                  children: modeler && (
                    <>
                      {several.length > 1 && <AlignTools modeler={modeler} elements={several} />}
                      <PropertiesPanel modeler={modeler} element={selected} catalogue={props.catalogue} />
                    </>
                  ),
                },
                { key: 'all', label: t('modeler.panel.all'), children: modeler && <CompletePanel modeler={modeler} /> },
              ]}
            />
          </aside>
        )}
      </div>
      <FindingsDrawer
        catalogue={props.catalogue}
        modeler={modeler}
        findings={checking.findings}
        checking={checking.checking}
        language={language}
      />
      <KeyboardHelp open={help} onClose={() => setHelp(false)} />
    </ResourceShell>
  );
}

/** Everything that can be set, as bpmn-js offers it: for those who know BPMN. */
function CompletePanel({ modeler }: { readonly modeler: StudioModeler }): React.JSX.Element {
  const place = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    const panel = modeler.service('propertiesPanel');
    if (place.current) panel.attachTo(place.current);
    return () => panel.detach();
  }, [modeler]);
  return <div className="complete-panel" ref={place} />;
}

/** Name of the process as drawn now; in a collaboration the name of its executable pool's process. */
function useProcessName(modeler: StudioModeler | null, revision: number, fallback: string, language: string): string {
  const [name, setName] = useState(fallback);
  useEffect(() => {
    if (!modeler) return;
    const processes = modeler
      .service('elementRegistry')
      .filter((element) => element.type === 'bpmn:Process' || element.type === 'bpmn:Participant');
    const named = processes.map((element) => nameIn(language, element.businessObject)).find((text) => text);
    setName(named ?? fallback);
  }, [modeler, revision, fallback, language]);
  return name;
}
